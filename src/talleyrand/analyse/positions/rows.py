"""The tables of positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from talleyrand.analyse.dyads import Place

Basis = Literal["observed", "bridged", "carried", "single"]


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position on `day`, the end of a step: its value, and the bounds that hold it with the probability asked for.

    From -1 (hostile) to +1 (friendly), though the model's bounds may lie beyond; the logit scale has no ends. `records`
    and `independent` count the reports of this step alone. `basis`: "observed", there are some; "bridged", there are
    some before and after; "carried", there are none any more; "single", there is one in all, and this is what it says.
    """

    channel: Place
    day: date
    value: float
    low: float
    high: float
    records: int
    independent: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class NowRow:
    """The last position of a channel, all its reports counted; `days_since` the last one, up to the last day known."""

    channel: Place
    value: float
    low: float
    high: float
    records: int
    independent: int
    first: date
    last: date
    days_since: int


@dataclass(frozen=True, slots=True)
class SumRow:
    """Cooperation and conflict of a step: the sums of friendly and of hostile scores, each report-day once.

    A mean near zero may be much of both. `neutral` reports are those with no direction. Steps without reports have no
    row.
    """

    channel: Place
    day: date
    cooperation: float
    conflict: float
    friendly: int
    hostile: int
    neutral: int
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class ModelRow:
    """What the local level model found: the level's movement in a day (sigma), a report's scatter about it (tau)."""

    channel: Place
    sigma: float
    tau: float
    records: int
    independent: int
