"""What waits for a person: records one by one, in an order that says why.

"uncertain" takes the least sure first; "random" a fixed shuffle, of which any beginning is a random sample; "disputed"
what persons differ on; "second" what another person judged, for a judgement that does not know the first.
The shuffle puts records into buckets by the first digits of their ids, which are hashes, and shuffles the buckets and
what is in each by a hash with the seed: so a million records need no column, and a record keeps its place when others
are added.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Literal, TypedDict

from talleyrand.errors import OptionError
from talleyrand.ledger import decisions
from talleyrand.ledger.reading import chosen
from talleyrand.ledger.rows import RECORD_COLUMNS, record_of
from talleyrand.ledger.selection import Choice, Selection
from talleyrand.model.records import Record

Order = Literal["uncertain", "random", "disputed", "second"]
ORDERS: tuple[Order, ...] = ("uncertain", "random", "disputed", "second")

FEW = 20_000
"""Records up to which a choice is sorted whole; of a larger one the order's index is followed."""
LIMIT = 20
"""Records of a queue that are given at once unless another number is asked for."""
DIGITS = 3
"""Hexadecimal digits of an id that make its bucket."""

_RECORD = f"""
SELECT {RECORD_COLUMNS} FROM record r JOIN document d ON d.seq = r.document
WHERE r.id = ? AND r.seq NOT IN (SELECT record FROM superseded)
"""  # noqa: S608 - constant columns
_JUDGED = """
SELECT v.record_id FROM revision v WHERE v.what <> 'note' AND v.seq =
(SELECT max(w.seq) FROM revision w WHERE w.record_id = v.record_id AND w.what <> 'note') AND v.status {0} 'proposed'
"""
_OPEN = (
    "coalesce((SELECT v.status FROM revision v WHERE v.record_id = r.id ORDER BY v.seq DESC LIMIT 1), 'proposed') "
    "= 'proposed'"
)


@dataclass(frozen=True, slots=True)
class Queued:
    """A record that waits: as the person should see it, with its mark, and the place in the queue to go on after."""

    record: Record
    mark: str
    cursor: str


class Waiting(TypedDict, total=False):
    """Which part of a queue: of which records, for whom, and how many (20) after which cursor (the beginning).

    `seed` is that of the shuffle.
    """

    choice: Choice
    reviewer: str
    after: str | None
    limit: int
    seed: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """A queue as it is asked for."""

    selection: Selection
    reviewer: str
    after: str | None
    seed: int


def queue(connection: sqlite3.Connection, order: Order, waiting: Waiting) -> list[Queued]:
    """Return the next records of a queue; raises OptionError for an order or a cursor that is none."""
    if order not in ORDERS:
        raise OptionError(f"{order!r} is no order", hint=f"one of {', '.join(ORDERS)}")
    selection = Selection(**waiting.get("choice", {}))
    asked = _Asked(selection, waiting.get("reviewer", ""), waiting.get("after"), waiting.get("seed", 0))
    found = islice(_KEYS[order](connection, asked), waiting.get("limit", LIMIT))
    return [one for id, cursor in found for one in _queued(connection, order, id, cursor)]


def sample(connection: sqlite3.Connection, selection: Selection, size: int, seed: int) -> list[str]:
    """Return the ids of the first `size` records of the shuffle, judged or not: a simple random sample."""
    return [id for id, _ in islice(_shuffled(connection, _Asked(selection, "", None, seed), "1"), size)]


def _queued(connection: sqlite3.Connection, order: Order, id: str, cursor: str) -> Iterator[Queued]:
    row = connection.execute(_RECORD, (id,)).fetchone()
    if row is None:
        return
    record = record_of(row)
    if order == "second":
        proposed = decisions.original(connection, id)
        if proposed is not None:
            record = record_of((id, record.document_id, proposed.kind, proposed.body, "proposed"))
    yield Queued(record, decisions.mark(connection, id), cursor)


def _uncertain(connection: sqlite3.Connection, asked: _Asked) -> Iterator[tuple[str, str]]:
    confidence, id = _split(asked.after) if asked.after else ("-1", "")
    sql, values = chosen(asked.selection)
    last = [_number(confidence), id]
    if _few(connection, asked.selection):
        query = f"SELECT DISTINCT r.confidence, r.id {sql} AND {_OPEN} AND (r.confidence, r.id) > (?, ?) ORDER BY 1, 2"
        rows = connection.execute(query, [*values, *last])
    else:
        sql, values = chosen(asked.selection, by_party=False)
        sql = sql.replace("FROM record r", "FROM record r INDEXED BY record_by_confidence", 1)
        query = f"SELECT r.confidence, r.id {sql} AND {_OPEN} AND (r.confidence, r.id) > (?, ?) ORDER BY 1, 2"
        rows = connection.execute(query, [*values, *last])
    return ((id, f"{confidence!r}~{id}") for confidence, id in rows)


def _random(connection: sqlite3.Connection, asked: _Asked) -> Iterator[tuple[str, str]]:
    return _shuffled(connection, asked, _OPEN)


def _disputed(connection: sqlite3.Connection, asked: _Asked) -> Iterator[tuple[str, str]]:
    sql, values = chosen(asked.selection)
    disputed = (
        "r.id IN (SELECT v.record_id FROM revision v WHERE v.status = 'disputed' AND v.seq = "
        "(SELECT max(w.seq) FROM revision w WHERE w.record_id = v.record_id))"
    )
    rows = connection.execute(
        f"SELECT DISTINCT r.id {sql} AND {disputed} AND r.id > ? ORDER BY 1", [*values, asked.after or ""]
    )
    return ((id, id) for (id,) in rows)


def _second(connection: sqlite3.Connection, asked: _Asked) -> Iterator[tuple[str, str]]:
    """Records with a standing judgement of another and none of the reviewer, in the shuffle's order."""
    known: dict[str, list[decisions.Decision]] = {}
    for one in decisions.all_of(connection):
        known.setdefault(one.record_id, []).append(one)
    waiting = [id for id, given in known.items() if _waits(given, asked.reviewer)]
    every = replace(asked.selection, rejected=True)
    sql, values = chosen(every)
    for id in _sorted(waiting, asked.seed, asked.after):
        if connection.execute(f"SELECT 1 {sql} AND r.id = ? LIMIT 1", [*values, id]).fetchone():
            yield id, id


def _waits(given: list[decisions.Decision], reviewer: str) -> bool:
    who = {one.reviewer for one in decisions.standing(given)}
    return bool(who) and reviewer not in who and decisions.status_of(given) != "disputed"


_KEYS = {"uncertain": _uncertain, "random": _random, "disputed": _disputed, "second": _second}


def _shuffled(connection: sqlite3.Connection, asked: _Asked, condition: str) -> Iterator[tuple[str, str]]:
    """Yield the ids of a choice in the order of the shuffle, those after an id alone; each is its own cursor."""
    selection, seed, after = asked.selection, asked.seed, asked.after
    sql, values = chosen(selection)
    if _few(connection, selection):
        rows = connection.execute(f"SELECT DISTINCT r.id {sql} AND {condition}", values)
        yield from ((id, id) for id in _sorted((id for (id,) in rows), seed, after))
        return
    sql, values = chosen(selection, by_party=False)
    query = f"SELECT r.id {sql} AND {condition} AND r.id >= ? AND r.id < ?"
    begin = _shuffle(seed).index(after[:DIGITS]) if after else 0
    for bucket in _shuffle(seed)[begin:]:
        rows = connection.execute(query, [*values, bucket, f"{bucket}~"])
        last = after if after and after.startswith(bucket) else None
        yield from ((id, id) for id in _sorted((id for (id,) in rows), seed, last))


def _sorted(ids: Iterable[str], seed: int, after: str | None) -> list[str]:
    places = {bucket: at for at, bucket in enumerate(_shuffle(seed))}

    def key(id: str) -> tuple[int, bytes, str]:
        return places.get(id[:DIGITS], -1), _hash(seed, id), id

    first = key(after) if after else None
    return sorted((id for id in ids if first is None or key(id) > first), key=key)


@lru_cache(maxsize=8)
def _shuffle(seed: int) -> tuple[str, ...]:
    """The buckets in the order of a seed."""
    buckets = (f"{number:0{DIGITS}x}" for number in range(16**DIGITS))
    return tuple(sorted(buckets, key=lambda bucket: _hash(seed, bucket)))


def _hash(seed: int, word: str) -> bytes:
    return hashlib.blake2b(f"{seed} {word}".encode(), digest_size=8).digest()


def _few(connection: sqlite3.Connection, selection: Selection) -> bool:
    """Tell whether a choice has few records, without counting more than those."""
    sql, values = chosen(selection)
    query = f"SELECT count(*) FROM (SELECT 1 {sql} LIMIT {FEW + 1})"  # noqa: S608 - parameters apart
    return int(connection.execute(query, values).fetchone()[0]) <= FEW


def _split(cursor: str) -> tuple[str, str]:
    confidence, _, id = cursor.partition("~")
    return confidence, id


def _number(words: str) -> float:
    try:
        return float(words)
    except ValueError as error:
        raise OptionError(f"{words[:40]!r} is no place in the queue", where="after") from error
