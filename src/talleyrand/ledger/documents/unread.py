"""What has no place in the ledger, a stretch at a time: inputs, findings, documents undated or in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talleyrand.ledger.database import Database

Sort = Literal["inputs", "findings", "undated", "languages"]
SORTS: tuple[Sort, ...] = ("inputs", "findings", "undated", "languages")

_QUERIES: dict[Sort, str] = {
    "inputs": "SELECT seq, place, what, hint, '' FROM input_error WHERE seq > ? ORDER BY seq LIMIT ?",
    "findings": (
        "SELECT u.seq, coalesce(u.text, ''), u.reason, coalesce(d.title, d.path, ''), d.id "
        "FROM unsupported u JOIN document d ON d.seq = u.document WHERE u.seq > ? ORDER BY u.seq LIMIT ?"
    ),
    "undated": (
        "SELECT seq, coalesce(title, path, external_id, 'untitled'), coalesce(outlet, ''), coalesce(path, ''), id "
        "FROM document WHERE published IS NULL AND seq > ? ORDER BY seq LIMIT ?"
    ),
    "languages": (
        "SELECT seq, coalesce(title, path, external_id, 'untitled'), language, coalesce(path, ''), id "
        "FROM document WHERE language <> 'en' AND seq > ? ORDER BY seq LIMIT ?"
    ),
}


@dataclass(frozen=True, slots=True)
class Unread:
    """One thing without a place: what it is, why it has none or what is known, where, and its document's id or nothing.

    `seq` is where the next stretch goes on after it.
    """

    seq: int
    what: str
    why: str
    where: str
    document: str


def unread(connection: Database, sort: Sort, after: int, most: int) -> list[Unread]:
    """Return at most so many things of a sort after one, in the order in which they were met."""
    return [Unread(*row) for row in connection.execute(_QUERIES[sort], (after, most))]
