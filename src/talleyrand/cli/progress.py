"""Progress on stderr: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from talleyrand.cli.failures import message
from talleyrand.pipeline.jobs import Progress

SECONDS = 30.0
"""How often a line tells the progress where there is no terminal."""

Tell = Callable[[Progress], None]


@contextmanager
def shown_progress() -> Iterator[Tell]:
    """Yield what takes progress and shows it on stderr."""
    if sys.stderr.isatty():
        with _bar() as tell:
            yield tell
    else:
        yield _lines(time.monotonic)


def _lines(clock: Callable[[], float]) -> Tell:
    began = told = clock()
    before = 0

    def tell(progress: Progress) -> None:
        nonlocal told, before
        spent = clock() - told
        if spent >= SECONDS:
            rate = (progress.done - before) / spent
            told, before = clock(), progress.done
            message(line_of(progress, rate, told - began))

    return tell


def line_of(progress: Progress, rate: float, elapsed: float) -> str:
    """Return progress as a line: how many documents, how many a second, how much of the inputs, the time left.

    `rate` is documents a second lately, `elapsed` the seconds since the run began.
    """
    parts = [f"{progress.done:,} documents", f"{rate:,.1f} a second"]
    if progress.share:
        left = elapsed * (1 - progress.share) / progress.share
        parts.append(f"{progress.share:.0%} of the input read, about {_duration(left)} left")
    return ", ".join((*parts, progress.path))


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return "a minute"
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"


@contextmanager
def _bar() -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    told = TextColumn("{task.fields[documents]:,} documents, {task.fields[rate]:,.1f} a second")
    columns = (TextColumn("reading"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), told)
    began = time.monotonic()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, documents=0, rate=0.0)

        def tell(progress: Progress) -> None:
            rate = progress.done / max(time.monotonic() - began, 0.001)
            total = None if progress.share is None else 1.0
            bar.update(task, completed=progress.share or 0, total=total, documents=progress.done, rate=rate)

        yield tell
