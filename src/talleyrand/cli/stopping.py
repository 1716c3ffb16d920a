"""Ctrl-C that ends a long run between documents; the second one ends it at once."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from talleyrand.cli.failures import message

TICK = 0.2
"""Seconds after which somebody who sleeps looks whether to stop."""


class Stopping:
    """Whether a person wants the run to end."""

    def __init__(self) -> None:
        self._asked = False

    def __call__(self) -> bool:
        """Tell whether to end."""
        return self._asked

    def ask(self, number: int, _: FrameType | None) -> None:
        """End after the present document, or at once when asked again."""
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        message("talleyrand: ending when what is at hand is entered; once more to end at once")
        signal.signal(number, self.ask)

    def sleep(self, seconds: float) -> None:
        """Sleep so long, or until somebody wants an end."""
        end = time.monotonic() + seconds
        while not self._asked and (left := end - time.monotonic()) > 0:
            time.sleep(min(TICK, left))


@contextmanager
def stopping() -> Iterator[Stopping]:
    """Yield what tells whether to end, asked for by Ctrl-C or by who ends services (SIGTERM)."""
    stop = Stopping()
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
