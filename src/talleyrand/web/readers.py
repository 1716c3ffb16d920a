"""Connections that read the ledger, shared by requests, and the one that writes; a replaced file is opened anew."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from talleyrand.errors import LedgerError
from talleyrand.ledger.location import Location
from talleyrand.ledger.opening import VERSION, file_mark, log_mark, opened_mark, schema_version
from talleyrand.ledger.store import Ledger, open_ledger

TURN = 10.0
"""Seconds that a request waits for its turn to write."""
PATIENCE = 5.0
"""Seconds that it then waits for another program that writes."""

_File = tuple[int, ...]


class Readers:
    """Open ledgers to read from, as many as requests run at once; each is lent to one request at a time."""

    def __init__(self, location: Location) -> None:
        self._location = location
        self._idle: deque[tuple[_File, Ledger]] = deque()

    @contextmanager
    def borrow(self) -> Iterator[Ledger]:
        """Lend a ledger for reading; after one that failed all are opened anew."""
        file, ledger = self._opened()
        try:
            yield ledger
        except (LedgerError, sqlite3.Error):
            ledger.close()
            self.close()
            raise
        except BaseException:
            self._idle.append((file, ledger))
            raise
        self._idle.append((file, ledger))

    def close(self) -> None:
        """Close all that are not lent."""
        while self._idle:
            self._idle.pop()[1].close()

    def _opened(self) -> tuple[_File, Ledger]:
        file = opened_mark(self._location)
        while self._idle:
            try:
                found = self._idle.pop()
            except IndexError:  # another request was quicker
                break
            if found[0] == file and found[1].alive:
                return found
            found[1].close()
        before = file_mark(self._location)
        ledger = _present(self._location)
        return (*before, *log_mark(self._location)), ledger  # one that is open has a log


class Pen:
    """The one open ledger that writes; requests take turns, and each writes in a transaction of its own."""

    def __init__(self, location: Location) -> None:
        self._location = location
        self._lock = Lock()
        self._file: _File = (0, 0)
        self._ledger: Ledger | None = None

    @contextmanager
    def writing(self, *, turn: float = TURN) -> Iterator[Ledger]:
        """Lend the ledger for writing to one request; raises LedgerError when its turn does not come in time."""
        if not self._lock.acquire(timeout=turn):
            raise LedgerError("many changes are being written", where=str(self._location), hint="try again in a moment")
        try:
            yield self._opened()
        except (LedgerError, sqlite3.Error):
            self._drop()
            raise
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close the ledger, so that its write-ahead log goes into the file."""
        with self._lock:
            self._drop()

    def _opened(self) -> Ledger:
        file = file_mark(self._location)
        if self._ledger is None or self._file != file or not self._ledger.alive:
            self._drop()
            self._ledger, self._file = open_ledger(self._location, create=False, patience=PATIENCE), file
        return self._ledger

    def _drop(self) -> None:
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None


def _present(location: Location) -> Ledger:
    """Open a ledger to read, brought to the present schema if it is an older one."""
    ledger = open_ledger(location, read_only=True)
    if schema_version(ledger.connection, location) < VERSION:
        ledger.close()
        open_ledger(location, create=False).close()
        ledger = open_ledger(location, read_only=True)
    return ledger
