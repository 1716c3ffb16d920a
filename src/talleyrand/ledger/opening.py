"""Opening a ledger file: where it is, whether it is one, and errors that say what to do.

Only the standard library is imported here: commands that read stay quick, SQLAlchemy is loaded by those that write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

from talleyrand.errors import LedgerError

APPLICATION_ID = 0x54414C4C
"""Marks an SQLite file as a ledger ("TALL")."""

VERSION = 8
"""The schema version that this program writes: the number of migrations."""

BUSY_SECONDS = 30.0
"""How long to wait for another process that writes."""

HINTS = {
    "no such table": "an older Talleyrand made it; talleyrand serve or read brings it up to date",
    "disk is full": "free some space and read the same input again: what was entered is kept",
    "disk i/o error": "check the disk; what was entered before is kept",
    "readonly database": "the file or its folder can't be written; choose another with --ledger",
    "unable to open": "check the folder and its permissions, or choose another with --ledger",
    "database is locked": "another process is writing; try again when it is done",
    "not a database": "it is no Talleyrand ledger; choose another with --ledger",
    "malformed": "the file is damaged; restore a copy, or read the sources into a new ledger",
}


def ledger_path(location: str | Path) -> Path:
    """Return the file that a path or a `sqlite:///` URL means; raises `LedgerError` for another kind of URL."""
    address = str(location)
    scheme, separator, rest = address.partition("://")
    if not separator:
        return Path(address)
    if scheme != "sqlite":
        raise LedgerError(f"{scheme} is not a kind of ledger", where=address, hint="give a file or sqlite:///file")
    return Path(unquote(rest.removeprefix("/")))


def file_mark(path: Path) -> tuple[int, int]:
    """Return what tells a file from another one under the same name; raises `LedgerError` when there is none."""
    try:
        found = path.stat()
    except OSError as error:
        raise LedgerError("the ledger is not there", where=str(path), hint="put it back, or choose another") from error
    return found.st_dev, found.st_ino


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says inside the block into a `LedgerError` with a hint."""
    try:
        yield
    except sqlite3.Error as error:
        raise ledger_error(str(error), path) from error


def ledger_error(message: str, path: Path) -> LedgerError:
    """Return the `LedgerError` for a message of SQLite."""
    lowered = message.lower()
    hint = next((hint for words, hint in HINTS.items() if words in lowered), "talleyrand verify checks the ledger")
    return LedgerError(message, where=str(path), hint=hint)


def connect_reading(path: Path) -> sqlite3.Connection:
    """Return a read-only connection to the ledger at `path`; raises `LedgerError` when there is none.

    Threads may hand it on, one using it at a time.
    """
    if not path.exists():
        raise LedgerError("no ledger there", where=str(path), hint="talleyrand read PATH makes one, or give --ledger")
    with explained(path):
        return _connect_reading(path)


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


def check_schema(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema version, 0 for an empty file; raises `LedgerError` for what this program can't use."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return 0
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark != APPLICATION_ID or "migration" not in tables:
        raise LedgerError("another program's database", where=str(path), hint="choose another file with --ledger")
    (version,) = connection.execute("SELECT max(version) FROM migration").fetchone()
    if version > VERSION:
        known = f"its schema is {version}, this program knows {VERSION}"
        raise LedgerError(f"made by a newer Talleyrand: {known}", where=str(path), hint="update Talleyrand")
    return int(version)
