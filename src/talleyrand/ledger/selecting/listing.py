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
from talleyrand.ledger.database import Database
from talleyrand.ledger.rows import RECORD_COLUMNS, Documents, record_of
from talleyrand.ledger.selecting.conditions import Among, Condition, Value, among, of_facet, own
from talleyrand.ledger.selecting.reading import values, where
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.model.cases import Case
from talleyrand.model.records import Entry

Sorting = Literal["newest", "oldest", "last-entered", "first-entered", "surest", "doubtful"]
SMALL = 5_000
"""Records from which a part of a selection is too many to sort for a page."""
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


_SORTS: dict[Sorting, _Sort] = {
    "newest": _Sort("date_start", True, "record_facet_by_date", undated=True),
    "oldest": _Sort("date_start", False, "record_facet_by_date", undated=True),
    "last-entered": _Sort("seq", True, ""),
    "first-entered": _Sort("seq", False, ""),
    "surest": _Sort("confidence", True, "record_facet_by_confidence"),
    "doubtful": _Sort("confidence", False, "record_facet_by_confidence"),
}
SORTINGS: tuple[Sorting, ...] = tuple(_SORTS)


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
    yield from _rows(connection, selection, Cut(order), -1)


def read(connection: Database, places: Sequence[Place], documents: Documents) -> list[Entry]:
    """Return the records at `places`, in order, each with its document without the text."""
    marks = ", ".join("?" for _ in places)
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
    tail = " ORDER BY r.date_start DESC, r.seq DESC" if walk else ""
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
    source, conditions, small = _plan(connection, selection, SMALL)
    sort = _SORTS[cut.order]
    if cut.back:
        sort = replace(sort, descending=not sort.descending)
    index = f" INDEXED BY {sort.index}" if sort.index and not small else ""
    way = "DESC" if sort.descending else "ASC"
    by = f"r.{sort.column} {way}, r.seq {way}" if sort.column != "seq" else f"r.seq {way}"
    for segment in _segments(sort, start, back=cut.back):
        asked = [*conditions, *segment]
        sql = f"SELECT r.{sort.column}, r.seq FROM {source}{index} {where(asked)} ORDER BY {by} LIMIT ?"  # noqa: S608
        for value, seq in connection.execute(sql, [*values(asked), limit]):
            yield Place(value if sort.column != "seq" else None, seq)
            limit -= 1 if limit > 0 else 0
        if limit == 0:
            return


def _segments(sort: _Sort, start: Place | None, *, back: bool) -> list[list[Condition]]:
    """Return the conditions of what is read one after the other: the rest after `start`, the undated by themselves."""
    sign = "<" if sort.descending else ">"
    beyond = Condition(f"r.seq {sign} ?", (start.seq,)) if start else None
    if start and start.value is not None:
        beyond = Condition(f"(r.{sort.column}, r.seq) {sign} (?, ?)", (start.value, start.seq))
    rest = [beyond] if beyond else []
    if not sort.undated:
        return [rest]
    dated, undated = [Condition("r.date_start IS NOT NULL")], [Condition("r.date_start IS NULL")]
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
    sql = f"SELECT count(*) FROM ({rows.sql} LIMIT {most})"  # noqa: S608 - a query of `conditions`
    return int(connection.execute(sql, rows.values).fetchone()[0])
