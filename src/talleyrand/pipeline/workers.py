"""Coding batches in this process or in several, always handing the results on in the order of the inputs."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait

from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import EngineError
from talleyrand.model.documents import Document
from talleyrand.pipeline.coders import CodedDocument, Coder, MakeCoder

Batch = Sequence[Snapshot]
Coded = tuple[Batch, str, list[CodedDocument]]
"""A batch, the engine that coded it, and what each document gave."""

AHEAD = 6
"""Batches in flight for each worker: enough that none is idle while another takes long over the first in order."""

TASKS_PER_WORKER = 100
"""Batches after which a worker is replaced: what its libraries hoard (interned words, caches) is given back."""


def code_in_order(batches: Iterable[Batch], make_coder: MakeCoder, workers: int) -> Iterator[Coded]:
    """Yield every batch with its codings, in order; the coder is made when the first batch comes.

    Raises EngineError when a worker process dies. What was yielded before is the caller's.
    """
    return _in_processes(batches, make_coder, workers) if workers > 1 else _here(batches, make_coder)


def _here(batches: Iterable[Batch], make_coder: MakeCoder) -> Iterator[Coded]:
    coder: Coder | None = None
    for batch in batches:
        coder = coder or make_coder()
        yield batch, coder.made_by, list(coder.code(_documents(batch)))


def _in_processes(batches: Iterable[Batch], make_coder: MakeCoder, workers: int) -> Iterator[Coded]:
    pool = ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_start_worker,
        initargs=(make_coder,),
        max_tasks_per_child=TASKS_PER_WORKER,
    )
    try:
        with children_ended():
            yield from _pooled(batches, pool, workers * AHEAD)
    except BrokenProcessPool as error:
        hint = "was memory short? try --workers 1; what was entered is kept, read the same input again to go on"
        raise EngineError("a worker process died", hint=hint) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def children_ended() -> Iterator[None]:
    """End at once the processes that were started within, when that breaks off: nobody waits for what they do."""
    before = set(active_children())
    try:
        yield
    except BaseException:
        for child in set(active_children()) - before:
            child.kill()
        raise


def _pooled(batches: Iterable[Batch], pool: ProcessPoolExecutor, in_flight: int) -> Iterator[Coded]:
    waiting: deque[tuple[Batch, Future[tuple[str, list[CodedDocument]]]]] = deque()
    for batch in batches:
        waiting.append((batch, pool.submit(_work, _documents(batch))))
        if len(waiting) >= in_flight:
            yield _result(*waiting.popleft())
    while waiting:
        yield _result(*waiting.popleft())


def _result(batch: Batch, future: Future[tuple[str, list[CodedDocument]]]) -> Coded:
    made_by, coded = future.result()
    return batch, made_by, coded


def _documents(batch: Batch) -> list[Document]:
    return [snapshot.document for snapshot in batch]


_coder: Coder | None = None


def _start_worker(make_coder: MakeCoder) -> None:
    """Prepare a worker process: the parent alone answers Ctrl-C, and the coder is made once."""
    global _coder  # noqa: PLW0603 - a process's own coder, set before its first task
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=leave_with_parent, daemon=True).start()
    _coder = make_coder()


def leave_with_parent() -> None:
    """A run that is killed can't stop its workers: each watches for it and goes, too."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(documents: list[Document]) -> tuple[str, list[CodedDocument]]:
    if _coder is None:
        raise EngineError("the worker has no coder")
    return _coder.made_by, list(_coder.code(documents))
