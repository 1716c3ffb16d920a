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


def index(connection: Connection, sentences: Sequence[tuple[int, str]]) -> None:
    """Put sentences, each its row and its text, into the index."""
    raw(connection).execute(_INDEX, ([seq for seq, _ in sentences], [plain(words) for _, words in sentences]))
