"""The database's own connection within a transaction of SQLAlchemy's: what reads rows works there as elsewhere."""

from __future__ import annotations

import sqlite3
from typing import cast

from sqlalchemy import Connection

from talleyrand.errors import LedgerError
from talleyrand.ledger.database import Database

_READER = "reader"


def raw(connection: Connection) -> Database:
    """Return the database's own connection, inside the same transaction."""
    found = connection.connection.driver_connection
    if isinstance(found, sqlite3.Connection):
        return found
    reader = connection.info.get(_READER)
    if reader is None:
        raise LedgerError("the ledger is neither an SQLite file nor a PostgreSQL database")
    return cast("Database", reader)


def keep_reader(connection: Connection, reader: Database) -> None:
    """Let `raw` return `reader`, which shares the connection."""
    connection.info[_READER] = reader
