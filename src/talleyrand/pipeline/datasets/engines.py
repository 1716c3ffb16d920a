"""Where packs are made: in this process, or in several of this machine. A cluster is one more way (`on_ray`)."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from talleyrand.errors import EngineError
from talleyrand.pipeline.datasets.making import Made, Maker, Order
from talleyrand.pipeline.datasets.packs import Pack
from talleyrand.pipeline.workers import children_ended, leave_with_parent

Run = Callable[[Sequence[Pack], Order], Iterator[Made]]
"""Makes packs and yields them as they come, in any order."""

AHEAD = 2
"""Packs in flight for each worker."""


def here(packs: Sequence[Pack], order: Order) -> Iterator[Made]:
    """Make packs in this process, one after the other."""
    maker = Maker(order)
    return (maker.make(pack) for pack in packs)


def in_processes(workers: int) -> Run:
    """Return what makes packs in so many processes of this machine; raises EngineError when one dies."""

    def run(packs: Sequence[Pack], order: Order) -> Iterator[Made]:
        context = get_context("spawn")
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(order,))
        try:
            with children_ended():
                yield from _as_made(pool, packs, workers * AHEAD)
        except BrokenProcessPool as error:
            hint = "was memory short? what is written is kept, repeat the command to go on"
            raise EngineError("a worker process died", hint=hint) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    return run


def _as_made(pool: ProcessPoolExecutor, packs: Sequence[Pack], in_flight: int) -> Iterator[Made]:
    waiting: set[Future[Made]] = set()
    for pack in packs:
        waiting.add(pool.submit(_make, pack))
        while len(waiting) >= in_flight:
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in ready)
    while waiting:
        ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in ready)


_maker: Maker | None = None


def _start(order: Order) -> None:
    """Prepare a worker process: the parent alone answers Ctrl-C, and goes with it."""
    global _maker  # noqa: PLW0603 - a process's own maker, set before its first task
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=leave_with_parent, daemon=True).start()
    _maker = Maker(order)


def _make(pack: Pack) -> Made:
    if _maker is None:
        raise EngineError("the worker has no maker")
    return _maker.make(pack)
