"""Connections that read the ledger, shared by requests, and the one that writes."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from talleyrand.errors import LedgerError
from talleyrand.ledger.store import Ledger, open_ledger


class Readers:
    """Open ledgers to read from, as many as requests run at once; each is lent to one request at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: deque[Ledger] = deque()

    @contextmanager
    def borrow(self) -> Iterator[Ledger]:
        """Lend a ledger for reading; one that failed is not lent again."""
        try:
            ledger = self._idle.pop()
        except IndexError:
            ledger = open_ledger(self._path, read_only=True)
        try:
            yield ledger
        except (LedgerError, sqlite3.Error):
            ledger.close()
            raise
        except BaseException:
            self._idle.append(ledger)
            raise
        self._idle.append(ledger)

    def close(self) -> None:
        """Close all that are not lent."""
        while self._idle:
            self._idle.pop().close()


class Pen:
    """The one open ledger that writes; requests take turns, and each writes in a transaction of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._ledger: Ledger | None = None

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """Lend the ledger for writing to one request."""
        with self._lock:
            if self._ledger is None:
                self._ledger = open_ledger(self._path, create=False)
            yield self._ledger

    def close(self) -> None:
        """Close the ledger, so that its write-ahead log goes into the file."""
        with self._lock:
            if self._ledger is not None:
                self._ledger.close()
                self._ledger = None
