"""What pages make of answers, kept as long as the answer is: a board of many events is put together once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from talleyrand.web.answers.question import Answer

View = TypeVar("View")
KEPT = 60
"""Views that are kept; what was shown longest ago goes first."""


class Views:
    """Views by what was asked, each with the answer that it was made of."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[Answer, Any]] = OrderedDict()
        self._lock = Lock()

    def of(self, answer: Answer, make: Callable[[Answer], View]) -> View:
        """Return what `make` gives for an answer; it is made again only for another answer to the same question."""
        key = f"{make.__qualname__} {answer.address}"
        with self._lock:
            known = self._known.get(key)
        if known is not None and known[0] is answer:
            view: View = known[1]
            return view
        view = make(answer)
        with self._lock:
            self._known[key] = answer, view
            self._known.move_to_end(key)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return view
