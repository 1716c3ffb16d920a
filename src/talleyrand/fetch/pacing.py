"""Being a polite guest: one request at a time to a host, with a pause between, and none while it asks for rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from talleyrand.fetch.failures import FetchError

STRIKES = 3
"""Addresses of a host in a row that fail before it is left alone: a dead host must not hold up the others."""
REST = 600.0
"""Seconds for which it is."""


class Pace:
    """When each host was asked last, and until when it is to be left alone.

    `gap` is the least number of seconds between two requests to a host, `patience` the longest that is waited for one
    that asked for rest; `clock` counts seconds.
    """

    def __init__(
        self, clock: Callable[[], float], sleep: Callable[[float], None], *, gap: float, patience: float
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._gap, self._patience = gap, patience
        self._gaps: dict[str, float] = {}
        self._free: dict[str, float] = {}
        self._rest: dict[str, float] = {}
        self._strikes: Counter[str] = Counter()

    def take_turn(self, host: str, where: str) -> None:
        """Wait until a host may be asked; raises FetchError when that is longer than anybody waits."""
        rest = self._rest.get(host, 0.0) - self._clock()
        if rest > self._patience:
            what = f"{host} is left alone for {rest:.0f} seconds more"
            raise FetchError(what, where=where, hint="it is tried again later", kind="busy", wait=rest)
        pause = max(rest, self._free.get(host, 0.0) - self._clock())
        if pause > 0:
            self._sleep(pause)

    def note_request(self, host: str) -> None:
        """Note that a host was asked just now."""
        self._free[host] = self._clock() + self._gaps.get(host, self._gap)

    def note_outcome(self, host: str, *, failed: bool) -> None:
        """Note whether an address of a host failed for good; after several in a row the host is left alone.

        What fails while it rests is no further strike: it was not even asked, and the rest must end.
        """
        if failed and self._rest.get(host, 0.0) > self._clock():
            return
        self._strikes[host] = self._strikes[host] + 1 if failed else 0
        if self._strikes[host] >= STRIKES:
            self.leave_alone(host, REST)
            del self._strikes[host]

    def slow_down(self, host: str, gap: float) -> None:
        """Leave at least so many seconds between two requests to a host."""
        self._gaps[host] = max(gap, self._gap)

    def leave_alone(self, host: str, seconds: float) -> None:
        """Ask a host nothing for so many seconds."""
        self._rest[host] = max(self._rest.get(host, 0.0), self._clock() + seconds)
