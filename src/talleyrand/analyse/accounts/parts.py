"""The parts of an answer about accounts: the versions of each field, and the sides of calls and meetings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from talleyrand.analyse.accounts.events import Told
from talleyrand.analyse.accounts.fields import Version
from talleyrand.analyse.accounts.sides import (
    Comparison,
    PointRow,
    SideRow,
    compare,
    point_rows,
    side_rows,
    weights_of,
)
from talleyrand.analyse.accounts.sides_drawing import draw_sides
from talleyrand.analyse.accounts.sources import Documents, independent
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Value

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One version of one field of an event: who gives it; for numbers the range over all accounts.

    `standing` tells how the versions of the field stand to each other: agreed, compatible (one says more than the
    other), contradicted, or one account's alone.
    """

    event: str
    field: str
    value: str
    day: date | None
    standing: str
    sources: tuple[str, ...]
    records: int
    independent: int
    low: float | None
    best: float | None
    high: float | None


def parts(
    told: Sequence[Told], given: Sequence[Record], asked: Mapping[str, Value], documents: Documents
) -> dict[str, Result[Any]]:
    """Return the parts `fields`, `sides` and `points`; how rare words are is read from all records given."""
    compared = [one for one in map(comparison, told) if one is not None]
    weights = weights_of(given) if compared else {}
    fields = [(field_row(one, version), _records(version)) for one in told for version in one.versions]
    sides = [
        (row, [record for point in side.points for record in point.records])
        for one in compared
        for row, side in zip(side_rows(one, weights, documents), one.sides, strict=True)
    ]
    points = [
        (row, point.records)
        for one in compared
        for row, point in zip(point_rows(one, weights), (p for s in one.sides for p in s.points), strict=True)
    ]
    return {
        "fields": _part("fields", FieldRow, ("event", "field", "value"), fields, asked),
        "sides": replace(
            _part("sides", SideRow, ("event", "side"), sides, asked),
            drawing=lambda: draw_sides(_QUESTIONS["sides"], compared, weights),
        ),
        "points": _part("points", PointRow, ("event", "side", "point"), points, asked),
    }


def comparison(one: Told) -> Comparison | None:
    """Return the sides of an event point by point, None where there is one side only."""
    what = f"{one.row.what}: {', '.join(one.row.parties)}"
    return compare(one.occasion, one.sides, day=one.row.day, what=what)


def field_row(one: Told, version: Version) -> FieldRow:
    """Return the row of one version."""
    return FieldRow(
        event=one.row.event,
        field=version.field,
        value=version.value,
        day=one.row.day,
        standing=version.standing,
        sources=tuple(dict.fromkeys(account.label for account in version.accounts)),
        records=sum(len(account.records) for account in version.accounts),
        independent=independent(version.accounts),
        low=version.low,
        best=version.best,
        high=version.high,
    )


_SHOWN = {
    "fields": ("day", "field", "value", "standing", "sources", "event"),
    "sides": ("day", "side", "title", "shared", "only_acts", "only_words", "event"),
    "points": ("day", "side", "point", "speakers", "kinds", "text", "also"),
}
_QUESTIONS = {
    "fields": "What does each account say, field by field?",
    "sides": "What does each side's account have that the others have not?",
    "points": "What does each side say was said, sentence by sentence?",
}


def _part(
    name: str,
    row_type: type[Row],
    keys: tuple[str, ...],
    rows: Sequence[tuple[Row, Iterable[Record]]],
    asked: Mapping[str, Value],
) -> Result[Row]:
    behind = [tuple(records) for _, records in rows]
    return Result(
        measure=f"accounts/{name}",
        question=_QUESTIONS[name],
        row_type=row_type,
        rows=tuple(row for row, _ in rows),
        keys=keys,
        parameters=asked,
        shown=_SHOWN[name],
        records=len({record.id for records in behind for record in records}),
        independent=len({record.document_id for records in behind for record in records}),
        reasons=lambda at: tuple(Reason(record.id, cluster=record.document_id) for record in behind[at]),
    )


def _records(version: Version) -> list[Record]:
    return [record for account in version.accounts for record in account.records]
