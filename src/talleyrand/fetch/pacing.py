"""Being a polite guest: one request at a time to a host, with a pause between, and none while it asks for rest."""

from __future__ import annotations

from collections.abc import Callable

from talleyrand.fetch.failures import FetchError


class Pace:
    """When each host was asked last, and until when it wants to be left alone.

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

    def take_turn(self, host: str, where: str) -> None:
        """Wait until a host may be asked; raises FetchError when that is longer than anybody waits."""
        rest = self._rest.get(host, 0.0) - self._clock()
        if rest > self._patience:
            what = f"{host} asked to be left alone for {rest:.0f} seconds more"
            raise FetchError(what, where=where, hint="it is tried again later", kind="busy", wait=rest)
        pause = max(rest, self._free.get(host, 0.0) - self._clock())
        if pause > 0:
            self._sleep(pause)

    def note_request(self, host: str) -> None:
        """Note that a host was asked just now."""
        self._free[host] = self._clock() + self._gaps.get(host, self._gap)

    def slow_down(self, host: str, gap: float) -> None:
        """Leave at least so many seconds between two requests to a host."""
        self._gaps[host] = max(gap, self._gap)

    def leave_alone(self, host: str, seconds: float) -> None:
        """Ask a host nothing for so many seconds."""
        self._rest[host] = max(self._rest.get(host, 0.0), self._clock() + seconds)
