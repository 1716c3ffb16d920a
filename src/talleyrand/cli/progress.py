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
    told = clock()

    def tell(progress: Progress) -> None:
        nonlocal told
        if clock() - told >= SECONDS:
            told = clock()
            total = "" if progress.total is None else f" of {progress.total:,}"
            message(f"{progress.done:,}{total} documents, {progress.path}")

    return tell


@contextmanager
def _bar() -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda progress: bar.update(task, completed=progress.done, total=progress.total)
