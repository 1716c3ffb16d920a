"""What selections are made of, counted once for each state of the ledger."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from talleyrand.ledger.facets import Counts, TooLong
from talleyrand.ledger.selection import Selection
from talleyrand.ledger.store import Ledger

KEPT = 400
"""Selections whose counts are kept; those asked for longest ago go first."""
GLANCE = 0.05
"""Seconds that a page waits for counts before it is sent without."""


class Counting:
    """Counts by selection, of the ledger as it was when they were asked for."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, Selection], Counts] = OrderedDict()
        self._lock = Lock()

    def of(self, ledger: Ledger, selection: Selection, *, seconds: float | None = GLANCE) -> Counts | None:
        """Return the counts of a selection, None where they take longer than `seconds`."""
        key = (ledger.version(), selection)
        with self._lock:
            known = self._kept.get(key)
        if known is not None:
            return known
        try:
            found = ledger.facets(selection, seconds=seconds)
        except TooLong:
            return None
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found
