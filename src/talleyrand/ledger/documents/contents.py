"""What stands in one document, beside its records: its source, its readings, what was found and not entered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from talleyrand.errors import NotFoundError
from talleyrand.ledger.database import Database
from talleyrand.ledger.inputs import Unsupported

_SOURCE = (
    "SELECT s.media_type, s.size, (SELECT count(*) FROM sentence t WHERE t.document = d.seq) "
    "FROM document d JOIN source s ON s.sha256 = d.source WHERE d.id = ?"
)
_BEGINNING = "SELECT id FROM document WHERE id >= ? AND id < ? ORDER BY id LIMIT 3"
SHORTEST = len("sha256:") + 4
"""Characters of the beginning of a document's id by which it is looked for."""
_READINGS = (
    "SELECT g.engine, g.version, u.started FROM reading g JOIN document d ON d.seq = g.document "
    "JOIN run u ON u.seq = g.run WHERE d.id = ? ORDER BY g.seq"
)
_STARTS = (
    "SELECT r.start FROM record r JOIN document d ON d.seq = r.document WHERE d.id = ? "
    "AND r.seq NOT IN (SELECT record FROM superseded) ORDER BY r.start"
)
_FINDINGS = (
    'SELECT d.id, u.start, u."end", u.text, u.reason FROM unsupported u JOIN document d ON d.seq = u.document '
    'WHERE d.id = ? AND (u.start IS NULL OR (u.start < ? AND u."end" >= ?)) ORDER BY u.start, u.seq LIMIT ?'
)
_REPORTS = (
    "SELECT DISTINCT r.id FROM record_actor a CROSS JOIN record r ON r.seq = a.record "
    "WHERE a.{column} = ? AND a.date_start BETWEEN ? AND ? AND r.kind = ? AND r.type = ? {among}"
    "AND r.document <> (SELECT seq FROM document WHERE id = ?) "
    "AND r.seq NOT IN (SELECT record FROM superseded) LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What the bytes of a source are, how many, and how many sentences its text has."""

    media_type: str
    size: int
    sentences: int


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reading of a document: by which engine, with which version of the rules, when (ISO 8601)."""

    engine: str
    version: str
    at: str


_AMONG = "AND EXISTS (SELECT 1 FROM record_actor b WHERE b.record = a.record AND +b.{column} = ?) "
"""The plus sign keeps SQLite from reading all records of the second party."""


@dataclass(frozen=True, slots=True)
class Like:
    """What reports of one event have in common: one party or two (a state's code, an actor's id), days, kind, type."""

    party: str
    other: str | None
    since: str
    until: str
    kind: str
    type: str


def whole_id(connection: Database, beginning: str) -> str:
    """Return the id of the one document whose id begins so; raises NotFoundError when none or several do."""
    rows = connection.execute(_BEGINNING, (beginning, f"{beginning}~")) if len(beginning) >= SHORTEST else ()
    found = [ident for (ident,) in rows]
    if len(found) == 1:
        return str(found[0])
    if not found:
        raise NotFoundError("no such document in the ledger", where=beginning)
    raise NotFoundError("several documents begin so", where=beginning, hint=f"among them {', '.join(found)}")


def source_of(connection: Database, document_id: str) -> SourceRow:
    """Return what is known about the bytes of a document that is there."""
    return SourceRow(*connection.execute(_SOURCE, (document_id,)).fetchone())


def readings_of(connection: Database, document_id: str) -> tuple[ReadingRow, ...]:
    """Return the readings of a document, oldest first."""
    return tuple(ReadingRow(*row) for row in connection.execute(_READINGS, (document_id,)))


def starts_of(connection: Database, document_id: str) -> list[int]:
    """Return where the evidence of each current record of a document begins, sorted."""
    return [start for (start,) in connection.execute(_STARTS, (document_id,))]


def findings_of(
    connection: Database, document_id: str, stretch: tuple[int, int], limit: int
) -> tuple[Unsupported, ...]:
    """Return what was found between two offsets of a document, or at none, and not entered; at most `limit`."""
    first, last = stretch
    rows = connection.execute(_FINDINGS, (document_id, last, first, limit))
    return tuple(Unsupported(*row) for row in rows)


def reports_like(connection: Database, wanted: Iterable[Like], *, besides: str, limit: int) -> tuple[str, ...]:
    """Return the ids of records of other documents than `besides` that have what one of `wanted` has.

    Each of `wanted` reads no more than the records of its party in its days, and gives at most `limit`.
    """
    found: dict[str, None] = {}
    for like in wanted:
        among = _AMONG.format(column=_column(like.other)) if like.other else ""
        query = _REPORTS.format(column=_column(like.party), among=among)
        other = (like.other,) if like.other else ()
        given = (like.party, like.since, f"{like.until}~", like.kind, like.type, *other, besides, limit)
        found.update((ident, None) for (ident,) in connection.execute(query, given))
    return tuple(found)


def _column(party: str) -> str:
    return "actor" if ":" in party else "country"
