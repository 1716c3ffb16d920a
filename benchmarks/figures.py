"""Figures of the benchmarks: printed as they are measured, and kept so that one page can show them side by side.

Each benchmark hands its figures to `note`. They go to the terminal and, a line each, to the file that the environment
variable `BENCHMARK_FIGURES` names, from which `benchmarks.report` writes `docs/performance.md` and its pictures.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

VARIABLE = "BENCHMARK_FIGURES"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number: the part of the report it belongs to, its name, value and unit.

    `most` and `least` are the target, where there is one; `series` and `at` place it on a line of a plot (`at` is the
    size that it was measured at).
    """

    part: str
    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    series: str = ""
    at: float | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        if self.most is None and self.least is None:
            return None
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)

    def line(self) -> str:
        """Return the figure as a line for a terminal."""
        return f"{self.name:<66}{shown(self.value):>12} {self.unit:<14}{self.target()}"

    def target(self) -> str:
        """Return the target with whether it is reached, empty where there is none."""
        if self.reached is None:
            return ""
        asked = f"at most {shown(self.most)}" if self.most is not None else f"at least {shown(self.least or 0)}"
        return f"{asked}: {'reached' if self.reached else 'MISSED'}"


def note(*figures: Figure) -> None:
    """Print figures, and keep them where the environment says."""
    file = os.environ.get(VARIABLE)
    for figure in figures:
        print(figure.line(), flush=True)
        if file:
            with Path(file).open("a", encoding="utf-8") as kept:
                kept.write(json.dumps(asdict(figure)) + "\n")


def noted(file: Path) -> Iterator[Figure]:
    """Yield the figures that were kept in a file."""
    for line in file.read_text("utf-8").splitlines():
        yield Figure(**json.loads(line))


def shown(value: float) -> str:
    """Return a number with about three digits that count."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
