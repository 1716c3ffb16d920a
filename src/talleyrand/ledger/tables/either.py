"""What is written otherwise in PostgreSQL than in SQLite, in functions for both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, text
from sqlalchemy.dialects import postgresql, sqlite

from talleyrand.ledger.tables import schema

Rows = Mapping[str, Any] | Sequence[Mapping[str, Any]]

_INDEX = "INSERT INTO sentence_index(rowid, text) VALUES (:seq, :text)"
_UNINDEX = (
    "INSERT INTO sentence_index(sentence_index, rowid, text) "
    "SELECT 'delete', seq, text FROM sentence_text WHERE seq IN (SELECT seq FROM sentence WHERE document = :document)"
)


def on_server(connection: Connection) -> bool:
    """Tell whether a connection writes to PostgreSQL."""
    return connection.dialect.name == "postgresql"


def enter_new(connection: Connection, table: Table, rows: Rows) -> None:
    """Enter rows, one or many, except those that are there already by a key or a unique column."""
    if on_server(connection):
        connection.execute(postgresql.insert(table).on_conflict_do_nothing(), rows)
    else:
        connection.execute(sqlite.insert(table).on_conflict_do_nothing(), rows)


def make_append_only(connection: Connection, tables: Iterable[str]) -> None:
    """Let tables refuse that rows are changed or removed."""
    if on_server(connection):
        from talleyrand.ledger.postgresql.schema import refuse_changes

        refuse_changes(connection, tables)
    else:
        for statement in schema.append_only(tables):
            connection.execute(text(statement))


def unindex_sentences(connection: Connection, document: int) -> None:
    """Take the sentences of a document from the full-text index, before they are removed."""
    if not on_server(connection):  # there they go with their sentences
        connection.execute(text(_UNINDEX), {"document": document})


def index_sentences(connection: Connection, sentences: Sequence[tuple[int, str]]) -> None:
    """Put sentences, each its row and its text, into the full-text index."""
    if on_server(connection):
        from talleyrand.ledger.postgresql.full_text import index

        index(connection, sentences)
    else:
        connection.execute(text(_INDEX), [{"seq": seq, "text": words} for seq, words in sentences])
