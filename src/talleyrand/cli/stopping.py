"""Ctrl-C that ends a long run between documents; the second one ends it at once."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from talleyrand.cli.failures import message, told_by

TICK = 0.2
"""Seconds after which somebody who sleeps looks whether to stop."""


class Stopping:
    """Whether a person wants the run to end; `code` is the exit code then, else 0."""

    def __init__(self) -> None:
        self.code = 0

    def __call__(self) -> bool:
        """Tell whether to end."""
        return self.code != 0

    def ask(self, number: int, _: FrameType | None) -> None:
        """End after the present document, or at once when asked again."""
        if self.code:
            raise KeyboardInterrupt(told_by(number))
        self.code = told_by(number)
        message("talleyrand: ending when what is at hand is entered; once more to end at once")
        signal.signal(number, self.ask)

    def sleep(self, seconds: float) -> None:
        """Sleep so long, or until somebody wants an end."""
        end = time.monotonic() + seconds
        while not self.code and (left := end - time.monotonic()) > 0:
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
