"""Measures asked one after the other share what was read of the ledger."""

import gc

import pytest

from making import add, snapshot
from talleyrand.ledger.store import open_ledger
from talleyrand.pipeline.gathering import Reading, uncollected


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "t.db"
    with open_ledger(path) as writing:
        add(writing, snapshot("China called Russia. France refused to call China."))
    with open_ledger(path, read_only=True) as reading:
        yield reading


def test_the_same_choice_is_read_once(ledger):
    reading = Reading(ledger)
    first = reading.records({"actor": "CHN", "part": "any"})
    assert len(first) == 2
    assert reading.records({"part": "any", "actor": "CHN"}) is first


def test_kinds_are_taken_from_the_whole_where_it_was_read(ledger):
    fresh, used = Reading(ledger), Reading(ledger)
    whole = used.records({"actor": "CHN", "part": "any"})
    for reading in (fresh, used):
        assert reading.records({"actor": "CHN", "part": "any"}, ("act", "vote")) == whole
        assert reading.records({"actor": "CHN", "part": "any"}, ("vote",)) == ()


def test_the_collector_runs_again_afterwards_even_after_an_error():
    with pytest.raises(ZeroDivisionError), uncollected():
        assert not gc.isenabled()
        _ = 1 / 0
    assert gc.isenabled()
