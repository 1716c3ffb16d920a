"""Tasks that wait for a worker: those that somebody waits for first, and none that nobody asks about any more."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from threading import Lock
from time import monotonic
from typing import Any

from talleyrand.errors import TalleyrandError
from talleyrand.web.refusals import Unavailable

FORGOTTEN = 30.0
"""Seconds after which a task that waits, and that nobody asked about since, is dropped."""
PARKED = 16
"""Requests that wait at once; a further one is told after `SHORT` seconds that it must ask again.

Each that waits keeps a thread of the server from all others.
"""
SHORT = 0.04

Key = tuple[Any, ...]
Begin = Callable[..., Future[Any]]
"""Begins a task: `submit` of a pool."""


@dataclass
class _Task:
    """A task with those who wait for it; `running` is what the pool made of it, None while it stands in the line."""

    work: tuple[Any, ...]
    number: int
    asked: float
    waiters: int = 0
    running: Future[Any] | None = None
    done: Future[Any] = field(default_factory=Future)


class Line:
    """A line in front of `places` workers; `begin` hands a task to one of them.

    `finished` is told the key and the result of every task that ends well, whether somebody waits for it or not.
    """

    def __init__(self, places: int, begin: Begin, finished: Callable[[Key, Any], None]) -> None:
        self._places = places
        self._begin = begin
        self._finished = finished
        self._lock = Lock()
        self._tasks: dict[Key, _Task] = {}
        self._numbers = count()

    def ask(self, key: Key, *work: Any, wait: float) -> Future[Any] | None:
        """Return the ended future of a task, None while it waits or runs; one that is known is not begun again."""
        with self._lock:
            task = self._tasks.get(key)
            if task is None:
                task = self._tasks[key] = _Task(work, next(self._numbers), monotonic())
            if sum(one.waiters for one in self._tasks.values()) >= PARKED:
                wait = min(wait, SHORT)
            task.asked = monotonic()
            task.waiters += wait > 0
        self._go_on()
        if wait > 0:
            wait_for([task.done], timeout=wait)
            with self._lock:
                task.waiters -= 1
                task.asked = monotonic()
        return task.done if task.done.done() else None

    def clear(self) -> None:
        """Drop every task; those who wait are told that there is no answer now."""
        with self._lock:
            dropped, self._tasks = list(self._tasks.values()), {}
        for task in dropped:
            _fail(task)

    def __len__(self) -> int:
        return len(self._tasks)

    def _go_on(self) -> None:
        """Begin what may begin, outside the lock: a pool may end a task before `begin` returns."""
        while (task := self._next()) is not None:
            key, one = task
            try:
                running = self._begin(*one.work)
            except (RuntimeError, TalleyrandError) as error:  # a pool that broke or is being closed
                self._end(key, one, error)
                continue
            running.add_done_callback(partial(self._ended, key, one))

    def _next(self) -> tuple[Key, _Task] | None:
        with self._lock:
            self._forget()
            if sum(task.running is not None for task in self._tasks.values()) >= self._places:
                return None
            waiting = [(key, task) for key, task in self._tasks.items() if task.running is None]
            if not waiting:
                return None
            found = min(waiting, key=lambda one: (one[1].waiters == 0, one[1].number))
            found[1].running = Future()  # taken
            return found

    def _forget(self) -> None:
        old = monotonic() - FORGOTTEN
        gone = [key for key, t in self._tasks.items() if t.running is None and not t.waiters and t.asked < old]
        for key in gone:
            del self._tasks[key]

    def _ended(self, key: Key, task: _Task, ended: Future[Any]) -> None:
        error = Unavailable("the answer was called off") if ended.cancelled() else ended.exception()
        self._end(key, task, error, None if error else ended.result())
        self._go_on()

    def _end(self, key: Key, task: _Task, error: BaseException | None, result: Any = None) -> None:
        with self._lock:
            if self._tasks.get(key) is task:
                del self._tasks[key]
        if task.done.done():
            return
        if error is not None:
            task.done.set_exception(error)
            return
        self._finished(key, result)
        task.done.set_result(result)


def _fail(task: _Task) -> None:
    if not task.done.done():
        task.done.set_exception(Unavailable("the answer can't be worked out now", hint="ask again in a moment"))
