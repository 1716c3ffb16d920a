"""Ideal points on a page: the states of the last period in order, the path of those asked for, and what parts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talleyrand.present.boards.world_map import Place, WorldMap, build_map, stepped
from talleyrand.present.plain import line

FEW = 10
"""Votes below which a period says little of a state's place."""
PARTING = 10
"""Texts that part the two ends, as many as are listed of each side."""
Row = Mapping[str, Any]
_EDGES = (-1.0, -0.33, 0.33, 1.0)
_STEPS = ("low-2", "low-1", "middle", "high-1", "high-2")
_LEGEND = {
    "low-2": "below −1",
    "low-1": "−1 to −0.33",
    "middle": "−0.33 to 0.33",
    "high-1": "0.33 to 1",
    "high-2": "above 1",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A state's ideal point in a period with its interval, and the votes it rests on."""

    code: str
    name: str
    period: str
    value: float
    low: float
    high: float
    votes: int
    why: str


@dataclass(frozen=True, slots=True)
class Parting:
    """A text that parts the states: above 0 those with high ideal points are for it, below 0 against."""

    name: str
    subject: str
    discrimination: float
    yes: int
    no: int
    abstain: int
    why: str


@dataclass(frozen=True, slots=True)
class IdealBoard:
    """Points of `period`, the highest first, their map, or the path of the states asked for; the sharpest texts."""

    period: str
    points: tuple[Point, ...]
    world: WorldMap | None
    parting: tuple[Parting, ...]


def build_ideal(rows: Sequence[Row], texts: Sequence[Row]) -> IdealBoard:
    """Return the page's view of the measure `ideal_points` and its part `roll_calls`, as plain data."""
    states = {row["state"] for row in rows}
    if len(states) <= 2:
        points, period = [_point(row) for row in rows], ""
    else:
        period = _last(rows)
        points = sorted((_point(row) for row in rows if row["period"] == period), key=lambda one: -one.value)
    parting = sorted(texts, key=lambda row: -abs(row["discrimination"]))[:PARTING]
    return IdealBoard(
        period, tuple(points), _world(points) if period else None, tuple(_parting(row) for row in parting)
    )


def _last(rows: Sequence[Row]) -> str:
    """The last period in which most states voted often enough to be placed by it."""
    every = Counter(str(row["period"]) for row in rows)
    well = Counter(str(row["period"]) for row in rows if row["votes"] >= FEW) or every
    usual = [period for period, states in well.items() if 2 * states >= max(well.values())]
    return max(usual, key=lambda period: int(period.rsplit(maxsplit=1)[-1]))


def _world(points: Sequence[Point]) -> WorldMap:
    places = [
        Place(
            one.code,
            stepped(one.value, _EDGES, _STEPS),
            f"{one.name}: {one.value:+.2f} ({one.low:+.2f} to {one.high:+.2f})",
        )
        for one in points
    ]
    return build_map(places, _LEGEND)


def _point(row: Row) -> Point:
    figures = (row[name] for name in ("value", "low", "high", "votes", "why"))
    return Point(row["state"], row["name"], row["period"], *figures)


def _parting(row: Row) -> Parting:
    figures = (row[name] for name in ("discrimination", "yes", "no", "abstain", "why"))
    return Parting(row["roll_call"], line(row["subject"] or ""), *figures)
