"""Ideal points from records: rows, bridges, reasons, notes, charts; the real votes against what is known of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import vl_convert
from scipy.stats import spearmanr
from voting_records import LETTERS, sheet, vote

from talleyrand.analyse.ideal_points.measure import ideal_points, title_of
from talleyrand.analyse.votes.roll_calls import RollCall, gather
from talleyrand.archive.vote_files import read_table
from talleyrand.errors import OptionError
from talleyrand.pipeline.votes.records import code_table, layout_of, read_titles

UNGA = Path(__file__).parents[3] / "shared" / "reference" / "un_votes_unga"
STATES = ("USA", "GBR", "FRA", "DEU", "BRA", "IND", "CHN", "RUS", "IRN", "PRK")
"""From one end of the line to the other."""


def line(years: tuple[int, ...] = (2014, 2015), each: int = 12, titled: bool = True):
    """Yield votes of states on a line: every text has a place on it, and those beyond are for it."""
    for year in years:
        for at in range(each):
            place = 0.5 + at * (len(STATES) - 1) / each
            for rank, state in enumerate(STATES):
                near = abs(rank - place) < 0.6
                choice = LETTERS["a" if near else "y" if rank > place else "n"]
                name = f"A/RES/{year}/{at}"
                subject = f"{name}: Text number {at} : resolution / adopted" if titled else name
                yield vote(state, choice, name, day=f"{year}-12-{at + 1:02d}", subject=subject)


@pytest.fixture(scope="module")
def result():
    return ideal_points(line())


def test_states_stand_in_their_order(result) -> None:
    last = {row.state: row.value for row in result if row.period == "2015"}
    assert spearmanr([last[state] for state in STATES], range(len(STATES))).statistic < -0.97
    assert last["USA"] > 0 > last["PRK"]


def test_the_sign_is_a_matter_of_convention() -> None:
    turned = ideal_points(line(), positive="PRK")
    assert {row.state: row.value for row in turned if row.period == "2015"}["PRK"] > 0
    assert any("North Korea is on the positive side" in note for note in turned.notes)


def test_texts_of_one_title_are_one_item(result) -> None:
    items = result.parts["roll_calls"]
    assert len(items) == 12
    assert all(row.roll_calls == 2 for row in items)
    assert all(row.discrimination < 0 for row in items)
    assert any("12 of them in several periods" in note for note in result.notes)


def test_without_titles_nothing_ties_periods_but_the_states() -> None:
    result = ideal_points(line(titled=False))
    assert len(result.parts["roll_calls"]) == 24
    assert any("no text recurs" in note for note in result.notes)


def test_a_title_twice_in_a_period_is_not_taken_for_one_text() -> None:
    again = [vote(state, "yes" if at % 2 else "no", "A/RES/2014/99", day="2014-12-30",
                  subject="A/RES/2014/99: Text number 1") for at, state in enumerate(STATES)]  # fmt: skip
    items = ideal_points([*line(), *again]).parts["roll_calls"]
    assert sum("Text number 1 " in f"{row.subject} " for row in items) == 3


def test_the_reasons_are_the_votes_of_the_period(result) -> None:
    reasons = result.why("CHN;2014")
    assert len(reasons) == result[0].votes == 12
    assert sum(reason.weight for reason in reasons) == pytest.approx(1)
    assert all("discrimination" in reason.note for reason in reasons)


def test_only_those_asked_for_are_shown_but_all_are_fitted(result) -> None:
    asked = ideal_points(line(), actor="CHN", target="RUS")
    assert {row.state for row in asked} == {"CHN", "RUS"}
    everybody = {(row.state, row.period): row.value for row in result}
    assert all(row.value == everybody[row.state, row.period] for row in asked)


@pytest.mark.parametrize("options", [{}, {"actor": "CHN"}, {"actor": "CHN", "target": "USA"}])
def test_charts_are_drawn_and_say_n(options) -> None:
    spec = ideal_points(line(), **options).chart()
    assert vl_convert.vegalite_to_svg(spec).startswith("<svg")
    assert "n = " in spec["title"]["subtitle"]


def test_too_few_votes_place_nobody() -> None:
    for records in ([], sheet({"CHN": "yn", "RUS": "ny"}), sheet(dict.fromkeys(STATES, "y" * 20))):
        result = ideal_points(records)
        assert len(result) == 0 and result.chart() == {}
        assert any("too few votes" in note for note in result.notes)


def test_what_only_texts_tell_of_is_not_fitted() -> None:
    told = [vote(state, "yes", None, day="2016-01-01", document="article") for state in STATES]
    assert {row.period for row in ideal_points([*line(), *told])} == {"2014", "2015"}


def test_a_state_that_hardly_voted_is_named() -> None:
    result = ideal_points([*line(), vote("FJI", "yes", "A/RES/2014/1", day="2014-12-02")], actor="FJI")
    assert any("Fiji did not vote often enough" in note for note in result.notes)


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(OptionError, match="no period"):
        ideal_points([], by="decade")  # type: ignore[arg-type]


@pytest.mark.parametrize(("subject", "title"), [
    ("A/RES/69/48: Nuclear disarmament : resolution / adopted by the General Assembly", "nuclear disarmament"),
    ("A/RES/74/45: Nuclear  Disarmament ", "nuclear disarmament"),
    ("A/RES/71/44 #4612: Reducing nuclear danger", "reducing nuclear danger"),
    ("A/RES/69/48", None),
    (None, None),
])  # fmt: skip
def test_titles_without_what_changes_from_year_to_year(subject, title) -> None:
    assert title_of(RollCall("A/RES/69/48", None, None, subject, False)) == title


@pytest.fixture(scope="module")
def real():
    """The votes of the General Assembly from 2014 to 2019 and the answer that they give."""
    if not UNGA.is_dir():
        pytest.skip("the reference files of votes are not here")
    table = read_table(UNGA / "votes_2014on.csv")
    titles = read_titles(read_table(UNGA / "roll_calls_2014on.csv"))
    records = code_table(table, layout_of(table, titles)).records
    return records, ideal_points(records)


def test_the_real_votes_are_in_the_known_order(real) -> None:
    """As published estimates have it (Bailey, Strezhnev and Voeten; from memory, so only the order is checked)."""
    values = {row.state: row.value for row in real[1] if row.period == "2019"}
    ranked = sorted(values, key=values.__getitem__, reverse=True)
    assert ranked[:2] == ["USA", "ISR"]
    assert {"GBR", "CAN", "AUS", "FRA"} <= set(ranked[:10])
    assert {"SYR", "CUB", "IRN", "VEN", "NIC"} <= set(ranked[-10:])
    union = ("DEU", "ITA", "ESP", "POL", "SWE", "AUT", "IRL")
    assert all(values["USA"] > values[state] > values["RUS"] > values["IRN"] for state in union)
    assert max(values[state] for state in ("CHN", "PRK", "CUB", "IRN", "SYR")) < 0


def test_the_real_order_is_that_of_the_first_principal_component(real) -> None:
    records, result = real
    found = gather(records)
    table = found.table().astype(float) - 1.0
    table[(table < -1) | (table > 1)] = np.nan
    filled = np.where(np.isnan(table), np.nanmean(table, axis=0), table)
    left, _, _ = np.linalg.svd(filled - filled.mean(axis=0), full_matrices=False)
    score = dict(zip(found.states, left[:, 0], strict=True))
    states = sorted({row.state for row in result})
    mean = [np.mean([row.value for row in result if row.state == state]) for state in states]
    assert abs(spearmanr(mean, [score[state] for state in states]).statistic) > 0.95
