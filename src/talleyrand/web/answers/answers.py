"""Answers by question: worked out once for each state of the ledger, beside the server, and kept."""

from __future__ import annotations

import multiprocessing
from collections import OrderedDict
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from talleyrand.web.answers import worker
from talleyrand.web.answers.question import Answer, Question, Why
from talleyrand.web.refusals import Unavailable

KEPT = 400
"""Answers that are kept; what was asked for longest ago goes first."""
GLANCE = 0.04
"""Seconds that a page waits for an answer before it is sent without."""
PATIENCE = 25.0
"""Seconds that a request for the answer alone waits."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as far as it is known: None while it is worked out, `stale` when the ledger says more by now."""

    answer: Answer | None
    stale: bool = False


class Answers:
    """The answers of measures of one ledger; `workers` processes work them out, with 0 the server's own thread."""

    def __init__(self, path: Path, workers: int) -> None:
        self._path = path
        self._workers = workers
        self._lock = Lock()
        self._pool: Executor | None = None
        self._closed = False
        self._running: dict[tuple[Any, ...], Future[Any]] = {}
        self._kept: OrderedDict[Question, tuple[str, Answer]] = OrderedDict()

    def ask(self, asked: Question, version: str, *, wait: float = GLANCE) -> Answered:
        """Return the answer to a question, waiting `wait` seconds at most.

        `version` is what the ledger's `version()` tells now. An answer of an earlier version is given, as stale, while
        the present one is worked out. Raises what the measure raises.
        """
        known = self._kept.get(asked)
        if known is not None and known[0] == version:
            return Answered(known[1])
        found = self._run((asked, version), worker.answer, self._path, asked, wait=0 if known else wait)
        if found is None:
            return Answered(known[1], stale=True) if known else Answered(None)
        self._keep(asked, version, found)
        return Answered(found)

    def why(self, asked: Question, part: str, row: str, *, wait: float = PATIENCE) -> tuple[Why, ...] | None:
        """Return the records behind a row of an answer, the weightiest first; None when it takes longer than `wait`."""
        found: tuple[Why, ...] | None = self._run(
            (asked, part, row), worker.why, self._path, asked, part, row, wait=wait
        )
        return found

    def warm(self) -> None:
        """Start the workers and let them load what they need."""
        self._submit(worker.warm)

    def close(self) -> None:
        """End the workers at once, whatever they are at; whoever waits for an answer gets Unavailable."""
        self._closed = True
        self._drop_pool()

    def _drop_pool(self) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        workers = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in workers:  # the pool would let them finish, which may take a minute
            process.kill()

    def _keep(self, asked: Question, version: str, found: Answer) -> None:
        with self._lock:
            self._kept[asked] = (version, found)
            self._kept.move_to_end(asked)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def _run(self, key: tuple[Any, ...], task: Any, *given: Any, wait: float) -> Any:
        """Return what a task gives, or None while it runs; one that runs already is not begun again."""
        with self._lock:
            future = self._running.get(key)
            if future is None:
                future = self._running[key] = self._submit(task, *given)
        wait_for([future], timeout=wait)
        if not future.done():
            return None
        with self._lock:
            self._running.pop(key, None)
        try:
            found = future.result()
        except (BrokenProcessPool, CancelledError) as error:
            self._drop_pool()  # a worker that was killed takes its pool along; the next question starts another
            raise Unavailable("the answer can't be worked out now", hint="ask again in a moment") from error
        if isinstance(found, worker.Failed):
            raise found.error()
        return found

    def _submit(self, task: Any, *given: Any) -> Future[Any]:
        if self._closed:
            raise Unavailable("the server is being stopped")
        if self._pool is None:
            self._pool = self._made_pool()
        return self._pool.submit(task, *given)

    def _made_pool(self) -> Executor:
        if self._workers == 0:
            return ThreadPoolExecutor(1, "answers")
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=spawn, initializer=worker.serve_parent)
