"""What a ledger's tables are asked through: a connection of SQLite's, or one to PostgreSQL that understands the same.

Queries are written once, in words that both know, with the few exceptions that `ledger/postgresql/dialect.py` lists:
what stands in `/*! ... */` is for PostgreSQL alone, `INDEXED BY` and a plus before a column for SQLite alone ...
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

Parameters = Sequence[Any] | Mapping[str, Any]


class Rows(Protocol):
    """The rows that a query found, each a sequence."""

    def fetchone(self) -> Any:
        """Return the next row, None when there is none."""

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows that are left."""


class Database(Protocol):
    """A connection that answers SQL with places `?` or `:name`."""

    def execute(self, sql: str, parameters: Parameters = ..., /) -> Rows:
        """Return the rows of a statement."""

    def close(self) -> None:
        """Let go of the connection; safe to call twice."""


@runtime_checkable
class Streaming(Protocol):
    """A connection that would have all rows of a query at once, and can be asked to give them on the way."""

    def stream(self, sql: str, parameters: Parameters = ..., /) -> Iterator[Any]:
        """Yield the rows of a query, few in memory at a time."""


def streamed(connection: Database, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
    """Yield the rows of a query, however many, few in memory at a time."""
    if isinstance(connection, Streaming):
        return connection.stream(sql, parameters)
    return iter(connection.execute(sql, parameters))


def has_table(connection: Database, name: str) -> bool:
    """Tell whether a ledger has a table; one of an older program may not."""
    if isinstance(connection, sqlite3.Connection):
        query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    else:
        query = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?"
    return connection.execute(query, (name,)).fetchone() is not None


def has_column(connection: Database, table: str, column: str) -> bool:
    """Tell whether a table of a ledger has a column."""
    if isinstance(connection, sqlite3.Connection):
        query = "SELECT 1 FROM pragma_table_info(?) WHERE name = ?"
    else:
        query = (
            "SELECT 1 FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = ? AND column_name = ?"
        )
    return connection.execute(query, (table, column)).fetchone() is not None
