"""What records and actors are found by: kept by triggers, the same as made anew, read through indexes."""

import sqlite3
from dataclasses import replace
from typing import get_args

import pytest

from making import FakeCoder, NewerCoder, add, make_older, snapshot
from talleyrand.errors import OptionError
from talleyrand.ledger import open_ledger, patience
from talleyrand.ledger.directory import Wish
from talleyrand.ledger.selecting import facets, listing
from talleyrand.ledger.selecting.listing import Cut
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.model.actors import Attribution
from talleyrand.pipeline.coders import CodedDocument

AT = "2022-03-01T00:00:00+00:00"
SAID = Attribution("anonymous", "unknown:an-official", "an official")


class Sourced(FakeCoder):
    """Calls of which an official told."""

    def code(self, documents):
        for found in super().code(documents):
            records = tuple(replace(record, reported_by=(SAID,)) for record in found.coding.records)
            yield CodedDocument(found.sentences, replace(found.coding, records=records))


IN_A_FILE = pytest.mark.parametrize("address", ["sqlite"], indirect=True)


@pytest.fixture
def path(address):
    """A ledger of calls on two days, and one without a day."""
    with open_ledger(address) as ledger:
        add(ledger, snapshot("China called Russia. France refused to call Russia.", outlet="Example Wire"))
        add(
            ledger, snapshot("Russia called France about grain.", published="2022-02-27", path="b.txt"), coder=Sourced()
        )
        add(ledger, snapshot("France called China.", published=None, published_basis="unknown", path="c.txt"))
    return address


@pytest.fixture
def ledger(path):
    with open_ledger(path) as opened:
        yield opened


def tables(ledger):
    """All rows of the tables that records and actors are found by."""
    queries = ("SELECT * FROM record_facet", "SELECT key, records FROM actor_tally")
    return [sorted(ledger.connection.execute(query)) for query in queries]


def found(ledger, **choice):
    """Who called whom, in the order of the table."""
    page = ledger.page(Selection(**choice), Cut())
    return [f"{record.actors[0].country}-{record.recipients[0].country}" for record, _ in page.entries]


@IN_A_FILE
def test_what_triggers_keep_is_what_a_migration_makes(path):
    with open_ledger(path) as ledger:
        kept = tables(ledger)
    make_older(path, 3)
    with open_ledger(path) as ledger:
        assert tables(ledger) == kept


def test_a_new_coding_takes_what_it_no_longer_finds_from_every_table(ledger):
    made = snapshot("China called Russia. France refused to call Russia.", outlet="Example Wire")
    assert ledger.directory.tally("FRA").records == 3
    add(ledger, made, coder=NewerCoder(), recode=True)
    assert ledger.directory.tally("FRA").records == 2
    assert "FRA-RUS" not in found(ledger)
    assert len(found(ledger)) == 3


def test_a_verdict_is_found_by_and_rejected_records_are_left_out(ledger):
    refused = next(ledger.records(factualities=("refused",)))
    ledger.revise(refused.id, "rejected", reviewer="Ann", at=AT)
    assert "FRA-RUS" not in found(ledger)
    assert found(ledger, statuses=("rejected",)) == ["FRA-RUS"]
    ledger.revise(refused.id, "accepted", reviewer="Ann", at=AT)
    assert found(ledger, statuses=("accepted",)) == ["FRA-RUS"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"actors": ("CHN", "RUS")}, ["RUS-FRA", "CHN-RUS"]),
        ({"recipients": ("country:RUS",)}, ["FRA-RUS", "CHN-RUS"]),
        ({"parties": ("China",)}, ["CHN-RUS", "FRA-CHN"]),
        ({"sources": ("anonymous",)}, ["RUS-FRA"]),
        ({"sources": ("none",)}, ["FRA-RUS", "CHN-RUS", "FRA-CHN"]),
        ({"outlets": ("Example Wire",)}, ["FRA-RUS", "CHN-RUS"]),
        ({"words": "grain calls"}, ["RUS-FRA"]),
        ({"words": "“China called”"}, ["CHN-RUS"]),
        ({"words": "nothing"}, []),
        ({"kinds": ("vote",)}, []),
        ({"factualities": ("refused",), "actors": ("FRA",), "words": "refused"}, ["FRA-RUS"]),
    ],
)
def test_a_selection_chooses(ledger, choice, expected):
    assert found(ledger, **choice) == expected
    in_order = [record.id for record, _ in ledger.page(Selection(**choice), Cut("first-entered")).entries]
    assert sorted(record.id for record in ledger.records(**choice)) == sorted(in_order)


@pytest.mark.parametrize("order", get_args(listing.Sorting))
def test_a_walk_and_a_sort_give_the_same_pages_forth_and_back(ledger, order, monkeypatch):
    selection = Selection(parties=("FRA", "RUS", "CHN"))
    whole = [record.id for record, _ in ledger.listed(selection, order)]
    for small in (0, 100):
        monkeypatch.setattr(listing, "SMALL", small)
        key, forth = "", []
        while len(forth) < 4:
            page = ledger.page(selection, Cut(order, 1, key))
            forth.append(page.entries[0][0].id)
            key = page.after
        assert forth == whole
        assert key == ""
        last = ledger.page(selection, Cut(order, 4)).entries[-1][0]
        key = ledger.page(selection, Cut(order, 3)).after
        back = ledger.page(selection, Cut(order, 2, key, back=True))
        assert [record.id for record, _ in back.entries] == whole[:2]
        assert last.id == whole[-1]


def test_the_undated_come_last_whichever_way_days_run(ledger):
    for order in ("newest", "oldest"):
        *_, (last, _) = ledger.listed(Selection(), order)
        assert last.date.start is None


@pytest.mark.parametrize("key", ["", "x", "2022", "_", "2022_x", "1e5_7"])
def test_what_is_no_place_is_refused(ledger, key):
    if key:
        with pytest.raises(OptionError):
            ledger.page(Selection(), Cut("surest", 2, key))


@IN_A_FILE
def test_a_page_is_read_in_the_order_of_an_index(ledger):
    plans = {
        "newest": "record_facet_by_date",
        "surest": "record_facet_by_confidence",
        "last-entered": "SCAN r",
    }
    for order, expected in plans.items():
        seen: list[str] = []
        ledger.connection.set_trace_callback(seen.append)
        ledger.page(Selection(kinds=("act",), actors=("CHN",)), Cut(order, 2))
        ledger.page(Selection(kinds=("act",)), Cut(order, 2))
        ledger.connection.set_trace_callback(None)
        walks = [sql for sql in seen if "FROM record_facet r" in sql and "r.seq IN" not in sql]
        assert walks
        for sql in walks:
            plan = " ".join(row[3] for row in ledger.connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
            assert expected in plan, plan
            assert "TEMP B-TREE" not in plan, plan


def test_facets_count_what_another_choice_would_give(ledger):
    counts = ledger.facets(Selection(factualities=("refused",)))
    assert (counts.records, counts.whole) == (1, True)
    assert {one.value: one.records for one in counts.facets["factuality"]} == {"actual": 3, "refused": 1}
    assert {one.value: one.records for one in counts.facets["actor"]} == {"FRA": 1}
    assert {one.value: one.records for one in counts.facets["source"]} == {"none": 1}


def test_of_too_many_records_the_newest_are_counted_and_it_is_said(ledger, monkeypatch):
    monkeypatch.setattr(facets, "CAP", 2)
    counts = ledger.facets(Selection())
    assert (counts.records, counts.whole) == (2, False)
    assert "kind" in counts.parts
    assert sum(one.records for one in counts.facets["kind"]) == 2


def test_counting_ends_when_its_time_is_up(ledger, monkeypatch):
    monkeypatch.setattr(patience, "CHECKED_EVERY", 1)
    with pytest.raises(patience.TooLong):
        ledger.facets(Selection(), seconds=-1.0)
    assert ledger.facets(Selection()).records == 4


def test_actors_are_completed_by_the_beginning_of_any_word(ledger):
    assert [one.key for one in ledger.directory.complete("fr")] == ["FRA"]
    assert [one.key for one in ledger.directory.complete("RUSSIAN fed")] == ["RUS"]
    assert ledger.directory.complete("zz") == []
    assert len(ledger.directory.complete("")) == 3
    assert ledger.directory.complete('"* OR (')[:1] == []


def test_actors_are_listed_by_their_records_page_by_page(ledger):
    first = ledger.directory.listed(Wish(size=1))
    assert [(one.key, one.records) for one in first] == [("RUS", 3), ("FRA", 3)]
    after = ledger.directory.listed(Wish(size=2, key="3_RUS"))
    assert [one.key for one in after] == ["FRA", "CHN"]
    assert [one.key for one in ledger.directory.listed(Wish(size=2, key="2_CHN", back=True))] == ["FRA", "RUS"]
    assert ledger.directory.listed(Wish(type="person")) == []
    assert ledger.directory.last_days(["RUS", "FRA"]) == {"RUS": "2022-02-27", "FRA": "2022-02-27"}


@IN_A_FILE
def test_an_older_ledger_says_what_to_do(path):
    make_older(path, 3)
    with open_ledger(path, read_only=True) as ledger, pytest.raises(Exception, match="brings it up to date"):
        ledger.page(Selection(), Cut())
    assert sqlite3.connect(path).execute("SELECT max(version) FROM migration").fetchone() == (3,)
