"""Pictures of pages, kept as long as there is room; few are drawn at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import BoundedSemaphore, Lock

from talleyrand.web.refusals import Unavailable

ROOM = 64 * 1024 * 1024
"""Bytes of pictures that are kept; what was shown longest ago goes first."""
AT_ONCE = 2
PATIENCE = 30.0
"""Seconds that a request waits for its turn to have a picture drawn."""

Key = tuple[str, int, int]
"""A document's id, the number of the page, the width in pixels."""


class Pictures:
    """Pictures by document, page and width: sources never change, so that a picture is good for ever."""

    def __init__(self) -> None:
        self._known: OrderedDict[Key, bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        self._turn = BoundedSemaphore(AT_ONCE)

    def of(self, key: Key, draw: Callable[[], bytes]) -> bytes:
        """Return the picture that `draw` makes, or made; raises Unavailable when too many others wait."""
        found = self._find(key)
        if found is not None:
            return found
        if not self._turn.acquire(timeout=PATIENCE):
            raise Unavailable("many pages are being drawn", hint="try again in a moment")
        try:
            return self._find(key) or self._keep(key, draw())
        finally:
            self._turn.release()

    def _find(self, key: Key) -> bytes | None:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def _keep(self, key: Key, picture: bytes) -> bytes:
        with self._lock:
            self._known[key] = picture
            self._size += len(picture)
            while self._size > ROOM:
                self._size -= len(self._known.popitem(last=False)[1])
        return picture
