"""Events are counted in a sorted file as in memory, and few records are in memory meanwhile."""

from __future__ import annotations

import sqlite3
import weakref
from dataclasses import replace
from itertools import cycle, islice

import pytest

from making import FakeCoder, snapshot
from talleyrand.errors import LedgerError
from talleyrand.model.dates import DateInterval
from talleyrand.model.events import find_events
from talleyrand.pipeline import counting_events
from talleyrand.pipeline.counting_events import with_events

SENTENCES = cycle(("China called Russia.", "France refused to call Russia.", "Russia called China.", "China called."))
DAYS = (
    DateInterval("2022-02-25", "2022-02-25"),
    DateInterval("2022-02-21", "2022-02-27"),
    DateInterval(),
    DateInterval("2022-02-25", "2022-02-26"),
)


def entries(documents: int):
    """Yield records of documents that tell of the same calls, on days known more or less well."""
    days = cycle(DAYS)
    for number in range(documents):
        made = snapshot(f"{' '.join(islice(SENTENCES, 5))} Report {number % 7}.").document
        (result,) = FakeCoder().code([made])
        for record in result.coding.records:
            yield replace(record, id=f"{number:03}{record.id}", date=next(days)), made


def test_events_are_those_that_are_found_in_memory() -> None:
    given = list(entries(30))
    known = find_events(record for record, _ in given)
    found = list(with_events(given, lambda entry: entry[0].id))
    assert [ident for ident, _ in found] == [record.id for record, _ in given]
    assert len({event for _, event in found}) > 10
    for ident, event in found:
        assert event == (known[ident].id, known[ident].reports, known[ident].independent)


def test_what_is_written_of_a_record_comes_back_whatever_its_characters() -> None:
    written = with_events(entries(3), lambda entry: "\ud800\r\n" + entry[0].id)
    assert {text[:3] for text, _ in written} == {"\ud800\r\n"}


def test_records_do_not_wait_in_memory() -> None:
    kept: list[weakref.ref[Word]] = []

    def write(entry):
        kept.append(weakref.ref(entry[1].title))
        return entry[0].id

    written = with_events(titled(entries(300)), write)
    next(written)
    assert len(kept) > 200
    assert sum(ref() is not None for ref in kept) < 5


class Word(str):
    """A title that tells whether it is still there."""


def titled(given):
    for number, (record, document) in enumerate(given):
        yield record, replace(document, title=Word(number))


def test_a_full_temporary_folder_is_told(monkeypatch) -> None:
    monkeypatch.setattr(counting_events, "_TABLES", ("PRAGMA max_page_count = 1", *counting_events._TABLES))
    with pytest.raises(LedgerError) as told:
        list(with_events(entries(1), lambda entry: entry[0].id))
    assert "can't be sorted: database or disk is full" in told.value.line()
    assert "another folder in TMPDIR" in told.value.line()


def test_what_the_caller_asks_of_a_database_is_not_explained_as_sorting() -> None:
    def broken():
        yield from entries(1)
        raise sqlite3.OperationalError("disk I/O error")

    with pytest.raises(sqlite3.OperationalError, match="disk I/O error"):
        list(with_events(broken(), lambda entry: entry[0].id))
