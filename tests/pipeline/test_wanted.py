"""A measure gets the records that it wants besides those of the actor asked for, and no more."""

from dataclasses import replace

import pytest

from making import Coding, snapshot
from recording import act, forecast
from talleyrand.analyse.balance.network_records import acts_wanted as edges_wanted
from talleyrand.analyse.forecasts.resolution import acts_wanted
from talleyrand.ledger.store import open_ledger
from talleyrand.model.wanted import Wanted
from talleyrand.pipeline.measures import ask

LIKELY = (0.55, 0.8)


def test_forecasts_want_the_acts_of_the_types_that_they_foretell_from_their_first_day_on():
    attack = forecast("person:guo/CHN", "Russia will attack Ukraine", "2022-02-22", probability=LIKELY)
    visit = forecast("person:guo/CHN", "Xi will visit Moscow", "2022-02-20", probability=LIKELY)
    prices = forecast("person:guo/CHN", "prices will rise", "2022-01-01", probability=LIKELY)
    assert acts_wanted([attack, visit, prices]) == Wanted(
        "act", ("ASSAULT", "CONSULT"), ("actual",), since="2022-02-20", bare=True
    )
    assert acts_wanted([prices]) is None


@pytest.fixture
def ledger(tmp_path):
    """A ledger with forecasts of one and acts of others, each in a document of its own."""
    made = [
        forecast("person:guo/CHN", "Russia will attack Ukraine", "2022-02-22", probability=LIKELY),
        act("RUS", "UKR", "ASSAULT", "2022-02-24", text="Russia attacked Ukraine."),
        act("FRA", "DEU", "CONSULT", "2022-02-25", text="France called Germany."),
    ]
    with open_ledger(tmp_path / "t.db") as writing:
        for record in made:
            text = record.evidence.text
            source = snapshot(text)
            writing.add(source, (), Coding((_in(record, source.document.id),)))
    with open_ledger(tmp_path / "t.db", read_only=True) as reading:
        yield reading


def _in(record, document):
    return replace(record, document_id=document)


def test_an_act_between_others_resolves_an_actors_forecast(ledger):
    (row,) = ask(ledger, "forecasts", {"actor": "person:guo"}, lambda _: None)
    assert (row.suggested, row.because) == ("true", "ASSAULT RUS toward UKR 2022-02-24")


def test_a_choice_by_type_standing_and_document(ledger):
    (attack,) = ledger.records(kind="act", types=("ASSAULT", "AID"), factualities=("actual",))
    assert attack.payload.event_type == "ASSAULT"
    assert list(ledger.records(documents=(attack.document_id,))) == [attack]
    assert list(ledger.records(types=("ASSAULT",), factualities=("planned",))) == []


def test_balance_wants_what_is_done_or_planned_between_parties_and_calls_only_where_they_count():
    wanted = edges_wanted([], since="2022-01-01", top=40)
    assert wanted == Wanted(
        "act", wanted.types, ("actual", "planned"), since="2022-01-01", undated=True, between=True, bare=True
    )
    assert "ASSAULT" in wanted.types
    assert "CONSULT" not in wanted.types
    assert edges_wanted([], contacts=True).types == ()


def test_a_choice_of_acts_between_parties_without_their_words(tmp_path):
    made = [
        act("RUS", "UKR", "ASSAULT", "2022-02-24", text="Russia attacked Ukraine."),
        act(("FRA", "DEU"), "", "CONSULT", "2022-02-25", text="France and Germany talked."),
        act("CHN", "", "MOBILIZE", "2022-02-26", text="China mobilised."),
    ]
    with open_ledger(tmp_path / "t.db") as ledger:
        for record in made:
            source = snapshot(record.evidence.text)
            ledger.add(source, (), Coding((_in(record, source.document.id),)))
        assert [one.id for one in ledger.records(between=True)] == [made[0].id, made[1].id]
        bare, _ = ledger.records(between=True, bare=True)
        assert (bare.id, bare.evidence.text, bare.actors) == (made[0].id, "", made[0].actors)
        assert ledger.record(bare.id).evidence.text == "Russia attacked Ukraine."
