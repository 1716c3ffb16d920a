"""Events of more records than memory holds: records wait in a temporary file until all their reports are counted.

The file is sorted by what reports of one event have in common (`model.events.block_of`), so that only reports of one
stretch of time between the same parties are compared at once. A few thousand records never leave memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

from talleyrand.errors import LedgerError
from talleyrand.model.events import Report, block_of, clusters_of, event_of, is_report, report_of
from talleyrand.model.records import Entry, Record

Counted = tuple[str, int, int]
"""An event's id, how many of the records report it, and how many of these independently."""

_TABLES = (
    "PRAGMA journal_mode = OFF",
    "CREATE TABLE written (n INTEGER PRIMARY KEY, said BLOB)",
    'CREATE TABLE report (n INTEGER, block TEXT, id TEXT, document TEXT, told_by TEXT, start TEXT, "end" TEXT, '
    "place INTEGER, mode TEXT, daily INTEGER, words TEXT, names TEXT)",
    "CREATE TABLE event (n INTEGER PRIMARY KEY, id TEXT, reports INTEGER, independent INTEGER)",
    "BEGIN",
)
_ENTER = "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SORTED = (
    'SELECT block, n, id, document, told_by, start, "end", place, mode, daily, words, names FROM report '
    """ORDER BY block, coalesce(start, ''), coalesce("end", ''), document, place, id"""
)
_ALL = "SELECT w.said, e.id, e.reports, e.independent FROM written w LEFT JOIN event e ON e.n = w.n ORDER BY w.n"


def with_events(entries: Iterable[Entry], write: Callable[[Entry], str]) -> Iterator[tuple[str, Counted | None]]:
    """Yield what `write` makes of each record with the event of it among all of them, None for what reports none.

    Each record comes once. Raises LedgerError where the temporary folder has no room.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as file:
        with _explained():
            for statement in _TABLES:
                file.execute(statement)
        for number, entry in enumerate(entries):
            said = write(entry)
            with _explained():
                _enter(file, number, entry[0], said)
        with _explained():
            _count(file)
            for said, ident, *counts in file.execute(_ALL):
                yield said.decode("utf-8", "surrogatepass"), None if ident is None else (ident, counts[0], counts[1])


def _enter(file: sqlite3.Connection, number: int, record: Record, said: str) -> None:
    file.execute("INSERT INTO written VALUES (?, ?)", (number, said.encode("utf-8", "surrogatepass")))
    if is_report(record):
        file.execute(_ENTER, (number, block_of(record), *_columns(report_of(record))))


def _columns(report: Report) -> tuple[Any, ...]:
    days = (report.start, report.end)
    told = (report.id, report.document, report.told_by)
    return (*told, *days, report.place, report.mode, report.daily, report.words, report.names)


def _count(file: sqlite3.Connection) -> None:
    for _, rows in groupby(file.execute(_SORTED), itemgetter(0)):
        numbers: dict[str, int] = {}
        for cluster in clusters_of(_reports(rows, numbers)):
            event = event_of(cluster)
            found = [(numbers.pop(ident), event.id, event.reports, event.independent) for ident in event.records]
            file.executemany("INSERT INTO event VALUES (?, ?, ?, ?)", found)


def _reports(rows: Iterable[tuple[Any, ...]], numbers: dict[str, int]) -> Iterator[Report]:
    for _, number, *columns in rows:
        report = Report(*columns)
        numbers[report.id] = number
        yield report


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        hint = "free some space there, or name another folder in TMPDIR"
        raise LedgerError(
            f"records can't be sorted: {error}", where="the folder of temporary files", hint=hint
        ) from error
