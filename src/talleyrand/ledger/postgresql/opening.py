"""Opening a database as a ledger: whether it is one, and of which schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talleyrand.errors import LedgerError
from talleyrand.ledger.database import Database
from talleyrand.ledger.location import Server

if TYPE_CHECKING:
    from talleyrand.ledger.postgresql.connection import PostgresConnection

_STATE = """
SELECT getdatabaseencoding(), to_regclass('talleyrand.migration') IS NOT NULL,
(SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm')
 AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%')
"""
_OTHERS = "another program's database"


def connect_reading(server: Server) -> PostgresConnection:
    """Return a read-only connection to the ledger of a database; raises LedgerError when there is none."""
    from talleyrand.ledger.opening import MAKES_ONE, NO_LEDGER

    connection = connected(server, "SET default_transaction_read_only = on")
    try:
        if not check_schema(connection, server):
            raise LedgerError(NO_LEDGER, where=str(server), hint=MAKES_ONE)
    except LedgerError:
        connection.close()
        raise
    return connection


def connected(server: Server, settings: str = "") -> PostgresConnection:
    """Return a connection to a database, whatever is in it; raises LedgerError."""
    require_driver()
    from talleyrand.ledger.postgresql.connecting import connect
    from talleyrand.ledger.postgresql.connection import PostgresConnection

    return PostgresConnection(connect(server, settings=settings), server)


def require_driver() -> None:
    """Raise LedgerError when the driver is not installed."""
    try:
        import pg8000  # noqa: F401
    except ImportError as error:
        hint = "pip install 'talleyrand[postgresql]'"
        raise LedgerError("a ledger on a server needs pg8000, which is not installed", hint=hint) from error


def check_schema(connection: Database, server: Server) -> int:
    """Return the schema version, 0 for an empty database; raises LedgerError for what this program can't use."""
    from talleyrand.ledger.opening import refuse_newer

    encoding, marked, tables = connection.execute(_STATE).fetchone()
    if not marked and not tables:
        if encoding != "UTF8":
            hint = "createdb --encoding=UTF8 --template=template0 NAME"
            raise LedgerError(f"its encoding is {encoding}, a ledger's is UTF8", where=str(server), hint=hint)
        return 0
    if not marked:
        raise LedgerError(_OTHERS, where=str(server), hint="make a database of its own for the ledger: createdb NAME")
    version = connection.execute("SELECT max(version) FROM migration").fetchone()[0] or 0
    refuse_newer(int(version), server)
    return int(version)
