"""The full-text index in PostgreSQL: the same words as SQLite's, each by its stem."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from talleyrand.ledger.postgresql.words import plain
from talleyrand.ledger.within import raw

_INDEX = """
INSERT INTO sentence_index(rowid, words)
SELECT seq, words_of(plain) FROM unnest(CAST(? AS bigint[]), CAST(? AS text[])) AS given(seq, plain)
"""

_NAMED = "SELECT seq, key, name FROM actor_tally WHERE seq > ? ORDER BY seq LIMIT ?"
_INDEX_NAMES = """
INSERT INTO actor_index(rowid, words)
SELECT seq, names_of(plain) FROM unnest(CAST(? AS bigint[]), CAST(? AS text[])) AS given(seq, plain)
"""
ROWS = 1_000
"""Actors that are indexed at once."""


def index_actors(connection: Connection) -> None:
    """Put all actors that are counted into the index of their names."""
    last = 0
    while rows := raw(connection).execute(_NAMED, (last, ROWS)).fetchall():
        names = [plain(f"{name} {key.partition(':')[2] or key}") for _, key, name in rows]
        last = rows[-1][0]
        raw(connection).execute(_INDEX_NAMES, ([seq for seq, _, _ in rows], names))


def index(connection: Connection, sentences: Sequence[tuple[int, str]]) -> None:
    """Put sentences, each its row and its text, into the index."""
    raw(connection).execute(_INDEX, ([seq for seq, _ in sentences], [plain(words) for _, words in sentences]))
