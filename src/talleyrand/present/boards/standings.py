"""Where every state stands toward one target: a table, and the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talleyrand.present.boards.world_map import Place, WorldMap, build_map, stepped

Row = Mapping[str, Any]
_EDGES = (-0.25, -0.08, 0.08, 0.25)
_STEPS = ("hostile-2", "hostile-1", "between", "friendly-1", "friendly-2")
_LEGEND = {
    "friendly-2": "friendly, 0.25 or more",
    "friendly-1": "0.08 to 0.25",
    "between": "−0.08 to 0.08",
    "hostile-1": "−0.25 to −0.08",
    "hostile-2": "hostile, below −0.25",
    "own": "the state itself",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A state's position at its last report, -1 to +1, with its interval; `sure` where that leaves out nought."""

    code: str
    name: str
    value: float
    low: float
    high: float
    sure: bool
    records: int
    independent: int
    last: str
    why: str


@dataclass(frozen=True, slots=True)
class StandingBoard:
    """The states, the friendliest first, and their map."""

    states: tuple[Standing, ...]
    world: WorldMap


def build_standings(rows: Sequence[Row], target: str, target_name: str) -> StandingBoard:
    """Return the page's view of the measure `standings`, its rows as plain data; `target` is a key of an actor."""
    states = tuple(_standing(row) for row in rows)
    places = [Place(one.code, stepped(one.value, _EDGES, _STEPS), _words(one), one.sure) for one in states]
    return StandingBoard(states, build_map([*places, Place(target, "own", target_name)], _LEGEND))


def _standing(row: Row) -> Standing:
    return Standing(
        code=row["state"],
        name=row["name"],
        value=row["value"],
        low=max(-1.0, row["low"]),
        high=min(1.0, row["high"]),
        sure=row["low"] > 0 or row["high"] < 0,
        records=row["records"],
        independent=row["independent"],
        last=row["last"],
        why=row["why"],
    )


def _words(one: Standing) -> str:
    reports = f"n = {one.independent}, last {one.last}"
    return f"{one.name}: {one.value:+.2f} ({one.low:+.2f} to {one.high:+.2f}), {reports}"
