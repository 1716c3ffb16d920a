"""SQLite's own connection inside a transaction that SQLAlchemy began: what reads rows works there as elsewhere."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection

from talleyrand.errors import LedgerError


def raw(connection: Connection) -> sqlite3.Connection:
    """Return SQLite's own connection, inside the same transaction."""
    found = connection.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise LedgerError("the ledger is no SQLite file")
    return found
