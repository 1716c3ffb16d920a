"""The newest records of an actor or between two, and how many there are on which days: for what can't read them all.

Both come from the index of parties: of two actors the rarer is walked, and the other is looked up for each record.
"""
# ruff: noqa: S608 - queries are put together of constants alone; values are bound

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import starmap

from talleyrand.ledger import resolutions
from talleyrand.ledger.database import Database
from talleyrand.ledger.rows import DOCUMENT_COLUMNS, RECORD_COLUMNS, document_of, reader
from talleyrand.ledger.selecting.conditions import Value
from talleyrand.ledger.selecting.listing import belonging
from talleyrand.ledger.selecting.reading import values as given_values
from talleyrand.model.cases import Case
from talleyrand.model.documents import Document
from talleyrand.model.records import Record

LONGEST = 400
"""Days that a record may have begun before a period and still be found in it."""
COMPARED = 20_000
"""Records up to which two actors are counted to tell the rarer one."""
LATELY = 2_000
"""Newest records of an actor among which its counterparts are counted."""
READ = 500
"""Newest records of an actor whose evidence is read for the names of another."""

_CODE = re.compile(r"[A-Z]{3}")
_TAKES_PART = "role IN ('actor', 'recipient', 'addressee')"
_STANDS = (
    "a.record NOT IN (SELECT record FROM superseded) AND NOT EXISTS (SELECT 1 FROM revision v WHERE v.record_id = r.id "
    "AND v.status = 'rejected' AND v.seq = (SELECT max(w.seq) FROM revision w WHERE w.record_id = r.id))"
)
_REVIEWED = """
SELECT count(DISTINCT r.seq) FROM revision v CROSS JOIN record r ON r.id = v.record_id
WHERE v.seq = (SELECT max(w.seq) FROM revision w WHERE w.record_id = v.record_id)
AND v.status IN ('accepted', 'corrected') AND r.seq NOT IN (SELECT record FROM superseded)
"""


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose records: an actor, and the one whom they must concern too. Each is an ISO code or an actor's id.

    `within` is a case that the records must belong to.
    """

    actor: str
    target: str | None = None
    within: Case | None = None


def newest(
    connection: Database, parties: Parties, limit: int, since: str | None = None, until: str | None = None
) -> list[int]:
    """Return the numbers of the newest records, the last first; undated ones follow the dated. Days are inclusive.

    What began more than `LONGEST` days before `since` is not found by its end.
    """
    outer, inner = _ordered(connection, parties)
    wheres, values = _of("a", outer)
    if inner is not None:
        more, given = _of("b", inner, probe=True)
        wheres += f" AND EXISTS (SELECT 1 FROM record_actor b WHERE b.record = a.record AND {more})"
        values += given
    if since:
        wheres += " AND a.date_start >= ? AND coalesce(r.date_end, a.date_start) >= ?"
        values += (_earlier(since), since)
    if until:
        wheres += " AND a.date_start <= ?"
        values += (f"{until}~",)
    wheres, values = _within(connection, parties.within, wheres, values)
    query = (
        f"SELECT a.record FROM record_actor a CROSS JOIN record r ON r.seq = a.record WHERE {wheres} AND {_STANDS} "
        "GROUP BY a.date_start, a.record /*!, r.seq*/ ORDER BY a.date_start DESC NULLS LAST, a.record DESC LIMIT ?"
    )
    return [seq for (seq,) in connection.execute(query, (*values, limit))]


def days(connection: Database, parties: Parties) -> dict[str | None, int]:
    """Return how many records begin on each day, in order; under None how many have no day.

    Records that were superseded or rejected are counted too.
    """
    first, values = _of("a", parties.actor)
    if parties.within is not None:
        return _days_within(connection, parties)
    if parties.target is None:
        query = f"SELECT a.date_start, count(DISTINCT a.record) FROM record_actor a WHERE {first} GROUP BY 1"
        return dict(connection.execute(query, values))
    second, more = _of("a", parties.target)
    both = (
        f"SELECT a.record, a.date_start FROM record_actor a WHERE {first} "
        f"INTERSECT SELECT a.record, a.date_start FROM record_actor a WHERE {second}"
    )
    return dict(connection.execute(f"SELECT date_start, count(*) FROM ({both}) shared GROUP BY 1", (*values, *more)))


def _days_within(connection: Database, parties: Parties) -> dict[str | None, int]:
    outer, inner = _ordered(connection, parties)
    wheres, values = _of("a", outer)
    if inner is not None:
        more, given = _of("b", inner, probe=True)
        wheres += f" AND EXISTS (SELECT 1 FROM record_actor b WHERE b.record = a.record AND {more})"
        values += given
    wheres, values = _within(connection, parties.within, wheres, values)
    query = (
        "SELECT a.date_start, count(DISTINCT a.record) FROM record_actor a CROSS JOIN record r ON r.seq = a.record "
        f"WHERE {wheres} GROUP BY 1"
    )
    return dict(connection.execute(query, values))


def counterparts(connection: Database, parties: Parties, most: int) -> list[tuple[str, int]]:
    """Return those whom the newest records of an actor concern besides, by code or id, each with how many do."""
    actor = parties.actor
    wheres, values = _of("a", actor)
    source = "record_actor a"
    if parties.within is not None:
        source += " CROSS JOIN record r ON r.seq = a.record"
        wheres, values = _within(connection, parties.within, wheres, values)
    query = (
        f"WITH lately AS (SELECT a.record FROM {source} WHERE {wheres} AND a.date_start IS NOT NULL "
        "ORDER BY a.date_start DESC NULLS LAST, a.record DESC LIMIT ?) "
        "SELECT coalesce(b.country, b.actor) AS party, count(DISTINCT b.record) AS n "
        f"FROM lately CROSS JOIN record_actor b ON b.record = lately.record AND b.{_TAKES_PART} "
        "WHERE coalesce(b.country, b.actor) NOT IN (?, ?) AND b.actor <> ? AND b.actor NOT LIKE 'unknown:%' "
        "GROUP BY party ORDER BY n DESC, party LIMIT ?"
    )
    own = connection.execute("SELECT country FROM actor WHERE id = ?", (actor,)).fetchone()
    given = (*values, LATELY, actor, (own and own[0]) or actor, actor, most)
    return list(connection.execute(query, given))


def naming(
    connection: Database,
    parties: Parties,
    names: Iterable[str],
    since: str | None = None,
    until: str | None = None,
) -> list[int]:
    """Return the numbers of those among an actor's newest records whose evidence names another one, newest first."""
    known = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, known)) + r")\b")
    wheres, values = _of("a", parties.actor)
    days = (since or "", f"{until or '9999'}~")
    wheres, values = _within(connection, parties.within, f"{wheres} AND a.date_start BETWEEN ? AND ?", (*values, *days))
    query = (
        f"SELECT a.record, r.body FROM record_actor a CROSS JOIN record r ON r.seq = a.record WHERE {wheres} "
        f"AND a.role = 'actor' AND {_STANDS} "
        "GROUP BY a.date_start, a.record /*!, r.seq*/ ORDER BY a.date_start DESC NULLS LAST, a.record DESC LIMIT ?"
    )
    rows = connection.execute(query, (*values, READ))
    likely = ((seq, body) for seq, body in rows if any(name in body for name in known))
    return [seq for seq, body in likely if pattern.search(json.loads(body)["evidence"]["text"])]


def reviewed(connection: Database, parties: Parties) -> int:
    """Return how many records a person accepted or corrected."""
    query, values = _REVIEWED, tuple[Value, ...]()
    for party in filter(None, (parties.actor, parties.target)):
        wheres, more = _of("a", party, probe=True)
        query += f" AND EXISTS (SELECT 1 FROM record_actor a WHERE a.record = r.seq AND {wheres})"
        values += more
    query, values = _within(connection, parties.within, query, values)
    return int(connection.execute(query, values).fetchone()[0])


def numbered(connection: Database, numbers: Iterable[int]) -> list[Record]:
    """Return the records of those numbers, in order of time, the undated last."""
    query = (
        f"SELECT {RECORD_COLUMNS} FROM record r JOIN document d ON d.seq = r.document "
        "WHERE r.seq IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) "
        "ORDER BY r.date_start IS NULL, r.date_start, r.seq"
    )
    records = starmap(reader(), connection.execute(query, (json.dumps(list(numbers)),)))
    return list(resolutions.resolved(records, resolutions.outcomes(connection)))


def documents(connection: Database, records: Iterable[Record]) -> dict[str, Document]:
    """Return the documents of records by id, without their texts."""
    wanted = json.dumps(sorted({record.document_id for record in records}))
    columns = DOCUMENT_COLUMNS.replace("text", "''", 1)
    query = f"SELECT {columns} FROM document WHERE id IN (SELECT value FROM json_each(?))"
    return {row[0]: document_of(row) for row in connection.execute(query, (wanted,))}


def _within(
    connection: Database, case: Case | None, wheres: str, values: tuple[Value, ...]
) -> tuple[str, tuple[Value, ...]]:
    """Return conditions and their values with those that `r` is of a case."""
    if case is None:
        return wheres, values
    found = belonging(connection, case)
    return " AND ".join([wheres, *(one.sql for one in found)]), (*values, *given_values(found))


def _of(table: str, party: str, *, probe: bool = False) -> tuple[str, tuple[Value, ...]]:
    """Return the condition that a row is of a party; a row that is looked up by its record must not use its index."""
    column = "country" if _CODE.fullmatch(party) else "actor"
    return f"{'+' if probe else ''}{table}.{column} = ? AND {table}.{_TAKES_PART}", (party,)


def _ordered(connection: Database, parties: Parties) -> tuple[str, str | None]:
    """Return the rarer of two parties first."""
    if parties.target is None:
        return parties.actor, None
    some, others = _few(connection, parties.actor), _few(connection, parties.target)
    return (parties.actor, parties.target) if some <= others else (parties.target, parties.actor)


def _few(connection: Database, party: str) -> int:
    wheres, values = _of("a", party)
    query = f"SELECT count(*) FROM (SELECT 1 FROM record_actor a WHERE {wheres} LIMIT ?) part"
    return int(connection.execute(query, (*values, COMPARED)).fetchone()[0])


def _earlier(day: str) -> str:
    return date.fromordinal(max(1, date.fromisoformat(day).toordinal() - LONGEST)).isoformat()
