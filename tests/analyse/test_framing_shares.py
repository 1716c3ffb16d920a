"""Terms for disputed matters: shares by hand and by simulation, what is avoided, and where nothing can be said."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from recording import framing as term
from recording import statement
from talleyrand.analyse.framing.measure import framing
from talleyrand.analyse.shares import share_interval
from talleyrand.errors import DateError, OptionError
from talleyrand.present.pictures import draw

RUSSIA = [
    term("RUS", "special military operation", "2022-02-25", document="a"),
    term("person:vladimir-putin/RUS", "the special military operation", "2022-03-03", document="b"),
    term("RUS", "genocide", "2022-03-03", document="b"),
    term("RUS", "special military operation", "2022-03-20", document="c"),
    term("RUS", "Special military operation", "2022-03-20", document="c", confidence=0.9),
]
UKRAINE = [
    term("UKR", "invasion", "2022-02-25", document="d"),
    term("UKR", "war", "2022-02-25", document="d", use="rejected"),
    term("RUS", "invasion", "2022-03-01", document="e", use="avoided"),
]


def rows(result):
    return [(row.actor, row.term, row.independent, row.records, row.of) for row in result]


def test_shares_by_hand():
    """Four independent uses: the operation in the documents a, b and c, genocide in b; twice in c counts once."""
    found = framing(RUSSIA + UKRAINE, actor="RUS")
    assert rows(found) == [("Russia", "special military operation", 3, 4, 4), ("Russia", "genocide", 1, 1, 4)]
    assert found[0].share == 0.75
    assert (found[0].low, found[0].high) == share_interval(3, 4)[1:]
    assert (found[0].first, found[0].last) == (date(2022, 2, 25), date(2022, 3, 20))
    assert (found.records, found.independent) == (5, 4)


def test_shares_step_by_step():
    months = framing(RUSSIA, actor="RUS").parts["over_time"]
    assert [(row.since, row.term, row.share, row.of) for row in months] == [
        (date(2022, 2, 1), "special military operation", 1.0, 1),
        (date(2022, 3, 1), "special military operation", pytest.approx(2 / 3), 3),
        (date(2022, 3, 1), "genocide", pytest.approx(1 / 3), 3),
    ]
    years = framing(RUSSIA, actor="RUS", step="year").parts["over_time"]
    assert {row.since for row in years} == {date(2022, 1, 1)}


def test_what_is_avoided_or_rejected_is_in_no_share():
    found = framing(RUSSIA + UKRAINE)
    assert rows(found)[-1] == ("Ukraine", "invasion", 1, 1, 1)
    avoided = found.parts["avoided"]
    assert [(row.actor, row.term, row.use) for row in avoided] == [
        ("Ukraine", "war", "rejected"),
        ("Russia", "invasion", "avoided"),
    ]
    assert avoided.why(0)[0].record == UKRAINE[1].id
    assert "2 terms avoided or rejected" in " ".join(found.notes)


def test_actors_stand_side_by_side():
    found = framing(RUSSIA + UKRAINE, actor="UKR", target="RUS")
    assert [row.actor for row in found] == ["Russia", "Russia", "Ukraine"]
    leading = found.parts["by_actor"]
    assert [(row.actor, row.term) for row in leading] == [
        ("Russia", "special military operation"),
        ("Ukraine", "invasion"),
    ]
    assert leading.why(1) == found.why(2)


def test_a_longer_term_is_not_its_shorter_one_too():
    sentence = [
        term("UKR", "full-scale invasion", "2022-03-01"),
        term("UKR", "invasion", "2022-03-01"),
        term("UKR", "invasions", "2022-03-02", document="b"),
    ]
    assert rows(framing(sentence)) == [("Ukraine", "full-scale invasion", 1, 1, 2), ("Ukraine", "invasion", 1, 1, 2)]


def test_a_sentence_printed_twice_in_a_week_is_one_report():
    again = [
        term("UKR", "invasion", day, document=name)
        for name, day in (("a", "2022-03-01"), ("b", "2022-03-01"), ("c", "2022-03-01"))
    ]
    assert rows(framing(again)) == [("Ukraine", "invasion", 1, 3, 1)]


def test_why_gives_the_records_and_those_that_repeat():
    found = framing(RUSSIA, actor="RUS")
    reasons = found.why("russia-ukraine-war;Russia;special military operation")
    assert {reason.record for reason in reasons} == {
        record.id for record in RUSSIA if "special" in record.payload.term.lower()
    }
    assert sorted(reason.weight for reason in reasons) == [0.0, 1.0, 1.0, 1.0]


def test_rejected_and_undone_records_do_not_count():
    found = framing(
        [
            term("RUS", "genocide", "2022-03-03", review="rejected"),
            term("RUS", "genocide", "2022-03-04", factuality="negated"),
        ]
    )
    assert len(found) == 0
    assert found.notes == ("no term used for a disputed matter",)
    assert found.chart() == {}


def test_one_record_and_one_day_are_said_to_be_so():
    assert "one record: what was said, not a tendency" in framing(UKRAINE[:1]).notes
    one_day = [term("UKR", "invasion", "2022-03-01"), term("UKR", "aggression", "2022-03-01", document="b")]
    assert "everything was said on one day, 2022-03-01" in framing(one_day).notes
    undated = framing([term("UKR", "invasion", None), term("UKR", "invasion", "2022-03-01", document="b")])
    assert "1 uses without a day, in no step of time" in undated.notes


def test_options_that_are_none_are_named():
    with pytest.raises(OptionError, match="no disputed matter"):
        framing(RUSSIA, frame="russia-ukrane-war")
    with pytest.raises(OptionError, match="no step"):
        framing(RUSSIA, step="week")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="level"):
        framing(RUSSIA, level=1.5)
    with pytest.raises(OptionError, match="not with both"):
        framing(RUSSIA, actor="RUS", target="UKR", before="2022-02-24")
    with pytest.raises(DateError):
        framing(RUSSIA, actor="RUS", before="yesterday")


def test_distinctive_words_of_two_sides():
    said = [
        statement(side, f"{words} in speech {at}.", f"2022-03-{at + 1:02}", document=f"{side}{at}")
        for side, words in (
            ("RUS", "We ask for guarantees and guarantees"),
            ("UKR", "We ask for sanctions and sanctions"),
        )
        for at in range(12)
    ]
    words = framing(said, actor="RUS", target="UKR").parts["distinctive"]
    assert [(row.word, row.side, row.count, row.other_count) for row in words] == [
        ("guarantees", "Russia", 24, 0),
        ("sanctions", "Ukraine", 0, 24),
    ]
    assert words[0].z > 1.96 > -1.96 > words[1].z
    assert len(words.why("guarantees")) == 12
    earlier = framing(said, actor="RUS", before="2022-03-05").parts["distinctive"]
    assert earlier.notes == ("since 2022-03-05: 72 words; before 2022-03-05: 36 words",)
    alone = framing(said[:12], actor="RUS").parts["distinctive"]
    assert "nothing said in own words by others" in alone.notes


@pytest.mark.parametrize("truth", [0.1, 0.35, 0.6])
def test_nine_of_ten_intervals_hold_the_true_share(truth):
    draw = np.random.default_rng(14)
    covered = 0
    for part in draw.binomial(40, truth, 500):
        _, low, high = share_interval(int(part), 40)
        covered += low <= truth <= high
    assert 0.84 <= covered / 500 <= 0.96


def test_the_chart_has_a_panel_for_each_side_with_its_n():
    spec = framing(RUSSIA + UKRAINE).chart()
    text = json.dumps(spec)
    assert "Russia on the war in Ukraine (n = 4)" in text
    assert "Ukraine on the war in Ukraine (n = 1)" in text
    assert "90% interval" in text
    assert b"<svg" in draw(spec, ".svg")
    assert b"<svg" in draw(framing(RUSSIA[:1]).chart(), ".svg")
    assert b"<svg" in draw(framing(UKRAINE[2:]).chart(), ".svg")
