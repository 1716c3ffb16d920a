"""Opening a ledger: whether there is one, and errors that say what to do. What is a server's is in `postgresql`.

Only the standard library is imported here: commands that read stay quick, SQLAlchemy is loaded by those that write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from talleyrand.errors import LedgerError
from talleyrand.ledger.database import Database
from talleyrand.ledger.location import Location, Server

APPLICATION_ID = 0x54414C4C
"""Marks an SQLite file as a ledger ("TALL")."""

VERSION = 15
"""The schema version that this program writes: the number of migrations."""

BUSY_SECONDS = 30.0
"""How long to wait for another process that writes."""

NO_LEDGER = "no ledger there"
MAKES_ONE = "talleyrand read PATH makes one, or give --ledger"

HINTS = {
    "no such table": "an older Talleyrand made it; talleyrand serve or read brings it up to date",
    "no such column": "an older Talleyrand made it; talleyrand serve or read brings it up to date",
    "disk is full": "free some space and read the same input again: what was entered is kept",
    "disk i/o error": "check the disk; what was entered before is kept",
    "readonly database": "the file or its folder can't be written; choose another with --ledger",
    "unable to open": "check the folder and its permissions, or choose another with --ledger",
    "database is locked": "another process is writing; try again when it is done",
    "not a database": "it is no Talleyrand ledger; choose another with --ledger",
    "malformed": "the file is damaged; restore a copy, or read the sources into a new ledger",
}


def file_mark(place: Location) -> tuple[int, int]:
    """Return what tells a file from another one under the same name; raises `LedgerError` when there is none.

    A server's databases are all alike: when one is replaced, connections to it end.
    """
    if isinstance(place, Server):
        return 0, 0
    try:
        found = place.stat()
    except OSError as error:
        raise LedgerError("the ledger is not there", where=str(place), hint="put it back, or choose another") from error
    return found.st_dev, found.st_ino


def log_mark(place: Location) -> tuple[int, ...]:
    """Return what tells the log beside an open file, and its index, from others of their names; 0 for none."""
    if isinstance(place, Server):
        return ()
    beside = (place.with_name(place.name + ending) for ending in ("-wal", "-shm"))
    return tuple(path.stat().st_ino if path.exists() else 0 for path in beside)


def opened_mark(place: Location) -> tuple[int, ...]:
    """Return what tells a ledger that is open from one that was put there since, or whose log was removed."""
    return *file_mark(place), *log_mark(place)


def identity(connection: Database, place: Location) -> int:
    """Return a number that another ledger at the same place would not have."""
    if isinstance(place, Server):
        return int(connection.execute("SELECT oid FROM pg_namespace WHERE nspname = current_schema()").fetchone()[0])
    return file_mark(place)[1]


@contextmanager
def explained(place: Location) -> Iterator[None]:
    """Turn what SQLite says inside the block into a `LedgerError` with a hint; a server's connection does by itself."""
    try:
        yield
    except sqlite3.Error as error:
        raise ledger_error(str(error), place) from error


def ledger_error(message: str, place: Location) -> LedgerError:
    """Return the `LedgerError` for a message of SQLite."""
    lowered = message.lower()
    hint = next((hint for words, hint in HINTS.items() if words in lowered), "talleyrand verify checks the ledger")
    return LedgerError(message, where=str(place), hint=hint)


def driver_error(error: BaseException | None, place: Location) -> LedgerError:
    """Return the `LedgerError` for an error of a database's driver."""
    if isinstance(place, Server):
        from talleyrand.ledger.postgresql import failures

        return failures.ledger_error(error, place)
    return ledger_error(str(error), place)


def any_connection(place: Location) -> Database:
    """Return a connection to what is at a place, a ledger or not; nothing is written through it."""
    if isinstance(place, Server):
        from talleyrand.ledger.postgresql import opening

        return opening.connected(place)
    return sqlite3.connect(place, timeout=BUSY_SECONDS)


def connect_reading(place: Location) -> Database:
    """Return a read-only connection to a ledger; raises `LedgerError` when there is none.

    Threads may hand it on, one using it at a time.
    """
    if isinstance(place, Server):
        from talleyrand.ledger.postgresql import opening

        return opening.connect_reading(place)
    if not place.exists():
        raise LedgerError(NO_LEDGER, where=str(place), hint=MAKES_ONE)
    with explained(place):
        connection = _connect_reading(place)
        if not check_schema(connection, place):
            connection.close()
            raise LedgerError(f"{NO_LEDGER}, the file is empty", where=str(place), hint=MAKES_ONE)
    return connection


def schema_version(connection: Database, place: Location) -> int:
    """Return the schema version of an open ledger; raises as `connect_reading` does for what is none."""
    if isinstance(place, Server):
        from talleyrand.ledger.postgresql import opening

        return opening.check_schema(connection, place)
    with explained(place):
        return check_schema(connection, place)


def _connect_reading(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    try:
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
        check_schema(connection, path)
    except sqlite3.OperationalError:
        if path.with_name(path.name + "-wal").exists():
            raise
        # In a folder that can't be written SQLite can't share memory with writers; without a log there are none.
        connection = sqlite3.connect(address + "&immutable=1", uri=True, check_same_thread=False)
        check_schema(connection, path)
    return connection


def check_schema(connection: Database, path: Location) -> int:
    """Return the schema version, 0 for an empty file; raises `LedgerError` for what this program can't use."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return 0
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark != APPLICATION_ID or "migration" not in tables:
        raise LedgerError("another program's database", where=str(path), hint="choose another file with --ledger")
    (version,) = connection.execute("SELECT max(version) FROM migration").fetchone()
    refuse_newer(version, path)
    return int(version)


def refuse_newer(version: int, place: Location) -> None:
    """Raise `LedgerError` for a schema that this program does not know."""
    if version > VERSION:
        known = f"its schema is {version}, this program knows {VERSION}"
        raise LedgerError(f"made by a newer Talleyrand: {known}", where=str(place), hint="update Talleyrand")
