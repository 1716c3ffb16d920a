"""Calibrating: read the gold sets, fit the table, tell how well it holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quality.calibration import observations as seen
from quality.calibration.diagram import svg
from quality.calibration.fitting import cross_validated, fit
from quality.calibration.observations import Observation
from quality.calibration.reliability import bins, brier, expected_calibration_error
from quality.material import Material
from quality.places import CALIBRATION, DIAGRAM, TABLE
from quality.sets import own, quoted
from talleyrand.codebook.confidence import Reliability

PAGES = 200
"""Texts of PolNeAR's training part that are read: some 2,000 statements for each minute of reading."""
HEAD = """# How sure a record is, as log-odds: of its kind, and what its rules and the signs it bears add. Fitted by
# `python -m quality calibrate` to the share that was right in the gold sets; made by machine, not to be edited.
"""


@dataclass(frozen=True, slots=True)
class Holding:
    """How well confidence holds on records it was not fitted to, for all kinds or one.

    `brier_of_mean` is what saying the mean of all would give.
    """

    kind: str
    n: int
    right: float
    brier: float
    brier_of_mean: float
    error: float


def load_pages() -> list[quoted.QuotedText] | None:
    """Return the first texts of PolNeAR's training part, None where it is absent."""
    found = quoted.load_polnear("train")
    return None if found is None else found[:PAGES]


MATERIALS = (
    Material("own gold, for confidence", own.load, own.read, {}),
    Material("PolNeAR train, for confidence", load_pages, seen.read, {}),
)
OBSERVE: dict[str, Callable[[Sequence[Any], Sequence[Any]], Iterable[Observation]]] = {
    MATERIALS[0].name: seen.of_own,
    MATERIALS[1].name: seen.of_quoted,
}


def calibrate(observations: Sequence[Observation]) -> list[Holding]:
    """Fit and write the table, the diagram and the figures; returns how well confidence holds."""
    TABLE.write_text(toml(fit(observations)), encoding="utf-8")
    held, said = cross_validated(observations)
    likely = [float(value) for value in said]
    right = [observation.right for observation in held]
    found = bins(likely, right)
    DIAGRAM.write_text(svg(found, f"{len(held)} rows of our own gold set, cross-validated"), encoding="utf-8")
    holdings = [holding("all", likely, right)]
    for kind in sorted({o.kind for o in held}):
        places = [i for i, o in enumerate(held) if o.kind == kind]
        holdings.append(holding(kind, [likely[i] for i in places], [right[i] for i in places]))
    CALIBRATION.write_text(json.dumps([asdict(h) for h in holdings], indent=1) + "\n", encoding="utf-8")
    return holdings


def holding(kind: str, said: Sequence[float], right: Sequence[bool]) -> Holding:
    """Return how well confidence holds on some records."""
    mean = sum(right) / len(right)
    error = expected_calibration_error(bins(said, right))
    figures = (mean, brier(said, right), brier([mean] * len(right), right), error)
    return Holding(kind, len(right), *(round(figure, 3) for figure in figures))


def toml(table: Mapping[str, Reliability]) -> str:
    """Return the table as TOML."""
    parts = [HEAD]
    for kind, reliability in sorted(table.items()):
        parts.append(f"\n[{kind}]\nbase = {reliability.base}\n")
        for name, values in (("rules", reliability.rules), ("signs", reliability.signs)):
            lines = "".join(f'"{key}" = {value}\n' for key, value in sorted(values.items()))
            parts.append(f"\n[{kind}.{name}]\n{lines}")
    return "".join(parts)
