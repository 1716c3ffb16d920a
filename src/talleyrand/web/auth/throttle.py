"""How often a password may be tried: for each name and each address a wait that doubles with every failure."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Any

from talleyrand.ledger.people.persons import key
from talleyrand.web.refusals import TooMany

FREE_BY_NAME, FREE_BY_PLACE = 5, 20
"""Failures before the first wait; several people may share an address."""
LONGEST = 900.0
"""Seconds that a wait may grow to."""
FORGOTTEN = 3600.0
"""Seconds after which a failure counts no more."""
KEPT = 10_000
"""Names and addresses that are kept; those longest without a failure go first."""

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int = 0
    last: float = 0.0


class Throttle:
    """Counts failed attempts; one that comes too soon is refused before the password is looked at."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._failures: OrderedDict[_Key, _Failures] = OrderedDict()
        self._known: OrderedDict[_Key, None] = OrderedDict()

    def attempt(self, name: str, place: str) -> None:
        """Note an attempt, as failed until `succeed` says otherwise; raises TooMany when it comes too soon.

        Nobody can lock a person out from elsewhere: where the person has logged in before, only failures there count.
        """
        with self._lock:
            now = self._now()
            keys = tuple(self._keys(name, place))
            wait = max(self._wait(which, free, now) for which, free in keys)
            if wait > 0:
                seconds = math.ceil(wait)
                raise TooMany("too many attempts to log in", wait=seconds, hint=f"try again in {_words(seconds)}")
            for which, _ in keys:
                self._fail(which, now)

    def succeed(self, name: str, place: str) -> None:
        """Take back the attempt noted last, and know the name at this address from now on."""
        with self._lock:
            for which, _ in self._keys(name, place):
                found = self._failures.pop(which, None)
                if found and which[0] == "place" and found.count > 1:
                    self._failures[which] = _Failures(found.count - 1, found.last)
            _keep(self._known, (key(name), _network(place)), None)

    def _keys(self, name: str, place: str) -> Iterator[tuple[_Key, int]]:
        pair = (key(name)[:100], _network(place))
        if pair in self._known:
            yield ("pair", *pair), FREE_BY_NAME
        else:
            yield ("name", pair[0]), FREE_BY_NAME
            yield ("place", pair[1]), FREE_BY_PLACE

    def _wait(self, which: _Key, free: int, now: float) -> float:
        found = self._failures.get(which)
        if found is None or found.count < free:
            return 0.0
        if now - found.last > FORGOTTEN:
            del self._failures[which]
            return 0.0
        return found.last + min(2.0 ** min(found.count - free + 1, 20), LONGEST) - now

    def _fail(self, which: _Key, now: float) -> None:
        found = self._failures.get(which) or _Failures()
        _keep(self._failures, which, _Failures(found.count + 1, now))


def _keep(store: OrderedDict[_Key, Any], which: _Key, what: Any) -> None:
    store[which] = what
    store.move_to_end(which)
    while len(store) > KEPT:
        store.popitem(last=False)


def _network(place: str) -> str:
    """An address, of IPv6 the network that one household has."""
    try:
        address = ip_address(place)
    except ValueError:
        return place
    return str(IPv6Address(int(address) >> 64 << 64)) if isinstance(address, IPv6Address) else str(address)


def _words(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 120 else f"{math.ceil(seconds / 60)} minutes"
