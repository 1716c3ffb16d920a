"""The accounts of one event beside each other: field by field, and side by side what each says was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from talleyrand.web.answers.question import Answer

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """What some accounts give for a field, and which accounts; `why` opens the records behind it."""

    value: str
    sources: tuple[str, ...]
    independent: int
    why: str


@dataclass(frozen=True, slots=True)
class FieldVersions:
    """A field of an event in all versions; `standing` is agreed, compatible, contradicted, or one account's alone."""

    field: str
    standing: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence of a side; `also` are the points of other sides that say the same."""

    number: int
    speakers: tuple[str, ...]
    text: str
    also: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side's account of a call or meeting: its document, its points, and what it alone has."""

    name: str
    title: str
    document: str
    published: str
    points: tuple[Point, ...]
    alone: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One event with the accounts of it: the row of the answer, its fields, and its sides where they can be told."""

    event: str
    day: str
    what: str
    parties: tuple[str, ...]
    accounts: int
    independent: int
    contradicted: tuple[str, ...]
    only_one: tuple[str, ...]
    why: str
    fields: tuple[FieldVersions, ...]
    sides: tuple[Side, ...]


_ALONE = {"only_states": "states", "only_acts": "acts", "only_terms": "terms", "only_words": "words"}


def compared(answer: Answer) -> tuple[Compared, ...]:
    """Return the events of an answer of `accounts`, in its order."""
    fields = _by_event(answer, "fields")
    sides = _by_event(answer, "sides")
    points = _by_event(answer, "points")
    return tuple(
        Compared(
            event=row["event"],
            day=row["day"] or "",
            what=row["what"],
            parties=tuple(row["parties"]),
            accounts=row["accounts"],
            independent=row["independent"],
            contradicted=tuple(row["contradicted"]),
            only_one=tuple(row["only_one"]),
            why=row["why"],
            fields=_fields(fields.get(row["event"], [])),
            sides=_sides(sides.get(row["event"], []), points.get(row["event"], [])),
        )
        for row in answer.rows
    )


def _by_event(answer: Answer, name: str) -> dict[str, list[Row]]:
    part = answer.part(name)
    found: dict[str, list[Row]] = {}
    for row in part.rows if part else ():
        found.setdefault(row["event"], []).append(row)
    return found


def _fields(rows: Iterable[Row]) -> tuple[FieldVersions, ...]:
    """Return the fields, the contradicted first."""
    found = [
        FieldVersions(field, given[0]["standing"], tuple(map(_version, given)))
        for field, given in ((field, list(group)) for field, group in groupby(rows, itemgetter("field")))
    ]
    return tuple(sorted(found, key=lambda one: one.standing != "contradicted"))


def _version(row: Row) -> Version:
    return Version(row["value"], tuple(row["sources"]), row["independent"], row["why"])


def _sides(rows: Iterable[Row], points: list[Row]) -> tuple[Side, ...]:
    return tuple(
        Side(
            name=row["side"],
            title=row["title"] or "",
            document=row["document"],
            published=row["published"] or "",
            points=tuple(_point(point) for point in points if point["side"] == row["side"]),
            alone=tuple((name, _plain(row[column])) for column, name in _ALONE.items() if row[column]),
        )
        for row in rows
    )


def _plain(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(one.removeprefix("term: ") for one in found)


def _point(row: Row) -> Point:
    return Point(row["point"], tuple(row["speakers"]), row["text"], tuple(map(str, row["also"])), row["why"])
