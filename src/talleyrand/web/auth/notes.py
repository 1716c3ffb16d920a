"""What is written down beside requests: when a session was seen last, and who did what. No answer waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

from sqlalchemy import Connection

from talleyrand.errors import TalleyrandError
from talleyrand.web.readers import Pen

Write = Callable[[Connection], None]
MOST = 1000
"""Notes that wait at most while the ledger can't be written; further ones are lost, and the log says so."""
TURN, TRIES, AGAIN = 300.0, 3, 1.0
"""Seconds that a note waits for its turn, how often it is tried while another program writes, seconds between."""
_LOG = logging.getLogger("talleyrand.web")


class Notes:
    """Writes notes one after the other, in the order they came."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._lock = Lock()
        self._waiting: set[str] = set()
        self._ends = Event()
        self._thread = ThreadPoolExecutor(1, "notes")

    def later(self, what: str, write: Write) -> None:
        """Write a note soon; one that says the same as one that still waits is not written twice."""
        with self._lock:
            if what in self._waiting:
                return
            if len(self._waiting) >= MOST:
                _LOG.error("not noted, too many notes wait: %s", what)
                return
            self._waiting.add(what)
        self._thread.submit(self._write, what, write)

    def settle(self) -> None:
        """Wait until all that came so far is written."""
        self._thread.submit(lambda: None).result()

    def close(self) -> None:
        """Write what still waits, and no more."""
        self._ends.set()
        self._thread.shutdown(wait=True)

    def _write(self, what: str, write: Write) -> None:
        with self._lock:
            self._waiting.discard(what)
        for left in reversed(range(TRIES)):
            try:
                with self._pen.writing(turn=TURN) as ledger, ledger.transaction() as connection:
                    write(connection)
            except TalleyrandError as error:
                if not left:
                    _LOG.error("not noted: %s: %s", what, error.line())
                elif not self._ends.wait(AGAIN):
                    continue
            return
