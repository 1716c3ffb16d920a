"""What a hundred million articles cost, from measured figures: cores, hours, storage, money; and where it chokes.

Pure arithmetic, and a simulation of one writer with its workers, as `pipeline/workers.py` has them.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from talleyrand.pipeline.workers import AHEAD

GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: per document seconds of coding, writing and comparing (a core each), words, records, and bytes
    in a ledger, in its index of copies, in Parquet. `start` is the seconds until the first document is coded.
    """

    words: float
    records: float
    coding: float
    writing: float
    comparing: float
    start: float
    ledger_bytes: float
    copies_bytes: float
    parquet_bytes: float


@dataclass(frozen=True, slots=True)
class Prices:
    """What is assumed, in dollars: an hour of one core, a month of a GiB on disks and in object storage."""

    core_hour: float = 0.04
    disk_month: float = 0.08
    object_month: float = 0.023


@dataclass(frozen=True, slots=True)
class Plan:
    """What so many documents need: hours of cores, hours of the wall with some cores, GiB, dollars."""

    documents: float
    records: float
    cores: int
    core_hours: float
    hours: float
    writer_hours: float
    ledger_gib: float
    copies_gib: float
    parquet_gib: float
    coding_dollars: float
    storage_dollars: float


def simulate(coding: Sequence[float], writing: Sequence[float], workers: int) -> float:
    """Return the seconds that batches take, each with its seconds of coding and of writing, after the start.

    Batches are handed out in order, so many in flight for each worker; what comes back is written in the order of the
    inputs by the process that hands out. One worker codes in that process itself.
    """
    if workers == 1:
        return sum(coding) + sum(writing)
    free = [0.0] * workers
    waiting: deque[tuple[float, float]] = deque()
    now = 0.0
    for seconds, written in zip(coding, writing, strict=True):
        done = max(now, heapq.heappop(free)) + seconds
        heapq.heappush(free, done)
        waiting.append((done, written))
        if len(waiting) >= workers * AHEAD:
            now = _written(now, waiting)
    while waiting:
        now = _written(now, waiting)
    return now


def _written(now: float, waiting: deque[tuple[float, float]]) -> float:
    done, seconds = waiting.popleft()
    return max(now, done) + seconds


def plan(measured: Measured, prices: Prices, documents: float, cores: int) -> Plan:
    """Return what so many documents need on so many cores, coded on all of them and kept as Parquet and in a ledger."""
    core_hours = documents * (measured.coding + measured.comparing) / 3600
    writer = documents * (measured.writing + measured.comparing) / 3600
    sizes = [documents * size / GIB for size in (measured.ledger_bytes, measured.copies_bytes, measured.parquet_bytes)]
    storage = sizes[0] * prices.disk_month + sizes[2] * prices.object_month
    return Plan(
        documents,
        documents * measured.records,
        cores,
        core_hours,
        core_hours / cores,
        writer,
        *sizes,
        core_hours * prices.core_hour,
        storage,
    )


def fed_workers(measured: Measured) -> float:
    """Return how many workers one writer keeps up with: beyond them it is the bottleneck."""
    return measured.coding / (measured.writing + measured.comparing)


def lines(found: Plan) -> Iterator[tuple[str, str]]:
    """Yield a plan as rows of a table."""
    yield "documents", f"{found.documents:,.0f}"
    yield "records", f"{found.records:,.0f}"
    yield "coding and comparing", f"{found.core_hours:,.0f} core-hours, ${found.coding_dollars:,.0f}"
    yield f"on {found.cores:,} cores", f"{found.hours:,.1f} hours ({found.hours / 24:,.1f} days)"
    yield "one writer, writing and comparing", f"{found.writer_hours:,.0f} hours ({found.writer_hours / 24:,.0f} days)"
    yield "ledger in SQLite", f"{found.ledger_gib:,.0f} GiB"
    yield "of it the index of copies", f"{found.copies_gib:,.0f} GiB"
    yield "records as Parquet", f"{found.parquet_gib:,.0f} GiB"
    yield "storage", f"${found.storage_dollars:,.0f} a month"
