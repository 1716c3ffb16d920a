"""What is worked out of the ledger once for each state of it, and shown as it was while it is worked out anew."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from time import perf_counter
from typing import Any, TypeVar

from talleyrand.errors import TalleyrandError
from talleyrand.ledger.store import Ledger
from talleyrand.web.readers import Readers

What = TypeVar("What")
QUICK = 0.1
"""Seconds up to which something is worked out while the page waits; the slower is shown as it was meanwhile."""


@dataclass(frozen=True, slots=True)
class _Known:
    version: str
    what: Any
    seconds: float


class Kept:
    """What was worked out last, by name."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._known: dict[str, _Known] = {}
        self._renewed: set[str] = set()
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(1, "kept")

    def of(self, name: str, make: Callable[[Ledger], What], ledger: Ledger) -> What:
        """Return what `make` gives for the ledger, worked out once for each of its versions.

        What takes longer than `QUICK` is given as it was for an earlier version while it is worked out anew.
        """
        version = ledger.version()
        known = self._known.get(name)
        if known is None or (known.version != version and known.seconds < QUICK):
            with self._lock:  # of many who ask at once one works it out
                known = self._known.get(name)
                if known is None or known.version != version:
                    known = self._make(name, make, ledger, version)
        elif known.version != version and name not in self._renewed:
            self._renewed.add(name)
            self._pool.submit(self._renew, name, make)
        what: What = known.what
        return what

    def close(self) -> None:
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _make(self, name: str, make: Callable[[Ledger], Any], ledger: Ledger, version: str) -> _Known:
        began = perf_counter()
        found = make(ledger)
        known = self._known[name] = _Known(version, found, perf_counter() - began)
        return known

    def _renew(self, name: str, make: Callable[[Ledger], Any]) -> None:
        try:
            with self._readers.borrow() as ledger:
                self._make(name, make, ledger, ledger.version())
        except TalleyrandError:
            return  # the next visitor is shown the old one, and it is tried again
        finally:
            self._renewed.discard(name)
