"""The writing side of a ledger: one SQLAlchemy connection, transactions that say what went wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from talleyrand.errors import InputError, LedgerError, TalleyrandError
from talleyrand.ledger import entering, runs
from talleyrand.ledger.inputs import Added, Entry
from talleyrand.ledger.location import Location, Server
from talleyrand.ledger.opening import (
    BUSY_SECONDS,
    MAKES_ONE,
    NO_LEDGER,
    VERSION,
    any_connection,
    driver_error,
    explained,
    file_mark,
    log_mark,
    schema_version,
)
from talleyrand.ledger.tables.migrations import migrate
from talleyrand.ledger.within import raw

_PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "wal_autocheckpoint = 8000")
"""The log is taken into the file every 32 MB: a page that several batches change is written there once."""


class Writer:
    """A connection that writes to a ledger; close it when done."""

    def __init__(self, location: Location, engine: Engine) -> None:
        self.location = location
        self._engine = engine
        self._run: int | None = None
        self._log: tuple[int, ...] = ()
        with self._explained():
            self._connection = engine.connect()
        self._mark = file_mark(location)

    def start_run(self, arguments: Mapping[str, Any], version: str, at: str) -> int:
        """Begin a run of reading and return its row."""
        with self.transaction() as connection:
            self._run = runs.start(connection, arguments, version, at)
        return self._run

    def finish_run(self, counts: Mapping[str, int], at: str | None) -> None:
        """Note what the present run came to."""
        run = self._current_run()
        with self.transaction() as connection:
            runs.finish(connection, run, counts, at)

    def add(self, entries: Sequence[Entry], *, recode: bool) -> list[Added | InputError]:
        """Enter documents; see `Ledger.add_all`."""
        run = self._current_run()
        with self.transaction() as connection:
            return entering.add(connection, run, entries, recode=recode)

    def note_path(self, document_id: str, path: str | None) -> None:
        """Note another path of a known source."""
        with self.transaction() as connection:
            entering.note_path(connection, document_id, path)

    def note_error(self, error: TalleyrandError) -> None:
        """List an unreadable input."""
        run = self._current_run()
        with self.transaction() as connection:
            runs.note_error(connection, run, error)

    def resolve(self, record_id: str, **finding: str) -> None:
        """Append what became of a forecast: `outcome`, `note`, `reviewer`, `at`."""
        with self.transaction() as connection:
            runs.resolve(connection, record_id, **finding)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Everything in the block or nothing of it; raises `LedgerError` when the file can't be written.

        One within another is a part of it.
        """
        if self._connection.in_transaction():
            with self._explained():
                yield self._connection
            return
        if file_mark(self.location) != self._mark:
            hint = "what was entered lies in the file that was there; put it back and go on"
            raise LedgerError("another file took the ledger's place", where=str(self.location), hint=hint)
        self._check_log()
        with self._explained(), self._connection.begin():
            self._log = self._log or log_mark(self.location)  # a transaction that is open has one
            yield self._connection

    def _check_log(self) -> None:
        """Raise LedgerError where the log is another one than before: who opens the ledger now does not see this one's.

        What is in the log that was removed is taken into the file before.
        """
        if self._log and log_mark(self.location) != self._log:
            with self._explained():
                raw(self._connection).execute("PRAGMA wal_checkpoint(PASSIVE)")
            what = "its log was removed while it was written (the file of the same name that ends in -wal or -shm)"
            hint = "leave these files alone, check it with talleyrand verify, and repeat the command"
            raise LedgerError(what, where=str(self.location), hint=hint)

    def close(self) -> None:
        """Close the connection; the write-ahead log goes into the file."""
        self._connection.close()
        self._engine.dispose()

    def _current_run(self) -> int:
        return self.start_run({}, "", "") if self._run is None else self._run

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            with explained(self.location):
                yield
        except DBAPIError as error:
            raise driver_error(_first(error).orig, self.location) from error


def _first(error: DBAPIError) -> DBAPIError:
    """Return what went wrong first: a full disk undoes the outer transaction, and then the inner one is not there."""
    found, behind = error, error.__context__
    while behind is not None:
        found = behind if isinstance(behind, DBAPIError) else found
        behind = behind.__context__
    return found


def open_writer(place: Location, *, create: bool, patience: float = BUSY_SECONDS) -> Writer:
    """Open a ledger for writing, make it when `create`, and bring it to the present schema."""
    version = _version(place)
    if not create and not version:
        raise LedgerError(NO_LEDGER, where=str(place), hint=MAKES_ONE)
    writer = Writer(place, _engine(place, patience))
    if version < VERSION:
        with writer.transaction() as connection:
            bring_up_to_date(connection, place)
    return writer


@contextmanager
def filling(place: Location) -> Iterator[Connection]:
    """Make a ledger and fill it, in one transaction: whoever dies within leaves an empty file or database."""
    _version(place)  # raises for what is another program's
    writer = Writer(place, _engine(place, BUSY_SECONDS))
    try:
        with writer.transaction() as connection:
            bring_up_to_date(connection, place)
            yield connection
    finally:
        writer.close()


def bring_up_to_date(connection: Connection, place: Location) -> None:
    """Give a ledger the present schema, unless another process was quicker."""
    present = schema_version(raw(connection), place)
    if present < VERSION:
        migrate(connection, present)


def _version(place: Location) -> int:
    """Return the schema version before anything is written, so that what is another program's stays untouched."""
    if isinstance(place, Path) and not place.exists():
        return 0
    with explained(place):
        connection = any_connection(place)
        try:
            return schema_version(connection, place)
        finally:
            connection.close()


def _engine(place: Location, patience: float) -> Engine:
    if isinstance(place, Server):
        from talleyrand.ledger.postgresql.writing import engine_of

        return engine_of(place, patience)
    address = URL.create("sqlite", database=str(place))
    options = {"timeout": patience, "check_same_thread": False}  # threads hand it on, one at a time
    engine = create_engine(address, poolclass=NullPool, connect_args=options)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
