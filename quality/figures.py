"""Figures, and the few formulas that they are made with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """One measured figure: percent, more is better. `of` is the number of gold items behind it."""

    task: str
    material: str
    name: str
    value: float
    of: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the figure: task, material, name."""
        return self.task, self.material, self.name


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure without the task and material it belongs to: what a scorer returns."""

    name: str
    value: float
    of: int


def share(name: str, part: float, whole: int) -> Measure:
    """Return `part` of `whole` in percent; 0 where there is nothing."""
    return Measure(name, 100 * part / whole if whole else 0.0, whole)


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
