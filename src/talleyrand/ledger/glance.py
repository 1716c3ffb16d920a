"""The ledger at a glance: what was read, whom it is about, what is uncertain, in aggregates that indexes answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from talleyrand.codebook.countries import load_countries
from talleyrand.ledger.database import Database

MOST_MONTHS = 240
"""Months that are counted one by one; of a longer period the last so many are."""
SHOWN = 12
"""Actors, reasons and names that are listed, the most frequent."""
RUNS = 5

_DOCUMENTS = "SELECT substr(published, 1, 7), count(*) FROM document GROUP BY 1 ORDER BY 1"
_NOT_ENGLISH = "SELECT count(*) FROM document WHERE language <> 'en'"
_KINDS = "SELECT kind, count(*) FROM record GROUP BY kind ORDER BY kind"
_GONE = "SELECT r.kind, count(*) FROM superseded s JOIN record r ON r.seq = s.record GROUP BY 1"
_DATED = "SELECT count(*) FROM record WHERE date_start >= ? AND date_start < ?"
_UNDATED = "SELECT count(*) FROM record WHERE date_start IS NULL"
_STATES = (
    "SELECT country, count(*) FROM record_actor WHERE country IS NOT NULL AND role = 'actor' "
    "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
)
_OTHERS = (
    "SELECT p.actor, max(a.name), count(*) FROM record_actor p JOIN actor a ON a.id = p.actor "
    "WHERE p.country IS NULL AND p.role = 'actor' AND p.actor NOT LIKE 'unknown:%' "
    "GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT ?"
)
_UNKNOWN = "FROM record_actor WHERE actor >= 'unknown:' AND actor < 'unknown;' AND role = 'actor'"
_REASONS = "SELECT reason, count(*) FROM unsupported GROUP BY reason ORDER BY reason"
_RUNS = (
    "SELECT started, finished, arguments, counts FROM run "
    "WHERE started <> '' AND arguments NOT LIKE '{\"review\":%' ORDER BY seq DESC LIMIT ?"
)
_TOTAL_KEYS = ("act", "forecast", "framing", "statement", "vote")


@dataclass(frozen=True, slots=True)
class Month:
    """How many documents were published in a month (`2022-02`), and how many records are dated in it."""

    month: str
    documents: int
    records: int


@dataclass(frozen=True, slots=True)
class Tally:
    """A name with how many records or findings it stands for; `id` is what its page is asked for."""

    id: str
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Run:
    """One reading: when it began (ISO 8601), of what, and what it came to. `finished` is empty for one broken off."""

    started: str
    finished: str
    paths: tuple[str, ...]
    documents: int
    records: int
    unsupported: int
    errors: int


@dataclass(frozen=True, slots=True)
class Glance:
    """Counts of the ledger: documents, records that are current by kind, months, actors, and what has no place.

    `earlier` and `later` count records dated outside the months; `unresolved` records whose actor is known by a
    description only, the most frequent of them under `descriptions`; `unsupported` findings that were not entered, by
    reason under `reasons`; `not_english` documents that are not coded. `newest` is the day of the newest document, None
    where none is dated.
    """

    documents: int
    undated_documents: int
    not_english: int
    records: int
    undated_records: int
    kinds: tuple[Tally, ...]
    months: tuple[Month, ...]
    earlier: int
    later: int
    states: tuple[Tally, ...]
    others: tuple[Tally, ...]
    reviewed: int
    unresolved: int
    descriptions: tuple[Tally, ...]
    unsupported: int
    reasons: tuple[Tally, ...]
    runs: tuple[Run, ...]
    newest: str | None

    @property
    def empty(self) -> bool:
        """Whether nothing was read yet."""
        return not self.documents


def at_a_glance(connection: Database) -> Glance:
    """Return the ledger at a glance; a second on a million records, a tenth of it on a hundred thousand."""
    published = dict(connection.execute(_DOCUMENTS))
    undated = published.pop(None, 0)
    kinds = Counter(dict(connection.execute(_KINDS))) - Counter(dict(connection.execute(_GONE)))
    spread, earlier, later = _months(connection, published)
    return Glance(
        documents=sum(published.values()) + undated,
        undated_documents=undated,
        not_english=_one(connection, _NOT_ENGLISH),
        records=kinds.total(),
        undated_records=_one(connection, _UNDATED),
        kinds=tuple(Tally(kind, kind, n) for kind, n in kinds.most_common()),
        months=spread,
        earlier=earlier,
        later=later,
        states=tuple(_states(connection)),
        others=tuple(Tally(*row) for row in connection.execute(_OTHERS, (SHOWN,))),
        reviewed=_one(connection, "SELECT count(DISTINCT record_id) FROM revision"),
        unresolved=_one(connection, f"SELECT count(DISTINCT record) {_UNKNOWN}"),
        descriptions=_descriptions(connection),
        unsupported=_one(connection, "SELECT count(*) FROM unsupported"),
        reasons=_reasons(connection),
        runs=tuple(_run(*row) for row in connection.execute(_RUNS, (RUNS,))),
        newest=connection.execute("SELECT max(published) FROM document").fetchone()[0],
    )


def _one(connection: Database, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _months(connection: Database, published: dict[str, int]) -> tuple[tuple[Month, ...], int, int]:
    """Return the months from the first document to the last, and the records dated before and after them."""
    if not published:
        return (), 0, _one(connection, "SELECT count(*) FROM record WHERE date_start IS NOT NULL")
    first, last = month_number(min(published)), month_number(max(published))
    first = max(first, last - MOST_MONTHS)
    edges = [month_named(number) for number in range(first, last + 2)]
    found = tuple(
        Month(month, published.get(month, 0), _dated(connection, month, following))
        for month, following in pairwise(edges)
    )
    return found, _dated(connection, "", edges[0]), _dated(connection, edges[-1], "~")


def _dated(connection: Database, since: str, before: str) -> int:
    return int(connection.execute(_DATED, (since, before)).fetchone()[0])


def month_number(month: str) -> int:
    """Return the number of a month such as `2022-02`, by which months are counted."""
    year, _, rest = month.partition("-")
    return int(year) * 12 + (int(rest) if rest.isdigit() else 1) - 1


def month_named(number: int) -> str:
    """Return the month of a number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _states(connection: Database) -> Iterator[Tally]:
    known = load_countries()
    for code, n in connection.execute(_STATES, (SHOWN,)):
        yield Tally(code, known[code].name if code in known else code, n)


def _descriptions(connection: Database) -> tuple[Tally, ...]:
    sql = f"SELECT name, name, count(*) {_UNKNOWN} GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT ?"
    return tuple(Tally(*row) for row in connection.execute(sql, (SHOWN,)))


def _reasons(connection: Database) -> tuple[Tally, ...]:
    """Return the reasons, whatever rule found it and whoever it was about: `rule: reason: whom`."""
    tally: Counter[str] = Counter()
    for reason, n in connection.execute(_REASONS):
        parts = reason.split(": ")
        tally[parts[1] if len(parts) > 1 else reason] += n
    return tuple(Tally(reason, reason, n) for reason, n in tally.most_common(SHOWN))


def _run(started: str, finished: str | None, arguments: str, counts: str | None) -> Run:
    given, came = json.loads(arguments or "{}"), json.loads(counts or "{}")
    records = sum(int(came.get(kind, 0)) for kind in _TOTAL_KEYS)
    return Run(
        started,
        finished or "",
        tuple(map(str, given.get("paths", ()))),
        int(came.get("documents", 0)),
        records,
        int(came.get("unsupported", 0)),
        int(came.get("errors", 0)),
    )
