"""Which documents copy which, as the ledger has it: for records that are read, for a document, as a list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from talleyrand.ledger.database import Database, has_table, streamed
from talleyrand.model.copies import Copy, stories_of
from talleyrand.model.records import Record

AT_ONCE = 500
"""Records whose documents are looked up together."""
KEPT = 100_000
"""Documents whose story is remembered, so that reading a billion records takes no more memory than a million."""
_COPIES = (
    "SELECT d.id, o.id, c.rule, c.jaccard, c.contained, c.contains, c.version FROM document_copy c "
    "JOIN document d ON d.seq = c.document JOIN document o ON o.seq = c.original"
)
_BEGINNINGS = "SELECT coalesce(published, ''), seq FROM document WHERE seq IN (SELECT original FROM document_copy)"
_COPIED = "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM document_copy)"
_WAITING = "SELECT count(*) FROM document d WHERE NOT EXISTS (SELECT 1 FROM document_sketch s WHERE s.document = d.seq)"


@dataclass(frozen=True, slots=True)
class Begun:
    """A document that others copy: its day of publication ("" where unknown), and its row."""

    published: str
    seq: int


def copies(connection: Database) -> Iterator[Copy]:
    """Yield every copy, those of one original together, the originals published first before the others."""
    if _known(connection):
        order = "ORDER BY coalesce(o.published, '9999'), o.id, coalesce(d.published, '9999'), d.id"
        yield from (Copy(*row) for row in streamed(connection, f"{_COPIES} {order}"))


def waiting(connection: Database) -> int:
    """Return how many documents have not been compared with the others."""
    if not _known(connection):
        return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
    return int(connection.execute(_WAITING).fetchone()[0])


def beginnings(connection: Database) -> tuple[Begun, ...]:
    """Return the documents that others copy, the newest first; each of them is looked at."""
    if not _known(connection):
        return ()
    rows = sorted(map(tuple, connection.execute(_BEGINNINGS)), reverse=True)
    return tuple(Begun(published, seq) for published, seq in rows)


def ids_of(connection: Database, begun: Iterable[Begun]) -> list[str]:
    """Return the ids of documents that others copy, in their order."""
    return [str(connection.execute("SELECT id FROM document WHERE seq = ?", (one.seq,)).fetchone()[0]) for one in begun]


def copied(connection: Database) -> tuple[int, int]:
    """Return how many documents there are, and how many of them copy another."""
    if not _known(connection):
        return int(connection.execute("SELECT count(*) FROM document").fetchone()[0]), 0
    documents, copies = connection.execute(_COPIED).fetchone()
    return documents, copies


def family_of(connection: Database, document_id: str) -> list[Copy]:
    """Return the copies of which a document's story is made, itself and its own copies among them, by document."""
    if not _known(connection):
        return []
    found: dict[str, Copy] = {}
    met: set[str] = set()
    near = {document_id}
    while near:
        met |= near
        new = [*_among(connection, "d.id", near), *_among(connection, "o.id", near)]
        found.update((copy.document, copy) for copy in new)
        near = {ident for copy in new for ident in (copy.document, copy.original)} - met
    story = stories_of(found.values())
    own = story.get(document_id, document_id)
    return [found[ident] for ident in sorted(found) if story[ident] == own]


def with_stories(connection: Database, records: Iterable[Record]) -> Iterator[Record]:
    """Yield records in their order, those of documents that are copies with their story."""
    if not _known(connection):
        yield from records
        return
    given = iter(records)
    known: dict[str, str | None] = {}
    while batch := list(islice(given, AT_ONCE)):
        if len(known) > KEPT:
            known.clear()
        _learn(connection, {record.document_id for record in batch}.difference(known), known)
        for record in batch:
            story = known[record.document_id]
            yield record if story is None else replace(record, story=story)


def _learn(connection: Database, documents: Collection[str], known: dict[str, str | None]) -> None:
    """Note the story of each document, None for one that copies nothing."""
    found: dict[str, Copy] = {}
    near = set(documents)
    while near:
        new = _among(connection, "d.id", near)
        found.update((copy.document, copy) for copy in new)
        near = {copy.original for copy in new}.difference(found)
    story = stories_of(found.values())
    known.update((ident, story.get(ident)) for ident in documents)


def _among(connection: Database, column: str, ids: Iterable[str]) -> list[Copy]:
    given = sorted(ids)
    rows = (_rows(connection, column, given[at : at + AT_ONCE]) for at in range(0, len(given), AT_ONCE))
    return [Copy(*row) for some in rows for row in some]


def _rows(connection: Database, column: str, ids: Sequence[str]) -> Iterable[Any]:
    return connection.execute(f"{_COPIES} WHERE {column} IN ({', '.join('?' * len(ids))})", ids)


def _known(connection: Database) -> bool:
    """Tell whether the ledger is new enough."""
    return has_table(connection, "document_copy")
