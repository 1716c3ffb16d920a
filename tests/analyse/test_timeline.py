"""What was said and done in order, and what was not done or said."""

from __future__ import annotations

from datetime import date

from recording import act, framing, record, statement, vote
from talleyrand.analyse.choosing import day_of
from talleyrand.analyse.non_acts import non_acts
from talleyrand.analyse.timeline.measure import timeline
from talleyrand.model.records import Statement
from talleyrand.model.spans import Quote
from talleyrand.present.pictures import draw

CALL = act("person:xi-jinping/CHN", "person:vladimir-putin/RUS", "CONSULT", "2022-02-25", mode="phone", document="a")
CALL_AGAIN = act(
    "person:vladimir-putin/RUS", "person:xi-jinping/CHN", "CONSULT", "2022-02-25", mode="phone", document="b"
)
ABSTENTION = vote("CHN", "abstain", "2022-02-25", body="UNSC")
WORDS = "We respect the sovereignty of every state without any exception."
REMARK = statement("CHN", WORDS, "2022-02-26", document="c")
SAME_REMARK = statement("CHN", WORDS, "2022-02-26", document="d")
NO_CALL = act(
    "person:xi-jinping/CHN",
    "person:volodymyr-zelensky/UKR",
    "CONSULT",
    ("2022-02-24", "2022-02-26"),
    factuality="negated",
)
REFUSAL = act("CHN", "RUS", "ACCUSE", None, factuality="refused")
AVOIDED = framing("CHN", "invasion", "2022-02-24", use="avoided")
USED = framing("CHN", "crisis", "2022-02-24")
ALL = [SAME_REMARK, REFUSAL, CALL_AGAIN, CALL, ABSTENTION, REMARK, NO_CALL, AVOIDED, USED]


def test_reports_of_one_thing_are_one_row_and_the_undated_stand_last() -> None:
    found = timeline(ALL, actor="CHN")
    assert [(row.what, row.records) for row in found if row.records > 1] == [
        ("CONSULT phone", 2),
        (WORDS, 2),
    ]
    assert found[-1].record == REFUSAL.id
    assert found.records == len(ALL)
    assert found.notes == ("1 of 7 have no day and stand last",)


def test_a_remark_quoted_twice_is_one_independent_report_and_a_call_told_by_two_is_two() -> None:
    found = {row.what: row.independent for row in timeline(ALL, actor="CHN") if row.records > 1}
    assert list(found.values()) == [2, 1]


def test_votes_and_material_acts_are_deeds() -> None:
    lanes = {row.what: row.lane for row in timeline(ALL, actor="CHN")}
    assert (lanes["voted abstain in UNSC"], lanes[WORDS]) == ("deeds", "words")


def test_toward_another_only_what_has_to_do_with_both() -> None:
    assert {row.what for row in timeline(ALL, actor="CHN", target="UKR")} >= {"CONSULT"}
    assert not any(row.kind == "vote" for row in timeline([ABSTENTION, REMARK], actor="CHN", target="FRA"))


def test_what_rows_rest_on_are_their_reports() -> None:
    found = timeline(ALL, actor="CHN")
    (call,) = [row for row in found if row.what == "CONSULT phone"]
    assert {reason.record for reason in found.why(call)} == {CALL.id, CALL_AGAIN.id}


def test_non_acts_are_told_apart_by_sort() -> None:
    found = non_acts(ALL, actor="CHN")
    assert [(row.sort, row.start, row.end) for row in found] == [
        ("term avoided", "2022-02-24", "2022-02-24"),
        ("no contact", "2022-02-24", "2022-02-26"),
        ("refused", None, None),
    ]
    assert [(row.sort, row.things) for row in found.parts["by_sort"]] == [
        ("refused", 1),
        ("no contact", 1),
        ("term avoided", 1),
    ]


def test_a_contact_that_did_not_take_place_is_both_sides() -> None:
    assert [row.sort for row in non_acts(ALL, actor="UKR")] == ["no contact"]


def test_non_acts_toward_a_target_are_those_withheld_from_it() -> None:
    assert [row.record for row in non_acts(ALL, actor="CHN", target="UKR")][-1] == NO_CALL.id
    assert REFUSAL.id not in {row.record for row in non_acts(ALL, actor="CHN", target="UKR")}


def test_words_withheld_show_the_verb() -> None:
    text = "The minister did not respond."
    payload = Statement("indirect", (), Quote(21, 28, "respond"))
    silent = record("CHN", payload, "2022-03-01", text, factuality="negated")
    assert [(row.sort, row.what) for row in non_acts([silent], actor="CHN")] == [("not said", "(respond)")]


def test_words_reported_without_a_day_stand_on_the_day_of_the_report_and_acts_nowhere() -> None:
    words, deed = statement("CHN", "It is so.", (None, "2022-03-01")), act("CHN", "RUS", "AID", (None, "2022-03-01"))
    assert day_of(words) == date(2022, 3, 1)
    assert day_of(deed) is None


def test_nothing_found_is_said_plainly() -> None:
    assert timeline([], actor="CHN").notes == ("nothing is recorded of this",)
    assert "not to say there was none" in non_acts([CALL], actor="CHN").notes[0]
    assert timeline([], actor="CHN").chart() == {}


def test_the_chart_says_n_and_what_is_not_drawn() -> None:
    picture = draw(timeline(ALL, actor="CHN").chart(), ".svg").decode()
    assert "n = 6, 2022-02-24 to 2022-02-26" in picture
    assert "1 without a day" in picture


def test_many_happenings_are_drawn_as_bars_of_weeks() -> None:
    many = [statement("CHN", f"Remark {n}", f"2022-03-{n % 28 + 1:02}", document=str(n)) for n in range(400)]
    assert '"bar"' in str(timeline(many, actor="CHN").chart()).replace("'", '"')


def test_what_was_not_done_is_drawn_hollow() -> None:
    silent = act("CHN", "UKR", "CONSULT", "2022-02-26", factuality="negated")
    picture = draw(non_acts([silent], actor="CHN").chart(), ".svg").decode()
    assert 'fill-opacity="0"' in picture
