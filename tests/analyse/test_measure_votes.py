"""Who votes with whom: rows, parts, reasons, notes and charts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import vl_convert
from voting_records import sheet, vote, yearly

from talleyrand.analyse.votes.measure import votes
from talleyrand.errors import DateError, OptionError

ROWS = {"CHN": "yyyyaayynnyx", "RUS": "yyyynayynnnn", "USA": "nnnnynnnyyny", "IND": "yyyyaayyaayy"}


@pytest.fixture
def records():
    return list(sheet(ROWS))


def test_other_states_by_agreement(records) -> None:
    """China and India share eleven roll calls (China was absent in the last): nine alike, two half: 10/11."""
    result = votes(records, actor="CHN")
    assert [row.other for row in result] == ["IND", "RUS", "USA"]
    india = result[0]
    assert (india.shared, india.absent, india.records, india.independent) == (11, 1, 22, 22)
    assert india.agreement == pytest.approx(10 / 11)
    assert india.s == pytest.approx(9 / 11)
    assert india.low < india.agreement < india.high
    assert result.keys == ("state", "other")


def test_the_weights_of_the_reasons_give_the_figure(records) -> None:
    result = votes(records, actor="CHN", target="RUS")
    reasons = result.why("CHN;RUS")
    assert len(reasons) == 22
    assert sum(reason.weight for reason in reasons) == pytest.approx(1)
    assert sum(reason.weight * reason.score for reason in reasons) == pytest.approx(result[0].agreement)
    assert any(reason.note == "CHN abstain, RUS no" for reason in reasons)


def test_a_second_report_changes_no_figure(records) -> None:
    again = [vote("CHN", "yes", "A/RES/1", document="another file"), *records]
    one, two = votes(records, actor="CHN")[0], votes(again, actor="CHN")[0]
    assert (one.agreement, one.independent, one.records + 1) == (two.agreement, two.independent, two.records)


def test_a_text_that_tells_of_two_states_is_one_record_and_one_independent_report():
    """China and Russia voted no says an article, China no says another: two records, one independent report."""
    both = replace(vote("CHN", "no", None, document="a"), actors=tuple(one.actors[0] for one in _no("CHN", "RUS")))
    result = votes([both, vote("CHN", "no", None, document="b"), vote("IND", "no", None, document="c")])
    assert (result.records, result.independent) == (3, 2)
    counts = {(row.state, row.other): (row.records, row.independent) for row in result}
    assert counts == {("CHN", "IND"): (3, 2), ("CHN", "RUS"): (2, 1), ("IND", "RUS"): (2, 2)}
    (call,) = result.parts["choices"]
    assert (call.no, call.records, call.independent) == (3, 3, 2)
    (moved,) = votes([both], actor="CHN", target="RUS").parts["moved"]
    assert (moved.records, moved.independent) == (1, 1)


def _no(*states):
    return [vote(state, "no", None) for state in states]


def test_all_pairs_without_an_actor(records) -> None:
    result = votes(records)
    assert len(result) == 6
    assert result[0].agreement >= result[-1].agreement


def test_each_roll_call_with_its_totals(records) -> None:
    choices = votes(records, actor="CHN", target="USA").parts["choices"]
    last = choices[-1]
    assert (last.roll_call, last.choice, last.other) == ("A/RES/12", "absent", "yes")
    assert (last.yes, last.no, last.abstain, last.absent) == (2, 1, 0, 1)
    notes = [reason.note for reason in choices.why("A/RES/12")]
    assert (set(notes[:2]), set(notes[2:])) == ({"CHN absent", "USA yes"}, {"RUS no", "IND yes"})


def test_absent_abstain_and_no_are_three_things() -> None:
    result = votes(sheet({"CHN": "yyy", "RUS": "nax"}), actor="CHN")
    assert (result[0].shared, result[0].absent) == (2, 1)
    assert result[0].agreement == pytest.approx(0.25)
    assert any("absent is neither" in note for note in result.notes)


def test_who_moved_by_year() -> None:
    """Five roll calls in each of two years: alike in all of the first, opposed in all of the second."""
    result = votes(yearly({"CHN": "y" * 10, "RUS": "yyyyynnnnn"}, (2014, 2015), 5), actor="CHN", target="RUS")
    first, second = result.parts["moved"]
    assert (first.period, first.agreement, first.change, first.moved) == ("2014", 1.0, None, False)
    assert (second.before, second.change, second.moved) == ("2014", -1.0, True)
    assert second.change_low <= -1.0 <= second.change_high < 0
    assert len(result.parts["moved"].why("CHN;RUS;2015")) == 10


def test_small_periods_are_not_compared() -> None:
    result = votes(yearly({"CHN": "yyyy", "RUS": "yynn"}, (2014, 2015), 2), actor="CHN", target="RUS")
    assert [row.change for row in result.parts["moved"]] == [None, None]


def test_blocs_and_whose_the_actor_is() -> None:
    line, other = "ynaynynayn" * 2, "nyynaynyna" * 2
    rows = dict.fromkeys(("CHN", "RUS", "CUB", "SYR"), line) | dict.fromkeys(("USA", "GBR", "FRA"), other)
    result = votes(sheet(rows), actor="CHN")
    assert [set(row.states) for row in result.parts["blocs"]] == [{"CHN", "RUS", "CUB", "SYR"}, {"USA", "GBR", "FRA"}]
    assert result.parts["blocs"][0].cohesion == 1.0
    assert "China is in bloc 1" in result.parts["blocs"].notes


def test_no_votes_say_so() -> None:
    result = votes([], actor="CHN", target="RUS")
    assert len(result) == 0
    assert any("import votes" in note for note in result.notes)
    assert result.chart() == {}
    assert all(part.chart() == {} and len(part) == 0 for part in result.parts.values())


def test_a_state_without_votes_is_named(records) -> None:
    assert "no vote of Germany is known" in votes(records, actor="DEU").notes


def test_one_roll_call_is_no_tendency() -> None:
    result = votes(sheet({"CHN": "a", "RUS": "n"}), actor="CHN")
    assert any("not a tendency" in note for note in result.notes)


def test_all_of_one_day_is_told(records) -> None:
    assert any("of one day" in note for note in votes(records, actor="CHN").notes)


def test_all_negated_leaves_nothing(records) -> None:
    result = votes([vote("CHN", "yes", factuality="negated"), vote("RUS", "yes", factuality="negated")], actor="CHN")
    assert len(result) == 0
    assert any("no vote was cast" in note for note in result.notes)


@pytest.mark.parametrize(("options", "what"), [
    ({"target": "RUS"}, "without an actor"),
    ({"actor": "person:xi-jinping"}, "no state"),
    ({"by": "month"}, "no period"),
    ({"actor": "CHN", "blocs": 1}, "no number of blocs"),
])  # fmt: skip
def test_options_that_contradict_or_are_none(records, options, what) -> None:
    with pytest.raises(OptionError, match=what):
        votes(records, **options)


def test_a_period_that_ends_before_it_begins(records) -> None:
    with pytest.raises(DateError):
        votes(records, since="2022-03-02", until="2022-03-01")


@pytest.mark.parametrize("target", [None, "RUS"])
def test_charts_are_drawn_and_say_n(records, target) -> None:
    result = votes(records, actor="CHN", target=target)
    for one in (result, result.parts["blocs"]):
        spec = one.chart()
        if spec:
            assert vl_convert.vegalite_to_svg(spec).startswith("<svg")
    assert "11" in json.dumps(result.chart()["title"])


def test_the_chart_of_who_moved() -> None:
    rows = {"CHN": "y" * 20, "RUS": "y" * 10 + "n" * 10, "USA": "n" * 20, "IND": "ya" * 10}
    result = votes(yearly(rows, (2014, 2015), 10), actor="CHN")
    spec = result.parts["moved"].chart()
    assert vl_convert.vegalite_to_svg(spec).startswith("<svg")
    assert "2014 to 2015" in spec["title"]["subtitle"]


def test_a_line_never_spans_a_year_without_votes() -> None:
    result = votes(yearly({"CHN": "y" * 10, "RUS": "y" * 10}, (2014, 2017), 5), actor="CHN", target="RUS")
    values = result.chart()["data"]["values"]
    assert [value["run"] for value in values] == [0, 1]


def test_the_table_and_the_address(records) -> None:
    result = votes(records, actor="CHN")
    assert result.address(result[0]).endswith("#CHN;IND")
    assert set(result.to_dicts()[0]) >= {"agreement", "s", "pi", "kappa", "records", "independent"}
