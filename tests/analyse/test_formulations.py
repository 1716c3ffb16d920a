"""Formulations: since when, how often, dropped, changed; copies make nothing recur."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from recording import act, party, statement
from talleyrand.analyse.formulations.measure import formulations
from talleyrand.errors import DateError, OptionError
from talleyrand.model.actors import Attribution
from talleyrand.model.documents import Document, address
from talleyrand.model.spans import Quote
from talleyrand.present.pictures import draw

START = date(2022, 1, 1)
FILLERS = "harbour violin meadow lantern copper orchard granite pebble saddle walnut ribbon candle mirror".split()


def speech(at, words="", *, actor="CHN", **more):
    """The words in a sentence of their own, on the at-th day."""
    filler = " ".join(f"{FILLERS[(at * 7 + k * k) % 13]}{at}{k}" for k in range(12))
    day = (START + timedelta(days=at)).isoformat()
    return statement(actor, f"{filler} {words}.", day, document=f"{actor} {at}", **more)


def speeches(phrase, used, total=40, **more):
    return [speech(at, phrase if at in used else "", **more) for at in range(total)]


def test_first_and_last_use_by_hand():
    """Used on days 2, 10, 18 and 34 of 0 to 39: rate 4 / 33 * 30 = 3.64; gaps 8, 8, 16: C = 0.1875.

    Silence: (34 - 2)^3 / (39 - 2)^3 = 0.647; late: with time running back from 34, ((34 - 2) / 34)^3 = 0.834. In words
    nearly the same, for all texts have about as many.
    """
    found = formulations(speeches("legitimate security concerns", {2, 10, 18, 34}), actor="CHN")
    (row,) = found
    assert (row.phrase, row.status, row.new) == ("legitimate security concerns", "active", False)
    assert (row.first, row.last) == (date(2022, 1, 3), date(2022, 2, 4))
    assert (row.records, row.independent, row.speakers) == (4, 4, 1)
    assert row.rate == pytest.approx(4 / 33 * 30)
    assert row.dispersion == pytest.approx(0.1875)
    assert row.silence == pytest.approx(0.647, abs=0.02)
    assert row.late == pytest.approx(0.834, abs=0.02)
    assert len(found.parts["uses"]) == 4
    assert found.independent == 40


def test_what_falls_silent_while_the_actor_speaks_is_dropped():
    (row,) = formulations(speeches("legitimate security concerns", set(range(0, 16, 2))), actor="CHN")
    assert row.status == "dropped"
    assert row.silence < 0.01


def test_who_says_nothing_drops_nothing():
    spoken = speeches("legitimate security concerns", {0, 2, 4, 6, 8, 10, 12}, total=13)
    late = formulations([*spoken, speech(400)], actor="CHN")
    assert late[0].status == "active"


def test_what_begins_late_is_new():
    (row,) = formulations(speeches("legitimate security concerns", set(range(26, 40, 2))), actor="CHN")
    assert row.new
    assert row.status == "active"


def test_copies_do_not_make_a_phrase_recur():
    sentence = "We respect the legitimate security concerns of all states without exception in our time"
    copies = [statement("CHN", sentence, f"2022-01-0{at}", document=f"{at}") for at in (1, 2, 3, 4)]
    assert len(formulations(copies, actor="CHN")) == 0
    months = [statement("CHN", sentence, f"2022-0{at}-01", document=f"{at}") for at in (1, 2, 3, 4)]
    assert formulations(months, actor="CHN")[0].independent == 4


def test_outlets_that_quote_one_speaker_on_one_day_are_one_text():
    def quoted(day, outlet):
        made = statement("CHN", f"legitimate security concerns number{outlet}", day, document=f"{outlet}{day}")
        return _with_cue(made, Quote(0, 4, "said"))

    same_day = [quoted("2022-01-01", outlet) for outlet in range(5)]
    assert len(formulations(same_day, actor="CHN")) == 0
    other_days = [quoted(f"2022-01-0{day}", day) for day in range(1, 6)]
    assert formulations(other_days, actor="CHN")[0].independent == 5


def _with_cue(record, cue):
    return replace(record, payload=replace(record.payload, cue=cue), id=record.id + "c")


def test_what_others_report_of_it_is_not_its_wording_but_its_own_readout_is():
    texts = [f"{FILLERS[at]} spoke of legitimate security concerns {FILLERS[at + 1]}." for at in range(5)]
    days = [f"2022-01-0{at + 1}" for at in range(5)]
    ministry = (Attribution("institution", "organ:CHN-ministry", "Foreign Ministry", "CHN"),)
    outlet = (Attribution("institution", "organ:USA-white-house", "White House", "USA"),)
    for chain, expected in ((ministry, 1), (outlet, 0)):
        acts = [
            act("CHN", "RUS", "CONSULT", day, text=text, document=day, reported_by=chain)
            for day, text in zip(days, texts, strict=True)
        ]
        assert len(formulations(acts, actor="CHN")) == expected


def test_a_sentence_in_several_records_counts_once():
    chain = (Attribution("institution", "organ:CHN-ministry", "Foreign Ministry", "CHN"),)
    twice = []
    for at in range(4):
        text = f"{FILLERS[at]} spoke of legitimate security concerns {FILLERS[at + 1]}."
        day = f"2022-01-0{at + 1}"
        twice += [
            statement("CHN", text, day, document=day),
            act("CHN", "RUS", "CONSULT", day, text=text, document=day, reported_by=chain),
        ]
    (row,) = formulations(twice, actor="CHN")
    assert (row.records, row.independent) == (4, 4)


def test_changed_wordings_with_their_difference():
    old = speeches("a friendship without narrow limits", {1, 3, 5, 7, 9})
    new = [speech(40 + at, "a friendship without forbidden limits" if at % 2 else "") for at in range(10)]
    (change,) = formulations([*old, *new], actor="CHN").parts["changes"]
    assert change.difference == "a friendship without [-narrow-] {+forbidden+} limits"
    assert (change.old_last, change.new_first) == (date(2022, 1, 10), date(2022, 2, 11))
    assert change.later == 1.0
    assert change.p == pytest.approx(2 / 252)


def test_a_wording_asked_for_is_found_however_rare():
    found = formulations(speeches("friendship with no limits", {3}), actor="CHN", phrase="No limits")
    assert [(row.phrase, row.status, row.independent) for row in found] == [("no limits", "used", 1)]
    assert "one text: what was said, not a formulation" in found.notes
    missing = formulations(speeches("", set()), actor="CHN", phrase="no limits")
    assert missing.notes == ("not said in 40 texts: no limits",)
    assert missing.chart() == {}


def test_only_what_is_said_about_a_target():
    said = [
        *speeches("Moscow has legitimate security concerns", {1, 2, 3, 4}),
        *speeches("peace and dialogue", {7, 8, 9}),
    ]
    assert [row.phrase for row in formulations(said, actor="CHN", target="RUS")] == [
        "Moscow has legitimate security concerns"
    ]


def test_days_come_from_documents_where_those_are_known():
    said = speeches("legitimate security concerns", {1, 2, 3})
    documents = {
        address(f"CHN {at}".encode()): Document(f"{at}", "", published=f"2023-05-{at + 1:02}") for at in range(10)
    }
    assert formulations(said, actor="CHN", documents=documents)[0].last == date(2023, 5, 4)


def test_why_gives_the_records():
    said = speeches("legitimate security concerns", {1, 2, 3})
    found = formulations(said, actor="CHN")
    assert [reason.record for reason in found.why("legitimate security concerns")] == [said[at].id for at in (1, 2, 3)]
    assert found.parts["uses"].why(0)[0].record == said[1].id


def test_nothing_said_one_day_and_what_a_person_rejected():
    assert "no words of its own" in formulations([], actor="CHN").notes[0]
    assert (
        "no words of its own"
        in formulations([speech(1, review="rejected"), speech(2, factuality="negated")], actor="CHN").notes[0]
    )
    day = [
        statement(
            "CHN", f"{FILLERS[at]} holds legitimate security concerns {FILLERS[at + 1]}", "2022-01-01", document=f"{at}"
        )
        for at in range(4)
    ]
    found = formulations(day, actor="CHN")
    assert "everything was said on one day: nothing can be new or dropped" in found.notes
    assert found[0].status == "active"
    assert (
        "1 passages without a day left out"
        in formulations([speech(1), statement("CHN", "We do.", None)], actor="CHN").notes
    )


def test_a_person_is_asked_for_by_id():
    said = speeches("legitimate security concerns", {1, 2, 3}, actor=party("person:wang-yi/CHN"))
    assert formulations(said, actor="person:wang-yi")[0].independent == 3
    assert formulations(said, actor="Wang Yi")[0].speakers == 1


def test_options_that_contradict_each_other_are_named():
    for options in ({"shortest": 5, "longest": 4}, {"shortest": 1}, {"fewest": 1}, {"top": 0}):
        with pytest.raises(OptionError):
            formulations([], actor="CHN", **options)
    with pytest.raises(DateError):
        formulations([], actor="CHN", since="2022-02-01", until="2022-01-01")


def test_the_chart_shows_lines_and_their_texts():
    spec = formulations(speeches("legitimate security concerns", set(range(0, 16, 2))), actor="CHN").chart()
    text = json.dumps(spec)
    assert "legitimate security concerns (8)" in text
    assert "40 texts" in text
    assert b"<svg" in draw(spec, ".svg")


def test_what_a_press_article_says_by_the_actor_s_account_is_not_its_wording():
    named = Attribution("institution", "organ:CHN-ministry", "Foreign Ministry", "CHN", mention=Quote(0, 7, "Beijing"))
    texts = [
        f"{FILLERS[at]} told of legitimate security concerns {FILLERS[at + 1]}, by Beijing's account."
        for at in range(5)
    ]
    acts = [
        act("CHN", "RUS", "CONSULT", f"2022-01-0{at + 1}", text=text, document=f"{at}", reported_by=(named,))
        for at, text in enumerate(texts)
    ]
    assert "no words of its own" in formulations(acts, actor="CHN").notes[0]


def test_a_wording_asked_for_is_found_in_what_others_report_too():
    said = statement("CHN", "that its friendship had no limits", "2022-03-01", form="indirect")
    found = formulations([said], actor="CHN", phrase="no limits")
    assert [(row.phrase, row.form) for row in found.parts["uses"]] == [("no limits", "reported")]
    assert len(formulations([said], actor="CHN").parts["uses"]) == 0
