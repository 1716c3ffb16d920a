"""Votes put together: one choice for each state and roll call, however many reports tell of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from voting_records import sheet, vote

from talleyrand.analyse.votes.roll_calls import ABSENT, ABSTAIN, NO, YES, gather
from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.records import Body, Vote

UNSC = Body("igo:UNSC", "United Nations Security Council")


def test_choices_by_state_and_roll_call() -> None:
    found = gather(sheet({"CHN": "ya.", "RUS": "nax"}))
    assert found.states == ["CHN", "RUS"]
    assert found.table().tolist() == [[YES, ABSTAIN, -1], [NO, ABSTAIN, ABSENT]]


def test_several_reports_of_one_vote_count_once() -> None:
    found = gather([vote("CHN", "abstain"), vote("CHN", "abstain", document="another file")])
    assert (found.records, len(found.reports)) == (2, 1)


def test_a_text_joins_the_roll_call_of_its_day_and_body() -> None:
    found = gather([vote("RUS", "no"), vote("CHN", "abstain", None, document="article")])
    assert [call.name for call in found.calls] == ["A/RES/1"]
    assert len(found.call) == 2


def test_among_several_of_a_day_the_title_decides() -> None:
    files = [
        vote("RUS", "no", "A/RES/1", subject="A/RES/1: Nuclear disarmament treaty"),
        vote("RUS", "no", "A/RES/2", subject="A/RES/2: Situation of refugees in Abkhazia"),
    ]
    told = vote("CHN", "yes", None, document="article", subject="the text on refugees in Abkhazia")
    found = gather([*files, told])
    assert found.calls[found.call.tolist()[-1]].name == "A/RES/2"


def test_without_a_file_body_and_day_name_the_roll_call() -> None:
    found = gather([vote("CHN", "abstain", None, body=UNSC), vote("RUS", "no", None, body=None)])
    assert [call.name for call in found.calls] == ["UNSC 2022-03-02", "unknown body 2022-03-02"]
    assert all(call.text_only for call in found.calls)
    assert any("from texts alone" in note for note in found.notes())


def test_undated_texts_are_kept_each_for_itself() -> None:
    found = gather([vote("CHN", "abstain", None, day=None), vote("RUS", "no", None, day=None)])
    assert len(found.calls) == 2


def test_a_file_counts_before_a_text_and_the_contradiction_is_told() -> None:
    found = gather([vote("CHN", "abstain"), vote("CHN", "no", None, document="article")])
    assert found.choice.tolist() == [ABSTAIN]
    assert any("contradictory" in note and "CHN" in note for note in found.notes())


def test_evenly_divided_reports_leave_the_choice_open() -> None:
    found = gather([vote("CHN", "no", None, document="one"), vote("CHN", "yes", None, document="other")])
    assert len(found.reports) == 0
    assert len(found.contradictory) == 1


@pytest.mark.parametrize("factuality", ["planned", "negated", "possible", "called-for", "refused"])
def test_what_was_not_cast_is_no_vote(factuality) -> None:
    found = gather([vote("CHN", "abstain", factuality=factuality)])
    assert len(found.reports) == 0
    assert any("no vote was cast" in note for note in found.notes())


def test_a_parliament_of_a_state_is_no_vote_between_states() -> None:
    record = replace(vote("RUS", "yes"), payload=Vote(Body("legislature:russia", "Duma"), "yes"))
    assert gather([record]).left_out == {"votes in a state's own parliament": 1}


def test_private_persons_cast_no_states_vote() -> None:
    person = replace(vote("RUS", "yes"), actors=(Actor("person:x", "X", "person", "RUS", sector="BUS"),))
    assert gather([person]).left_out == {"no state is named as the voter": 1}


def test_one_body_by_code_name_or_id() -> None:
    records = [vote("CHN", "yes"), vote("CHN", "no", "S/1", body=UNSC)]
    for asked in ("UNSC", "igo:UNSC", "United Nations Security Council", "unsc"):
        assert [call.name for call in gather(records, body=asked).calls] == ["S/1"]


def test_a_vague_date_makes_no_day() -> None:
    vague = replace(vote("CHN", "yes", None), date=DateInterval("2022-01-01", "2022-12-31", "year", "stated"))
    assert gather([vague]).calls[0].day is None


def test_rejected_records_never_count() -> None:
    assert len(gather([vote("CHN", "yes", review="rejected")]).reports) == 0
