"""What a ledger's tables are asked through: a connection of SQLite's, or one to PostgreSQL that understands the same.

Queries are written once, in words that both know, with the few exceptions that `ledger/postgresql/dialect.py` lists:
what stands in `/*! ... */` is for PostgreSQL alone, `INDEXED BY` and a plus before a column for SQLite alone ...
"""

from __future__ import annotations

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
