"""What a host's robots.txt allows (RFC 9309), asked once a day for each host."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from talleyrand.fetch.addresses import host_of
from talleyrand.fetch.failures import FetchError, Kind

LARGEST = 512 * 1024
"""Bytes of a robots.txt that count, of a longer one the first."""
FRESH = 24 * 3600.0
"""Seconds for which one counts."""
AGAIN = 600.0
"""Seconds after which one that could not be fetched is asked for again."""
SLOWEST = 60.0
"""Seconds between two requests that are obeyed; whoever asks for more is not asked for pages at all."""
_ALLOWING: frozenset[Kind] = frozenset({"gone", "forbidden", "broken"})
"""What a host without a robots.txt answers: then everything is allowed."""


@dataclass(frozen=True, slots=True)
class _Known:
    rules: Protego | None
    until: float
    failure: str = ""


class Robots:
    """The robots.txt of each host that was asked; `read` fetches one, `clock` counts seconds."""

    def __init__(self, agent: str, read: Callable[[httpx.URL], bytes], clock: Callable[[], float]) -> None:
        self._agent, self._read, self._clock = agent, read, clock
        self._known: dict[str, _Known] = {}

    def check(self, url: httpx.URL) -> float:
        """Return the seconds that a page's host wants between requests; raises FetchError where it forbids the page."""
        known = self._of(url)
        where = str(url)
        if known.failure:
            what = f"its host's robots.txt could not be read: {known.failure}"
            raise FetchError(what, where=where, hint="it is tried again later", kind="busy", wait=AGAIN)
        if known.rules is None:
            return 0.0
        if not known.rules.can_fetch(where, self._agent):
            raise FetchError("its host's robots.txt forbids it", where=where, hint="ask the site", kind="forbidden")
        delay = float(known.rules.crawl_delay(self._agent) or 0.0)
        if not delay <= SLOWEST:
            what = f"its host's robots.txt asks for {delay:.0f} seconds between requests"
            raise FetchError(what, where=where, hint=f"more than {SLOWEST:.0f} are too slow", kind="forbidden")
        return delay

    def _of(self, url: httpx.URL) -> _Known:
        place = f"{url.scheme}://{host_of(url)}"
        known = self._known.get(place)
        if known is None or known.until <= self._clock():
            known = self._known[place] = self._asked(url)
        return known

    def _asked(self, url: httpx.URL) -> _Known:
        try:
            raw = self._read(url.copy_with(raw_path=b"/robots.txt"))
        except FetchError as error:
            if error.kind == "refused":
                raise
            if error.kind in _ALLOWING:
                return _Known(None, self._clock() + FRESH)
            return _Known(None, self._clock() + AGAIN, error.what)
        if len(raw) >= LARGEST:
            raw = raw.rpartition(b"\n")[0]  # half a line would forbid or allow something else
        return _Known(Protego.parse(raw.decode("utf-8-sig", "replace")), self._clock() + FRESH)
