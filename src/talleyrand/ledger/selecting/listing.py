"""A selection as a table: sorted, a page at a time from a key, or whole.

A page costs little however large the ledger is. Either some part of the selection is small (a rare actor, rare words):
then those records are sorted. Or every part is common: then the records are walked in the order asked for until a page
is full. What has no date comes last, whichever way dates run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from talleyrand.errors import OptionError
from talleyrand.ledger import resolutions
from talleyrand.ledger.database import Database, streamed
from talleyrand.ledger.rows import RECORD_COLUMNS, Documents, record_of
from talleyrand.ledger.selecting.conditions import (
    ROLES,
    Among,
    Condition,
    Value,
    among,
    column_of,
    of_facet,
    own,
    places,
)
from talleyrand.ledger.selecting.reading import values, where
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.model.cases import Case
from talleyrand.model.records import Entry

Sorting = Literal["newest", "oldest", "last-entered", "first-entered", "surest", "doubtful"]
SMALL = 5_000
"""Records from which a part of a selection is too many to sort for a page."""
ALL = 2**62
"""More rows than any ledger has."""
COUNTED = 60_000
"""Records from which it is too many to begin from when many are looked for anyway, to be counted."""
_KEY = re.compile(r"(?P<value>[0-9.-]{0,24})_(?P<seq>[0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class _Sort:
    """A column and the way it runs; `undated` for a column that may be empty, `index` that which is in its order."""

    column: str
    descending: bool
    index: str
    undated: bool = False


@dataclass(frozen=True, slots=True)
class _Walk:
    """Tables that the rows of a selection are read from, the columns they are sorted by, and how doubles are one."""

    source: str
    conditions: list[Condition]
    value: str
    seq: str
    once: str = ""


_SORTS: dict[Sorting, _Sort] = {
    "newest": _Sort("date_start", True, "record_facet_by_date", undated=True),
    "oldest": _Sort("date_start", False, "record_facet_by_date", undated=True),
    "last-entered": _Sort("seq", True, ""),
    "first-entered": _Sort("seq", False, ""),
    "surest": _Sort("confidence", True, "record_facet_by_confidence"),
    "doubtful": _Sort("confidence", False, "record_facet_by_confidence"),
}


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of a table: `size` rows in an order, after the row that `key` names, or with `back` before it."""

    order: Sorting = "newest"
    size: int = 50
    key: str = ""
    back: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in an order: the value that it is sorted by (None: undated), and its number."""

    value: Value | None
    seq: int

    @property
    def key(self) -> str:
        """The place as an address has it: `2022-02-24_1234`, `_1234` without a date."""
        return f"{'' if self.value is None else self.value}_{self.seq}"


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of a page, in order, and whether there are more before and after them."""

    places: tuple[Place, ...]
    before: bool
    after: bool


def place_of(key: str, order: Sorting) -> Place:
    """Return the place that a key of an address names; raises OptionError for what is none."""
    found = _KEY.fullmatch(key)
    sort = _SORTS[order]
    try:
        if found is None:
            raise ValueError
        value: Value = float(found["value"]) if sort.column == "confidence" else found["value"]
    except ValueError as error:
        raise OptionError(f"{key[:40]!r} is no place in the table", hint="follow the links of the page") from error
    return Place(None if value == "" else value, int(found["seq"]))


def page(connection: Database, selection: Selection, cut: Cut) -> Slice:
    """Return a page of a selection; raises OptionError for a key that is none."""
    found = list(_rows(connection, selection, cut, cut.size + 1))
    more, rows = len(found) > cut.size, tuple(found[: cut.size])
    if cut.back:
        return Slice(rows[::-1], before=more, after=True)
    return Slice(rows, before=bool(cut.key), after=more)


def whole(connection: Database, selection: Selection, order: Sorting) -> Iterator[Place]:
    """Yield every row of a selection in order."""
    yield from _rows(connection, selection, Cut(order), ALL)


def read(connection: Database, places: Sequence[Place], documents: Documents) -> list[Entry]:
    """Return the records at `places`, in order, each with its document without the text."""
    marks = ", ".join("?" for _ in places) or "NULL"
    tables = "record r JOIN document d ON d.seq = r.document"
    query = f"SELECT r.seq, {RECORD_COLUMNS} FROM {tables} WHERE r.seq IN ({marks})"  # noqa: S608
    rows = {row[0]: row[1:] for row in connection.execute(query, [place.seq for place in places])}
    found = resolutions.outcomes(connection)
    records = list(resolutions.resolved([record_of(rows[place.seq]) for place in places], found))
    bare = documents.bare_of({record.document_id for record in records})
    return [(record, bare[record.document_id]) for record in records]


def hits(connection: Database, selection: Selection, columns: str, *, walk: bool = True) -> Condition:
    """Return the query of `columns` of `r`, a row of `record_facet`, for all that is selected, the newest first.

    Without `walk` it has no order.
    """
    source, conditions, small = _plan(connection, selection, COUNTED if walk else SMALL)
    index = " INDEXED BY record_facet_by_date" if walk and not small else ""
    tail = " ORDER BY r.date_start DESC NULLS LAST, r.seq DESC" if walk else ""
    sql = f"SELECT {columns} FROM {source}{index} {where(conditions)}{tail}"  # noqa: S608 - constant names
    return Condition(sql, tuple(values(conditions)))


def number(connection: Database, selection: Selection) -> int:
    """Return how many records are selected, each part of the selection read from its own index, however large."""
    parts = [Condition(f"r.seq IN ({part.rows.sql})", part.rows.values) for part in among(selection)]
    conditions = [*of_facet(selection), *parts]
    sql = f"SELECT count(*) FROM record_facet r {where(conditions)}"  # noqa: S608 - constant names
    return int(connection.execute(sql, values(conditions)).fetchone()[0])


def asked(selection: Selection) -> tuple[str, list[Condition]]:
    """Return the table of a selection, `r`, and the conditions on it one by one, for records found otherwise."""
    return "record_facet r", [*of_facet(selection), *(part.asked for part in among(selection))]


def belonging(connection: Database, case: Case) -> list[Condition]:
    """Return the conditions that `r`, a row of either table, belongs to a case, the rarest part of it as a set."""
    selection = Selection(within=case)
    parts = list(among(selection))
    small = _smallest(connection, parts, COUNTED)
    first = [Condition(f"r.seq IN ({small.rows.sql})", small.rows.values)] if small else []
    return [*first, *(part.asked for part in parts if part is not small), *own(selection)]


def is_small(connection: Database, selection: Selection) -> bool:
    """Tell whether some part of a selection is so small that all of it is soon sorted."""
    return _smallest(connection, list(among(selection)), SMALL) is not None


def _rows(connection: Database, selection: Selection, cut: Cut, limit: int) -> Iterator[Place]:
    start = place_of(cut.key, cut.order) if cut.key else None
    sort = _SORTS[cut.order]
    walk = _walk(connection, selection, sort)
    if cut.back:
        sort = replace(sort, descending=not sort.descending)
    way, empty = ("DESC", " NULLS LAST") if sort.descending else ("ASC", " NULLS FIRST")
    first = f"{walk.value} {way}{empty if sort.undated else ''}"
    by = f" ORDER BY {first}" if walk.value == walk.seq else f" ORDER BY {first}, {walk.seq} {way}"
    for segment in _segments(sort, walk, start, back=cut.back):
        asked = [*walk.conditions, *segment]
        sql = f"SELECT {walk.value}, {walk.seq} FROM {walk.source} {where(asked)}{walk.once}{by} LIMIT ?"  # noqa: S608
        given = [*values(asked), limit]
        for value, seq in streamed(connection, sql, given) if limit > COUNTED else connection.execute(sql, given):
            yield Place(value if sort.column != "seq" else None, seq)
            limit -= 1
        if limit == 0:
            return


def _walk(connection: Database, selection: Selection, sort: _Sort) -> _Walk:
    """Return the way through the rows of a selection: from its smallest part, along a party's days, or through all."""
    source, conditions, small = _plan(connection, selection, SMALL)
    value = f"r.{sort.column}"
    if small:
        return _Walk(source, conditions, value, "r.seq")
    party = _party(selection) if sort.column == "date_start" else None
    if party is None:
        index = f" INDEXED BY {sort.index}" if sort.index else ""
        return _Walk(f"{source}{index}", conditions, value, "r.seq")
    along = "record_actor w CROSS JOIN record_facet r ON r.seq = w.record"
    once = " GROUP BY w.date_start, w.record"
    return _Walk(along, [party, *conditions], "w.date_start", "w.record", once)


def _party(selection: Selection) -> Condition | None:
    """Return the condition that `w`, a row of `record_actor`, is of the one party asked for, a recipient if any."""
    for parties, role in ((selection.recipients, "recipient"), (selection.actors, "actor"), (selection.parties, "any")):
        if len(parties) == 1:
            column, value = column_of(parties[0])
            return Condition(f"w.{column} = ? AND w.role IN ({places(ROLES[role])})", (value, *ROLES[role]))
    return None


def _segments(sort: _Sort, walk: _Walk, start: Place | None, *, back: bool) -> list[list[Condition]]:
    """Return the conditions of what is read one after the other: the rest after `start`, the undated by themselves."""
    sign = "<" if sort.descending else ">"
    beyond = Condition(f"{walk.seq} {sign} ?", (start.seq,)) if start else None
    if start and start.value is not None:
        beyond = Condition(f"({walk.value}, {walk.seq}) {sign} (?, ?)", (start.value, start.seq))
    rest = [beyond] if beyond else []
    if not sort.undated:
        return [rest]
    dated, undated = [Condition(f"{walk.value} IS NOT NULL")], [Condition(f"{walk.value} IS NULL")]
    if start is None:
        return [undated, dated] if back else [dated, undated]
    if start.value is None:
        return [[*undated, *rest], dated] if back else [[*undated, *rest]]
    return [rest] if back else [rest, undated]


def _plan(connection: Database, selection: Selection, most: int) -> tuple[str, list[Condition], bool]:
    """Return the tables to read `r` from, conditions on it, and whether it begins from a part of fewer than `most`."""
    parts = list(among(selection))
    small = _smallest(connection, parts, most)
    if small is None:
        return "record_facet r", [*of_facet(selection), *(part.asked for part in parts)], False
    rest = [part.asked for part in parts if part is not small]
    driver = Condition(f"r.seq IN ({small.rows.sql})", small.rows.values)
    return "record_facet r", [driver, *of_facet(selection), *rest], True


def _smallest(connection: Database, parts: list[Among], most: int) -> Among | None:
    """Return the part with the fewest records, None where each has `most` or more."""
    sizes = [(_size(connection, part.rows, most), number) for number, part in enumerate(parts)]
    fewest, number = min(sizes, default=(most, 0))
    return parts[number] if fewest < most else None


def _size(connection: Database, rows: Condition, most: int) -> int:
    sql = f"SELECT count(*) FROM ({rows.sql} LIMIT {most}) part"  # noqa: S608 - a query of `conditions`
    return int(connection.execute(sql, rows.values).fetchone()[0])
