"""What selections are made of, counted once for each state of the ledger."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from time import monotonic

from talleyrand.ledger.patience import TooLong
from talleyrand.ledger.selecting.facets import CAP, Counts
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.ledger.store import Ledger
from talleyrand.present.plain import count

KEPT = 600
"""Selections whose counts are kept; those asked for longest ago go first."""
GLANCE = 0.05
"""Seconds that a page waits for counts before it is sent without."""
AGAIN = 30.0
"""Seconds that pages do without counts which took longer; who asks for the counts alone waits for them."""


class Counting:
    """Counts by selection, of the ledger as it was when they were asked for."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, Selection], Counts | int] = OrderedDict()
        self._long: dict[tuple[str, str, Selection], float] = {}
        self._lock = Lock()

    def of(self, ledger: Ledger, selection: Selection, *, seconds: float | None = GLANCE) -> Counts | None:
        """Return what a selection is made of, None where counting it takes longer than `seconds`."""
        found = self._made("facets", ledger, selection, seconds)
        return None if found is None or isinstance(found, int) else found

    def total(self, ledger: Ledger, selection: Selection, *, seconds: float | None = GLANCE) -> str:
        """Return in words how many records a selection has, empty where counting them takes longer than `seconds`."""
        found = self._made("total", ledger, selection, seconds)
        return total_words(found) if isinstance(found, int) else ""

    def _made(self, what: str, ledger: Ledger, selection: Selection, seconds: float | None) -> Counts | int | None:
        key = (what, ledger.version(), selection)
        with self._lock:
            known = self._kept.get(key)
            tried = self._long.get(key, -AGAIN)
        if known is not None:
            return known
        if seconds is not None and monotonic() - tried < AGAIN:
            return None
        make = ledger.facets if what == "facets" else ledger.total
        try:
            found: Counts | int = make(selection, seconds=seconds)
        except TooLong:
            self._remember(key)
            return None
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _remember(self, key: tuple[str, str, Selection]) -> None:
        """Note that counting took too long, so that not every page of it tries in vain."""
        with self._lock:
            self._long[key] = monotonic()
            while len(self._long) > KEPT:
                self._long.pop(next(iter(self._long)))


def total_words(records: int) -> str:
    """Return a number of records in words, as far as it is counted."""
    return count(records, "record") if records <= CAP else f"more than {count(CAP, 'record')}"
