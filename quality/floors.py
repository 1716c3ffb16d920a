"""Floors: under what no figure may fall, with the history of each floor.

A floor may rise at any time. A lower one than before needs a reason, which stays in the file. A figure is under its
floor when it is less by more than `SLACK` or what one item of the set weighs: the engine's arithmetic differs in the
last digit between processors, and a sentence can tip over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quality.figures import Figure
from quality.places import FLOORS

SLACK = 0.3
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor in percent, the day (`YYYY-MM-DD`) it was set, and why where it is lower than the one before."""

    floor: float
    date: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """What somebody else reached at the same task."""

    who: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """What is held of a figure: its floors, the oldest first, what is aimed at, what others reached."""

    task: str
    material: str
    name: str
    target: float | None = None
    published: tuple[Published, ...] = ()
    floors: tuple[Floor, ...] = ()

    @property
    def key(self) -> Key:
        """What names the figure."""
        return self.task, self.material, self.name

    @property
    def floor(self) -> float | None:
        """The floor that holds now."""
        return self.floors[-1].floor if self.floors else None


def load(path: Path = FLOORS) -> list[Row]:
    """Return the rows of the file in its order."""
    return [_row(data) for data in json.loads(path.read_text(encoding="utf-8"))]


def save(rows: Iterable[Row], path: Path = FLOORS) -> None:
    """Write the rows, one line each."""
    lines = ",\n".join(json.dumps(_data(row), ensure_ascii=False) for row in rows)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def is_under(figure: Figure, floor: float) -> bool:
    """Tell whether a figure is less than a floor by more than it may be."""
    return figure.value < floor - max(SLACK, 100 / figure.of)


def fallen(figures: Iterable[Figure], rows: Sequence[Row]) -> Iterator[tuple[Figure, float]]:
    """Yield the figures that are under their floor, with it."""
    floors = {row.key: row.floor for row in rows}
    for figure in figures:
        floor = floors.get(figure.key)
        if floor is not None and is_under(figure, floor):
            yield figure, floor


def missing(figures: Sequence[Figure], rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows whose figure was not measured although its material was."""
    measured, materials = {f.key for f in figures}, {f.material for f in figures}
    yield from (row for row in rows if row.material in materials and row.key not in measured)


def lifted(figures: Iterable[Figure], rows: Sequence[Row], day: str) -> list[Row]:
    """Return the rows with every floor at what was measured where that is more; figures without a row get one."""
    known = {row.key: row for row in rows}
    for figure in figures:
        row = known.get(figure.key) or Row(*figure.key)
        if row.floor is None or figure.value > row.floor:
            row = replace(row, floors=(*row.floors, Floor(figure.value, day)))
        known[figure.key] = row
    return list(known.values())


def lowered(figure: Figure, rows: Sequence[Row], day: str, reason: str) -> list[Row]:
    """Return the rows with one floor at what was measured, for a reason; raises `ValueError` without one."""
    if not reason.strip():
        raise ValueError("a lower floor needs a reason")
    floor = Floor(figure.value, day, reason.strip())
    return [replace(row, floors=(*row.floors, floor)) if row.key == figure.key else row for row in rows]


def unexplained(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows in whose history a floor is lower than an earlier one, without a reason."""
    for row in rows:
        highest = float("-inf")
        for floor in row.floors:
            if floor.floor < highest and not floor.reason.strip():
                yield row
                break
            highest = floor.floor if floor.reason.strip() else max(highest, floor.floor)


def _row(data: dict[str, Any]) -> Row:
    return Row(
        data["task"],
        data["material"],
        data["figure"],
        data.get("target"),
        tuple(Published(p["who"], p["value"]) for p in data.get("published", ())),
        tuple(Floor(f["floor"], f["date"], f.get("reason", "")) for f in data.get("floors", ())),
    )


def _data(row: Row) -> dict[str, Any]:
    return {
        "task": row.task,
        "material": row.material,
        "figure": row.name,
        "target": row.target,
        "published": [{"who": p.who, "value": p.value} for p in row.published],
        "floors": [{"floor": f.floor, "date": f.date} | ({"reason": f.reason} if f.reason else {}) for f in row.floors],
    }
