"""The register of forecasts, what later acts suggest, scores by group, and the edges."""

from dataclasses import replace
from datetime import date

import pytest
import vl_convert

from recording import act, forecast, party
from talleyrand.analyse.forecasts.measure import forecasts
from talleyrand.analyse.forecasts.resolution import Acts, question_of, suggest, surnames
from talleyrand.codebook.foretold import find_foretold
from talleyrand.codebook.tables import read_toml
from talleyrand.errors import DateError
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.records import Horizon
from talleyrand.model.spans import Quote

GUO = Actor("person:guo", "Guo", "person", "CHN", "professor", "EDU")
OLDFIELD = Actor("person:oldfield", "Oldfield", "person", "USA", "professor", "EDU")
INVASION = act("RUS", "UKR", "ASSAULT", "2022-02-24", text="Russian troops attacked Ukraine.", document="war")
SUMMER = act("FRA", "DEU", "CONSULT", "2022-08-01")
LIKELY, UNLIKELY = (0.55, 0.80), (0.05, 0.20)


def told(words, day="2022-02-22", *, by=GUO, probability=UNLIKELY, **more):
    return forecast(by, words, day, probability=probability, **{"document": f"{words}{day}", **more})


def test_a_war_that_was_excluded_two_days_before_it_began_is_suggested_to_be_a_false_forecast():
    said = told("that Russia will start a war against Ukraine")
    (row,) = forecasts([said, INVASION])
    assert (row.outcome, row.suggested, row.act) == ("pending", "false", INVASION.id)
    assert row.because == "ASSAULT RUS toward UKR 2022-02-24"
    assert row.question == "attack RUS>UKR"


def test_what_was_called_likely_and_came_is_suggested_to_be_true_and_what_did_not_come_false():
    likely = told("Russia will attack Ukraine", probability=LIKELY)
    other = told("Russia will attack Finland", probability=LIKELY)
    rows = {row.proposition: row for row in forecasts([likely, other, INVASION, SUMMER])}
    assert rows["Russia will attack Ukraine"].suggested == "true"
    assert rows["Russia will attack Finland"].suggested == "false"
    assert rows["Russia will attack Finland"].because == "no such act recorded in 90 days"


def test_silence_suggests_nothing_before_the_records_reach_the_horizon():
    said = told("Russia will attack Finland", probability=LIKELY)
    assert forecasts([said, INVASION])[0].suggested is None
    near = replace(said, payload=replace(said.payload, horizon=Horizon(None, "2022-02-23")))
    (row,) = forecasts([near, INVASION])
    assert (row.suggested, row.because) == ("false", "no such act recorded by 2022-02-23")
    assert row.horizon == date(2022, 2, 23)


@pytest.mark.parametrize("factuality", ["planned", "negated", "called-for", "possible", "refused"])
def test_acts_that_were_not_done_suggest_nothing(factuality):
    said = told("Russia will attack Ukraine", probability=LIKELY)
    assert forecasts([said, replace(INVASION, factuality=factuality)])[0].suggested is None


def test_an_act_of_the_same_day_or_before_is_no_outcome():
    said = told("Russia will attack Ukraine", "2022-02-24", probability=LIKELY)
    assert forecasts([said, INVASION])[0].suggested is None


def test_doer_and_target_are_told_by_their_place():
    question = question_of(told("an invasion of Ukraine by Russia"))
    assert (question.by, question.toward) == ("RUS", {"UKR"})
    assert question_of(told("Russian invasion of Ukraine")).name == "attack RUS>UKR"
    assert (
        suggest(told("Ukraine will attack Russia"), question_of(told("Ukraine will attack Russia")), Acts([INVASION]))
        is None
    )


def test_what_is_done_together_needs_two_parties_the_forecasters_state_being_one():
    assert question_of(told("that the leaders will meet in Paris", by=OLDFIELD)).name == "meet FRA+USA"
    assert question_of(told("they will meet again", by=OLDFIELD)) is None


def test_a_headline_without_states_is_matched_in_its_own_document():
    words = "They called the speech An Attack That Won't Happen."
    said = told("That Won't Happen", document="war")
    said = replace(
        said,
        evidence=Quote(0, len(words), words),
        payload=replace(said.payload, proposition=Quote(33, 50, words[33:50])),
    )
    assert question_of(said).name == "attack"
    assert forecasts([said, INVASION])[0].suggested == "false"
    elsewhere = replace(INVASION, document_id="sha256:other")
    assert forecasts([said, elsewhere])[0].suggested is None


def test_surnames_of_officials_stand_for_their_state():
    lavrov = Actor("person:sergey-lavrov", "Sergey Lavrov", "person", "RUS", "Minister", "GOV")
    blinken = Actor("person:antony-blinken", "Antony Blinken", "person", "USA", "Secretary", "GOV")
    met = act(blinken, lavrov, "CONSULT", "2022-03-01")
    assert surnames([met]) == {"Lavrov": "RUS", "Blinken": "USA"}
    (row,) = forecasts([told("that Blinken and Lavrov will meet again", probability=LIKELY), met])
    assert (row.suggested, row.act) == ("true", met.id)


@pytest.mark.parametrize("entry", read_toml("foretold.toml")["event"], ids=lambda entry: entry["id"])
def test_each_sort_of_event_is_found_in_its_example(entry):
    words = entry["example"].replace("[", "").replace("]", "")
    found = find_foretold(words)
    assert found is not None
    assert (found[0].id, found[1]) == (entry["id"], entry["example"].index("["))


@pytest.mark.parametrize(
    "words",
    [
        "the leaders will talk about the war in Ukraine",
        "responsibility for war crimes is inevitable",
        "that Russia will fail to meet its obligations",
        "if Russia attacks, prices will rise",
        "the war could end tomorrow",
        "Spain not invading Portugal would be a step that we welcome",
        "he unleashed a war and was betting that they would break apart",
        "this struggle will be called a war for freedom",
        "that inflation will come down next year",
    ],
)
def test_an_event_that_is_only_spoken_of_is_not_foretold(words):
    assert find_foretold(words) is None


def test_a_persons_outcome_scores_and_a_suggestion_does_so_apart():
    said = [
        told("Russia will attack Ukraine", f"2022-02-{day}", probability=LIKELY, outcome="true")
        for day in range(10, 16)
    ]
    result = forecasts([*said, INVASION], by="country")
    scores = result.parts["scores"]
    assert [row.group for row in scores] == ["all"]
    # The middle of 0.55 to 0.80 is 0.675; it came: (1 - 0.675)^2
    assert scores[0].brier == pytest.approx(0.325**2)
    assert scores[0].skill is None, "all outcomes are alike"
    assert (scores[0].records, scores[0].questions) == (6, 1)
    assert result.parts["scores_suggested"][0].brier == pytest.approx(0.325**2)
    assert "confirmed by nobody" in result.parts["scores_suggested"].notes[0]


def test_outcomes_given_count_before_those_of_the_records():
    said = told("Russia will attack Ukraine", outcome="true")
    result = forecasts([said], outcomes={said.id: "false"})
    assert result[0].outcome == "false"
    # It was called very unlikely (0.05 to 0.20), and the forecast is false: the attack came.
    assert result.parts["scores"][0].brier == pytest.approx((1 - 0.125) ** 2)
    assert result.parts["scores"][0].base_rate == 1.0


def test_unresolvable_and_pending_forecasts_have_no_score():
    said = [
        told("Russia will attack Ukraine", f"2022-02-0{day}", outcome=o)
        for day, o in enumerate(("pending", "unresolvable"), 1)
    ]
    assert len(forecasts(said).parts["scores"]) == 0


def test_fewer_than_five_say_so():
    result = forecasts([told("Russia will attack Ukraine", outcome="false")])
    assert "fewer than 5 forecasts" in result.parts["scores"].notes[0]
    assert result.parts["scores"][0].skill_low is None


def test_advice_that_all_leans_one_way_is_shown_by_its_direction():
    # Eight questions about attacks, each called very unlikely (0.125 in the middle), all of which came:
    # p = 2 * 0.125^8, the mean error -0.875.
    states = ("France", "Spain", "Italy", "Poland", "Norway", "Sweden", "Finland", "Greece")
    said = [told(f"Russia will attack {state}", outcome="false") for state in states]
    rows = {row.events: row for row in forecasts(said).parts["one_sidedness"]}
    hostile = rows["hostile"]
    assert (hostile.error, hostile.questions, hostile.too_low) == (pytest.approx(-0.875), 8, 8)
    assert hostile.p_value == pytest.approx(2 * 0.125**8)
    assert hostile.lean == "hostile events underpredicted"
    assert "friendly" not in rows


def test_institutions_come_from_the_forecaster_or_who_vouches_for_it():
    link = Attribution("institution", "organ:USA-white-house", "White House", "USA")
    said = told("Russia will attack Ukraine", by=OLDFIELD, reported_by=(link,), outcome="true")
    result = forecasts([said, told("Russia will attack Ukraine", outcome="true")], by="institution")
    assert {row.group for row in result.parts["scores"]} == {"all", "White House", "not named"}


def test_why_gives_the_forecast_and_the_act_and_the_weights_of_a_score():
    said = told("Russia will attack Ukraine", outcome="false")
    result = forecasts([said, INVASION])
    assert [reason.record for reason in result.why(said.id)] == [said.id, INVASION.id]
    (reason,) = result.parts["scores"].why("all")
    assert (reason.weight, reason.score) == (1.0, pytest.approx((1 - 0.125) ** 2))


def test_actor_target_and_period_choose():
    ours = told("Russia will attack Ukraine")
    theirs = told("China and Japan will sign a treaty", "2022-05-01", by=OLDFIELD)
    given = [ours, theirs, INVASION]
    assert [row.record for row in forecasts(given, actor="person:guo")] == [ours.id]
    assert [row.record for row in forecasts(given, target="JPN")] == [theirs.id]
    assert [row.record for row in forecasts(given, since="2022-04-01")] == [theirs.id]
    with pytest.raises(DateError):
        forecasts(given, since="2022-04-01", until="2022-03-01")


def test_nothing_one_and_rejected_say_so():
    assert "no forecast is recorded" in forecasts([]).notes[0]
    assert forecasts([]).chart() == {}
    assert len(forecasts([replace(told("Russia will attack Ukraine"), review="rejected")])) == 0
    undated = told("Russia will attack Ukraine", None)
    assert any("have no day" in note for note in forecasts([undated]).notes)


def test_the_chart_shows_n_and_marks_for_each_state():
    said = [told("Russia will attack Ukraine", f"2022-02-{day}", probability=LIKELY) for day in range(10, 16)]
    result = forecasts([*said, told("prices will rise"), INVASION])
    drawn = vl_convert.vegalite_to_svg(result.chart())
    assert "n = 7 forecasts" in drawn
    assert "pending 1" in drawn
    assert "confirmed by nobody" in drawn


def test_the_same_party_may_be_asked_as_a_state():
    official = party("person:minister/CHN")
    said = told("Russia will attack Ukraine", by=official)
    assert len(forecasts([said], actor="CHN")) == 1
    assert len(forecasts([told("Russia will attack Ukraine")], actor="CHN")) == 0, "a scholar is not the state"
