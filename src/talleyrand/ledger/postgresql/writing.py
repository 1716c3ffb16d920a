"""Writing to a server's database: one writer at a time, as in an SQLite file."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pg8000 import dbapi
from pg8000.exceptions import InterfaceError
from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from talleyrand.ledger.location import Server
from talleyrand.ledger.opening import APPLICATION_ID
from talleyrand.ledger.postgresql.connecting import connect
from talleyrand.ledger.postgresql.connection import PostgresConnection
from talleyrand.ledger.within import keep_reader

_LOCK = f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"
"""Waits until no other transaction writes to the ledger: its rows are numbered one after the other."""
ROWS_AT_ONCE = 500
"""Rows that one statement enters at most."""


class _Connection(dbapi.Connection):  # type: ignore[misc]
    """A connection whose end is silent when the server is gone: it has undone by itself what was not finished."""

    def rollback(self) -> None:
        """Undo the transaction."""
        with suppress(InterfaceError, OSError):
            super().rollback()

    def close(self) -> None:
        """Let go of the connection."""
        with suppress(InterfaceError, OSError):
            super().close()


def engine_of(server: Server, patience: float) -> Engine:
    """Return an engine for one connection that writes; `patience` is how many seconds to wait for another writer."""
    settings = f"SET lock_timeout = {max(1, round(patience * 1000))}"

    def connected() -> Any:
        return connect(server, _Connection, settings=settings)

    engine = create_engine(
        "postgresql+pg8000://", creator=connected, poolclass=NullPool, insertmanyvalues_page_size=ROWS_AT_ONCE
    )
    engine.dialect.use_insertmanyvalues_wo_returning = True  # many rows in one statement: a turn to the server each
    event.listen(engine, "engine_connect", lambda connection: _configure(connection, server))
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Connection, server: Server) -> None:
    native = connection.connection.driver_connection
    keep_reader(connection, PostgresConnection(native, server))


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(_LOCK)
