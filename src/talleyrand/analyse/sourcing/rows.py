"""The rows in which sourcing is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TypeRow:
    """What one type of source vouches for.

    `share` of the independent reports with its interval (90 %) from `low` to `high`. `through` counts the records that
    came through such a source at any place of their chain.
    """

    type: str
    words: str
    records: int
    independent: int
    share: float
    low: float
    high: float
    through: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What one source vouches for, from how many documents."""

    type: str
    source: str
    name: str
    country: str | None
    records: int
    independent: int
    share: float
    low: float
    high: float
    documents: int


@dataclass(frozen=True, slots=True)
class CountryRow:
    """What sources of one state vouch for; those of no state (the press, unnamed sources) have no country."""

    country: str | None
    name: str
    records: int
    independent: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SingleRow:
    """An act or vote that rests on one independent report, or on one outlet alone (`rests_on`)."""

    record: str
    day: date | None
    actors: tuple[str, ...]
    what: str
    recipients: tuple[str, ...]
    rests_on: str
    type: str
    source: str
    outlet: str | None
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class ConcentrationRow:
    """How much rests on one outlet or one source (`of`).

    `largest` is the one with most independent reports and `share` its share, `herfindahl` the probability that two
    reports drawn at random have the same; both with intervals of 90 %.
    """

    of: str
    number: int
    largest: str
    share: float
    low: float
    high: float
    herfindahl: float
    herfindahl_low: float
    herfindahl_high: float
    records: int
    independent: int
