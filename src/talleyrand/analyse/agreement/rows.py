"""The rows of an answer about agreement, and how a coefficient is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talleyrand.analyse.agreement.krippendorff import RELIABLE, TENTATIVE

Judgement = Literal[
    "reliable", "tentative conclusions only", "not reliable", "undecided", "no variation", "too few", ""
]
FEWEST = 10
"""Units below which a coefficient says next to nothing."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One coefficient of agreement with its 90 % interval.

    `between` names the coders, `field` what they coded, `coefficient` the measure; `below` is the probability that
    Krippendorff's alpha is below 0.667. `units` were coded by two or more; `records` stand behind them, `independent`
    of them in different documents. `judgement` follows Krippendorff's bounds of 0.667 and 0.8, "undecided" where the
    interval reaches from below the lower to above the upper.
    """

    between: str
    field: str
    coefficient: str
    value: float | None
    low: float | None
    high: float | None
    below: float | None
    judgement: Judgement
    units: int
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """How often persons found the machine right in a group of records; `right` with its 90 % interval."""

    group: str
    value: str
    right: float
    low: float
    high: float
    reviewed: int
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class TotalRow:
    """How many records of a group are right: as the machine counts, and corrected from a random sample.

    `counted` is how many there are, `expected` the sum of their confidences, `estimate` the corrected number with its
    90 % interval.
    """

    group: str
    value: str
    counted: int
    expected: float
    estimate: float
    low: float
    high: float
    reviewed: int
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A record on which coders differ: what each said of it."""

    record: str
    field: str
    coders: tuple[str, ...]
    values: tuple[str, ...]
    text: str
    records: int
    independent: int


def judged(value: float | None, low: float | None, high: float | None, units: int) -> Judgement:
    """Return what Krippendorff's bounds say of a coefficient with its interval."""
    if value is None and units:
        return "no variation"
    if value is None or low is None or high is None or units < FEWEST:
        return "too few"
    if low < TENTATIVE and high >= RELIABLE:
        return "undecided"
    if value >= RELIABLE:
        return "reliable"
    return "tentative conclusions only" if value >= TENTATIVE else "not reliable"
