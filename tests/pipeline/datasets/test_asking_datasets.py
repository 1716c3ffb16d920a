"""What a data set answers is what a ledger with the same records answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.dataset_making import VariedCoder, contract, write_inputs

from talleyrand.errors import LedgerError, NotFoundError, OptionError
from talleyrand.ledger.dataset import finding, reading
from talleyrand.ledger.dataset.finding import beginnings
from talleyrand.ledger.dataset.folder import open_folder
from talleyrand.ledger.records import UNCOMPARED, as_ledger, open_records
from talleyrand.ledger.store import open_ledger
from talleyrand.pipeline.datasets.engines import here
from talleyrand.pipeline.datasets.running import read_into_dataset
from talleyrand.pipeline.jobs import Job, read
from talleyrand.pipeline.measures import MEASURES, ask
from talleyrand.pipeline.stories import story_of
from talleyrand.pipeline.views import Question, answer, resolve

JOB = Job(make_coder=VariedCoder)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A ledger and a data set of the same inputs."""
    place = tmp_path_factory.mktemp("asking")
    inputs = write_inputs(place / "in", 60)
    with open_ledger(place / "ledger.db") as opened:
        read([inputs], opened, job=JOB)
    read_into_dataset([str(inputs)], str(place / "out"), job=JOB, run=here)
    return place


@pytest.fixture
def ledger(place):
    with open_ledger(place / "ledger.db", read_only=True) as opened:
        yield opened


@pytest.fixture
def folder(place):
    with open_folder(str(place / "out")) as opened:
        yield opened


CHOICES = (
    {},
    {"undated": True},
    {"actor": "CHN"},
    {"actor": "country:CHN", "part": "any"},
    {"actor": "person:xi-jinping", "part": "any", "undated": True},
    {"actor": "xi jinping"},
    {"actor": "NATO", "toward": "RUS"},
    {"toward": "CHN"},
    {"kind": "statement"},
    {"kinds": ("act", "vote"), "kind": "act"},
    {"types": ("SANCTION", "abstain")},
    {"factualities": ("refused", "planned")},
    {"since": "2022-02-10"},
    {"until": "2022-02"},
    {"since": "2022-02-10", "until": "2022-03-05", "undated": True},
    {"min_confidence": 0.3, "max_confidence": 0.7},
    {"limit": 7},
    {"limit": 7, "actor": "RUS", "until": "2022-02-20"},
    {"limit": 1000, "undated": True},
    {"between": True},
    {"bare": True},
    {"stretch": (0, 12)},
    {"actors": ("CHN", "igo:NATO")},
    {"recipients": ("RUS", "somebody")},
    {"parties": ("organ:RUS-kremlin", "CHN")},
    {"sources": ("anonymous",)},
    {"sources": ("none", "outlet")},
    {"outlets": ("Wire 1",)},
    {"statuses": ("proposed",)},
    {"statuses": ("accepted",)},
    {"reviewed": True},
    {"rejected": True},
    {"ids": ()},
)


@pytest.mark.parametrize("window", [50_000, 20])
@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_a_choice_gives_the_same_records_in_the_same_order(ledger, folder, choice, window, monkeypatch):
    monkeypatch.setattr(reading, "WINDOW", window)
    assert list(folder.records(**choice)) == list(ledger.records(**choice))
    assert folder.count(**choice) == ledger.count(**choice)


def test_records_are_chosen_by_their_ids_and_documents(ledger, folder):
    records = list(ledger.records(undated=True))
    ids = tuple(record.id for record in records[::7])
    documents = (records[0].document_id, records[-1].document_id)
    for choice in ({"ids": ids}, {"documents": documents}):
        found = list(folder.records(undated=True, **choice))
        assert found
        assert found == list(ledger.records(undated=True, **choice))


@pytest.mark.parametrize("choice", [{"words": "talks"}], ids=str)
def test_what_only_a_ledger_knows_is_told(folder, choice):
    with pytest.raises(LedgerError, match="talleyrand import records"):
        list(folder.records(**choice))
    with pytest.raises(LedgerError, match="nobody can review records in a data set"):
        _ = folder.review
    with pytest.raises(LedgerError, match="a data set knows no cases"):
        folder.case("grain")
    with pytest.raises(LedgerError, match="citing needs a ledger"):
        as_ledger(folder, "citing")


def test_a_data_set_is_no_ledger_to_write_to(place):
    with pytest.raises(LedgerError, match="a folder is no ledger"):
        open_ledger(place / "out")
    with pytest.raises(LedgerError, match=r"it has no manifest\.json"):
        open_records(str(place / "in"))


def test_documents_and_what_is_known_of_them(ledger, folder):
    assert folder.bare_documents() == ledger.bare_documents()
    for ident in ledger.bare_documents():
        assert folder.document(ident) == ledger.document(ident)
        assert folder.raw(ident) == ledger.raw(ident)
    with pytest.raises(NotFoundError):
        folder.document("sha256:0")


def test_actors(ledger, folder):
    assert folder.actor_names() == ledger.actor_names()
    for key in ("country:CHN", "igo:NATO", "person:nobody"):
        assert folder.actor(key) == ledger.actor(key)
    for name in ("xi jinping", "CHINA", "nobody"):
        assert folder.actor_named(name) == ledger.actor_named(name)


def test_a_record_by_the_beginning_of_its_id(ledger, folder):
    wanted = next(ledger.records())
    assert folder.record(wanted.id[:12]) == wanted
    assert story_of(folder, wanted.id).before == story_of(ledger, wanted.id).before
    with pytest.raises(NotFoundError, match="no such record"):
        folder.record("zz")
    with pytest.raises(NotFoundError, match="several records begin so"):
        folder.record(wanted.id[:1])


@pytest.mark.parametrize("words", ["talking russia", '"refused to call"', "numb*", "number 17", "nothing"])
def test_search_finds_the_same_sentences(ledger, folder, words):
    def found(records):
        return {(hit.document_id, hit.start, hit.snippet) for hit in records.search(words, limit=1000)}

    assert found(folder) == found(ledger)
    with pytest.raises(NotFoundError):
        list(folder.search("..."))


def test_search_looks_at_no_more_sentences_than_memory_has_room_for(folder, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 7)
    assert len(list(folder.search("russia", limit=1000))) == 7


def test_beginnings_are_those_of_all_forms():
    assert beginnings("using Flies Erdoğan sanctioned") == ["erd", "fl", "san", "us"]


def test_what_has_no_record(ledger, folder):
    assert sorted(map(str, folder.unsupported())) == sorted(map(str, ledger.unsupported()))
    assert list(folder.bare_documents()) == list(ledger.bare_documents())
    assert list(folder.not_english()) == list(ledger.not_english())
    counts = ledger.counts()
    assert {name: counts[name] for name in folder.counts()} == folder.counts()


def test_dossiers(ledger, folder):
    for question in (
        Question("China"),
        Question("Xi Jinping", toward="RUS", limit=5),
        Question("NATO", since="2022-02"),
    ):
        assert answer(folder, question, resolve) == replace(answer(ledger, question, resolve), caution=UNCOMPARED)


ASKED = sorted(set(MEASURES) - {"roll_call"})  # it asks for a vote by its day, and votes are asked for as a whole


@pytest.mark.parametrize("measure", ASKED)
def test_measures(ledger, folder, measure):
    parameters = {"actor": "CHN", "target": "RUS"}
    asked = [{}, parameters, {"actor": "CHN"}, {"actors": "CHN", "until": "2022-03-20"}, {"target": "RUS"}]
    told = 0
    for given in asked:
        try:
            expected = ask(ledger, measure, dict(given), resolve)
        except (OptionError, TypeError, NotFoundError):
            continue
        told += 1
        found = ask(folder, measure, dict(given), resolve)
        more = (UNCOMPARED,) if expected.independent else ()
        assert (found.question, found.rows, found.notes) == (expected.question, expected.rows, expected.notes + more)
    assert told


def test_entries_come_with_their_documents(ledger, folder, monkeypatch):
    monkeypatch.setattr("talleyrand.ledger.dataset.folder.TOGETHER", 9)
    assert contract(folder) == contract(ledger)
