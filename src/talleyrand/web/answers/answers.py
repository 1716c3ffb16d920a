"""Answers by question: worked out once for each state of the ledger, beside the server, and kept."""

from __future__ import annotations

import multiprocessing
import pickle
from collections import OrderedDict
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from threading import Lock
from typing import Any

from talleyrand.ledger.location import Location
from talleyrand.web.answers import worker
from talleyrand.web.answers.line import Key, Line
from talleyrand.web.answers.question import Answer, Question, Why
from talleyrand.web.refusals import Unavailable

KEPT = 400
"""Answers that are kept; what was asked for longest ago goes first."""
KEPT_BYTES = 200_000_000
"""Bytes that they take together; an answer of half as many is not kept at all."""
GLANCE = 0.04
"""Seconds that a page waits for an answer before it is sent without."""
PATIENCE = 25.0
"""Seconds that a request for the answer alone waits."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as far as it is known: None while it is worked out, `stale` when the ledger says more by now."""

    answer: Answer | None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer, what the ledger's version was when it was given, and how many bytes it takes."""

    version: str
    answer: Answer
    size: int


class Answers:
    """The answers of measures of one ledger; `workers` processes work them out, with 0 the server's own thread."""

    def __init__(self, location: Location, workers: int) -> None:
        self._location = location
        self._workers = workers
        self._lock = Lock()
        self._opening = Lock()
        self._pool: Executor | None = None
        self._closed = False
        self._line = Line(max(1, workers), self._submit, self._finished)
        self._kept: OrderedDict[Question, _Kept] = OrderedDict()
        self._size = 0

    def ask(self, asked: Question, version: str, *, wait: float = GLANCE) -> Answered:
        """Return the answer to a question, waiting `wait` seconds at most.

        `version` is what the ledger's `version()` tells now. An answer of an earlier version is given, as stale, while
        the present one is worked out. Raises what the measure raises.
        """
        known = self._known(asked)
        if known is not None and known.version == version:
            return Answered(known.answer)
        found = self._run((asked, version), worker.answer, self._location, asked, wait=0 if known else wait)
        if found is None:
            return Answered(known.answer, stale=True) if known else Answered(None)
        return Answered(found)

    def why(self, asked: Question, part: str, row: str, *, wait: float = PATIENCE) -> tuple[Why, ...] | None:
        """Return the records behind a row of an answer, the weightiest first; None when it takes longer than `wait`."""
        found: tuple[Why, ...] | None = self._run(
            (asked, part, row), worker.why, self._location, asked, part, row, wait=wait
        )
        return found

    def warm(self) -> None:
        """Start the workers and let them load what they need."""
        self._submit(worker.warm)

    def close(self) -> None:
        """End the workers at once, whatever they are at; whoever waits for an answer gets Unavailable."""
        self._closed = True
        self._drop_pool()
        self._line.clear()

    def _drop_pool(self) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        workers = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in workers:  # the pool would let them finish, which may take a minute
            process.kill()

    def _known(self, asked: Question) -> _Kept | None:
        with self._lock:
            known = self._kept.get(asked)
            if known is not None:
                self._kept.move_to_end(asked)
            return known

    def _finished(self, key: Key, found: Any) -> None:
        """Keep an answer, whether somebody waits for it or not."""
        if isinstance(found, Answer):
            asked, version = key
            self._keep(asked, _Kept(version, found, len(pickle.dumps(found))))

    def _keep(self, asked: Question, known: _Kept) -> None:
        with self._lock:
            self._forget(asked)
            if known.size > KEPT_BYTES / 2:
                return
            self._kept[asked] = known
            self._size += known.size
            while len(self._kept) > KEPT or self._size > KEPT_BYTES:
                self._forget(next(iter(self._kept)))

    def _forget(self, asked: Question) -> None:
        gone = self._kept.pop(asked, None)
        self._size -= gone.size if gone else 0

    def _run(self, key: Key, task: Any, *given: Any, wait: float) -> Any:
        """Return what a task gives, or None while it waits or runs."""
        ended = self._line.ask(key, task, *given, wait=wait)
        if ended is None:
            return None
        try:
            found = ended.result()
        except (BrokenProcessPool, CancelledError) as error:
            self._drop_pool()  # a worker that was killed takes its pool along; the next question starts another
            raise Unavailable("the answer can't be worked out now", hint="ask again in a moment") from error
        if isinstance(found, worker.Failed):
            raise found.error()
        return found

    def _submit(self, task: Any, *given: Any) -> Future[Any]:
        if self._closed:
            raise Unavailable("the server is being stopped")
        with self._opening:
            if self._pool is None:
                self._pool = self._made_pool()
            pool = self._pool
        try:
            return pool.submit(task, *given)
        except BrokenProcessPool:
            self._drop_pool()  # a worker was killed while nobody waited for it
            return self._submit(task, *given)

    def _made_pool(self) -> Executor:
        if self._workers == 0:
            return ThreadPoolExecutor(1, "answers")
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=spawn, initializer=worker.serve_parent)
