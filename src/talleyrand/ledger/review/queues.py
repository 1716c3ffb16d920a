"""What waits for a person: records one by one, in an order that says why.

"uncertain" takes the least sure first; "random" a fixed shuffle, of which any beginning is a random sample; "disputed"
what persons differ on; "second" what another person judged, for a judgement that does not know the first.
The shuffle puts records into buckets by the first digits of their ids, which are hashes, and shuffles the buckets and
what is in each by a hash with the seed: so a million records need no column, and a record keeps its place when others
are added.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Literal, TypedDict

from talleyrand.errors import OptionError
from talleyrand.ledger.database import Database
from talleyrand.ledger.review import decisions
from talleyrand.ledger.rows import RECORD_COLUMNS, record_of
from talleyrand.ledger.selecting import listing
from talleyrand.ledger.selecting.listing import Cut
from talleyrand.ledger.selecting.reading import values, where
from talleyrand.ledger.selecting.selection import Choice, Selection
from talleyrand.model.records import Record

Order = Literal["uncertain", "random", "disputed", "second"]
ORDERS: tuple[Order, ...] = ("uncertain", "random", "disputed", "second")
Placed = tuple[str, str]
"""The id of a record in a queue, and the cursor of its place."""

STEPS = 20_000
"""Records of the shuffle that are looked at one after the other for a page of the queue, before all are."""
LIMIT = 20
"""Records of a queue that are given at once unless another number is asked for."""
DIGITS = 3
"""Hexadecimal digits of an id that make its bucket."""

_ID = re.compile(r"[0-9a-f]{16}")
_RECORD = f"""
SELECT {RECORD_COLUMNS} FROM record r JOIN document d ON d.seq = r.document
WHERE r.id = ? AND r.seq NOT IN (SELECT record FROM superseded)
"""  # noqa: S608 - constant columns
_BY_ID = "FROM record q CROSS JOIN {0} ON r.seq = q.seq {1}"
_BUCKET = "SELECT count(*) FROM record WHERE id >= ? AND id < ?"
_DISPUTED = "SELECT DISTINCT record_id FROM revision WHERE status = 'disputed' AND record_id > ? ORDER BY 1"
_OTHERS = "SELECT DISTINCT record_id FROM revision WHERE reviewer <> ?"


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
    after: str
    seed: int
    limit: int


def queue(connection: Database, order: Order, waiting: Waiting) -> list[Queued]:
    """Return the next records of a queue; raises OptionError for an order or a cursor that is none."""
    if order not in ORDERS:
        raise OptionError(f"{order!r} is no order", hint=f"one of {', '.join(ORDERS)}")
    after = waiting.get("after") or ""
    if after and order != "uncertain" and not _ID.fullmatch(after):
        raise OptionError(f"{after[:40]!r} is no place in the queue", where="after")
    selection = narrowed(Selection(**waiting.get("choice", {})))
    limit = waiting.get("limit", LIMIT)
    asked = _Asked(selection, waiting.get("reviewer", ""), after, waiting.get("seed", 0), limit)
    found = islice(_KEYS[order](connection, asked), limit)
    return [one for id, cursor in found for one in _queued(connection, order, id, cursor)]


def sample(connection: Database, selection: Selection, size: int, seed: int) -> list[str]:
    """Return the ids of the first `size` records of the shuffle, judged or not: a simple random sample."""
    asked = _Asked(narrowed(replace(selection, rejected=True)), "", "", seed, size)
    return [id for id, _ in islice(_shuffled(connection, asked), size)]


def narrowed(selection: Selection) -> Selection:
    """Return a selection whose one actor is asked for as several are, as tables of records take it."""
    if not selection.actor:
        return selection
    if selection.part == "any":
        return replace(selection, actor=None, parties=selection.parties or (selection.actor,))
    return replace(selection, actor=None, actors=selection.actors or (selection.actor,))


def _queued(connection: Database, order: Order, id: str, cursor: str) -> Iterator[Queued]:
    row = connection.execute(_RECORD, (id,)).fetchone()
    if row is None:
        return
    record = record_of(row)
    if order == "second":
        proposed = decisions.original(connection, id)
        if proposed is not None:
            record = record_of((id, record.document_id, proposed.kind, proposed.body, "proposed"))
    yield Queued(record, decisions.mark(connection, id), cursor)


def _uncertain(connection: Database, asked: _Asked) -> Iterator[Placed]:
    waiting = replace(asked.selection, statuses=("proposed",))
    found = listing.page(connection, waiting, Cut("doubtful", asked.limit, asked.after))
    for place in found.places:
        (id,) = connection.execute("SELECT id FROM record WHERE seq = ?", (place.seq,)).fetchone()
        yield id, place.key


def _random(connection: Database, asked: _Asked) -> Iterable[Placed]:
    return _shuffled(connection, replace(asked, selection=replace(asked.selection, statuses=("proposed",))))


def _disputed(connection: Database, asked: _Asked) -> Iterator[Placed]:
    among = replace(asked.selection, statuses=("disputed",))
    for (id,) in connection.execute(_DISPUTED, (asked.after,)):
        if _is_among(connection, among, id):
            yield id, id


def _second(connection: Database, asked: _Asked) -> Iterator[Placed]:
    """Records with a standing judgement of another and none of the reviewer, in the shuffle's order."""
    others = connection.execute(_OTHERS, (asked.reviewer,))
    among = replace(asked.selection, statuses=("accepted", "corrected", "rejected"))
    for id in _sorted((id for (id,) in others), asked.seed, asked.after):
        if _is_among(connection, among, id) and _waits(decisions.of_record(connection, id), asked.reviewer):
            yield id, id


def _waits(given: list[decisions.Decision], reviewer: str) -> bool:
    who = {one.reviewer for one in decisions.standing(given)}
    return bool(who) and reviewer not in who


_KEYS = {"uncertain": _uncertain, "random": _random, "disputed": _disputed, "second": _second}


def _is_among(connection: Database, selection: Selection, id: str) -> bool:
    """Tell whether a record is among those selected."""
    source, conditions = listing.asked(selection)
    sql = f"SELECT 1 {_BY_ID.format(source, where(conditions))} AND q.id = ?"
    return connection.execute(sql, [*values(conditions), id]).fetchone() is not None


def _shuffled(connection: Database, asked: _Asked) -> Iterable[Placed]:
    """Return the ids of a choice in the order of the shuffle, those after an id alone; each is its own cursor."""
    (last,) = connection.execute("SELECT max(seq) FROM record").fetchone()
    if (last or 0) > STEPS and not listing.is_small(connection, asked.selection):
        found, ended = _walked(connection, asked)
        if ended or len(found) >= asked.limit:
            return found
    rows = listing.hits(connection, asked.selection, "r.seq", walk=False)
    query = f"SELECT id FROM record WHERE seq IN ({rows.sql})"  # noqa: S608 - a query of `listing`
    ids = (id for (id,) in connection.execute(query, rows.values))
    return [(id, id) for id in _sorted(ids, asked.seed, asked.after)]


def _walked(connection: Database, asked: _Asked) -> tuple[list[Placed], bool]:
    """Follow the buckets until enough is found or too much was looked at; tells whether these were all."""
    source, conditions = listing.asked(asked.selection)
    within = where(conditions) or "WHERE 1 = 1"
    query = f"SELECT q.id {_BY_ID.format(source, within)} AND q.id >= ? AND q.id < ?"
    found: list[Placed] = []
    steps = 0
    for bucket in _shuffle(asked.seed)[_places(asked.seed)[asked.after[:DIGITS]] if asked.after else 0 :]:
        if len(found) >= asked.limit or steps >= STEPS:
            return found, False
        steps += connection.execute(_BUCKET, (bucket, f"{bucket}~")).fetchone()[0]
        ids = (id for (id,) in connection.execute(query, [*values(conditions), bucket, f"{bucket}~"]))
        found += ((id, id) for id in _sorted(ids, asked.seed, asked.after))
    return found, True


def _sorted(ids: Iterable[str], seed: int, after: str) -> list[str]:
    places = _places(seed)

    def key(id: str) -> tuple[int, bytes, str]:
        return places[id[:DIGITS]], _hash(seed, id), id

    first = key(after) if after else None
    return sorted((id for id in ids if first is None or key(id) > first), key=key)


@lru_cache(maxsize=8)
def _shuffle(seed: int) -> tuple[str, ...]:
    """The buckets in the order of a seed."""
    buckets = (f"{number:0{DIGITS}x}" for number in range(16**DIGITS))
    return tuple(sorted(buckets, key=lambda bucket: _hash(seed, bucket)))


@lru_cache(maxsize=8)
def _places(seed: int) -> dict[str, int]:
    return {bucket: at for at, bucket in enumerate(_shuffle(seed))}


def _hash(seed: int, word: str) -> bytes:
    return hashlib.blake2b(f"{seed} {word}".encode(), digest_size=8).digest()
