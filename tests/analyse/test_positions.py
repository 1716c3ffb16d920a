"""Positions over time: rows, intervals, what is said where little is known, and the weights behind a value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import log

import numpy as np
import pytest
import vl_convert

from recording import act
from talleyrand.analyse.positions.measure import positions
from talleyrand.analyse.steps import step_ends
from talleyrand.errors import DateError, OptionError

METHODS = ("local-level", "half-life", "logit")


def on(day, event_type="SANCTION", **more):
    """An act of China's toward Russia: a sanction (-0.6), an accusation, aid (+1.0) ..."""
    return act("CHN", "RUS", event_type, day, **{"document": f"of {day}", **more})


def asked(records, **options):
    return positions(records, actor="CHN", target="RUS", **options)


def rows(found, channel):
    return [row for row in found if row.channel == channel]


MANY = [on(f"2022-01-{day:02}", kind, document=f"d{day}") for day in range(1, 30) for kind in ("SANCTION", "CONSULT")]


def test_words_and_deeds_are_apart_and_together() -> None:
    found = asked(MANY)
    assert {row.channel for row in found} == {"words", "deeds", "all"}
    assert rows(found, "deeds")[-1].value == pytest.approx(-0.6)
    assert rows(found, "words")[-1].value == pytest.approx(0.25)
    assert -0.6 < rows(found, "all")[-1].value < 0.25


def test_steps_end_with_the_last_report_or_with_until() -> None:
    assert [row.day for row in rows(asked(MANY), "deeds")][-2:] == [date(2022, 1, 22), date(2022, 1, 29)]
    carried = rows(asked(MANY, until="2022-02-12"), "deeds")[-2:]
    assert [(row.day.isoformat(), row.basis, row.records) for row in carried] == [
        ("2022-02-05", "carried", 0),
        ("2022-02-12", "carried", 0),
    ]


def test_silent_weeks_are_bridged_with_a_wider_band() -> None:
    found = rows(asked([*MANY[:20], *MANY[-2:]]), "deeds")
    assert [row.basis for row in found] == ["observed", "observed", "observed", "bridged", "observed"]
    assert found[3].high - found[3].low > found[1].high - found[1].low


def test_copies_of_one_event_count_once() -> None:
    copies = [on("2022-01-05", "CONSULT", mode="visit", document=f"copy{n}", text="They met.") for n in range(5)]
    found = asked([*copies, on("2022-01-06", "CONSULT", mode="phone")])
    assert (rows(found, "words")[0].records, rows(found, "words")[0].independent) == (6, 2)
    # Two reports, 0.4 and 0.15, on two days: not six.
    once = asked([copies[0], on("2022-01-06", "CONSULT", mode="phone")])
    assert found[0].value == pytest.approx(once[0].value)


def test_the_half_life_by_hand() -> None:
    # On the 31st: -0.6 thirty days old weighs 1/2, +1.0 of that day 1; (-0.6/2 + 1)/(1.5) = 0.4667.
    found = asked([on("2022-01-01"), on("2022-01-31", "AID")], method="half-life", half_life=30)
    row = rows(found, "deeds")[-1]
    assert row.value == pytest.approx(0.7 / 1.5)
    assert [reason.weight for reason in found.why(row)] == pytest.approx([1 / 3, 2 / 3])
    assert row.low < row.value < row.high


def test_the_logit_by_hand() -> None:
    # Two weeks; in the second, 3 friendly and 1 hostile: log(3.5/1.5).
    days = [("2022-01-01", "SANCTION"), ("2022-01-09", "AID"), ("2022-01-10", "AID"), ("2022-01-11", "AID")]
    found = asked([on(day, kind) for day, kind in days] + [on("2022-01-12")], method="logit")
    assert rows(found, "deeds")[-1].value == pytest.approx(log(3.5 / 1.5))
    assert sum(reason.weight for reason in found.why("deeds;2022-01-12")) == pytest.approx(4)
    # All five are in the part `now`: log(3.5/2.5).
    assert found.parts["now"][0].value == pytest.approx(log(3.5 / 2.5))


def test_salience_by_hand() -> None:
    # Five reports toward Russia of ten in all: log((5 + 0 + 1)/10).
    toward = [on(f"2022-01-0{day}", "AID") for day in range(1, 6)]
    others = [act("CHN", "IND", "AID", f"2022-01-0{day}", document=f"other {day}") for day in range(1, 6)]
    received = act("IND", "CHN", "AID", "2022-01-03", document="received")
    before = act("CHN", "IND", "AID", "2021-11-03", document="before")
    (row,) = asked([*toward, *others, received, before], method="logit").parts["salience"]
    assert (row.independent, row.total, row.value) == (5, 10, pytest.approx(log(0.6)))
    assert row.low < row.value < row.high


@pytest.mark.parametrize("method", METHODS[:2])
def test_why_gives_the_weights_of_a_mean(method) -> None:
    found = asked(MANY, method=method)
    for row in found:
        reasons = found.why(row)
        assert sum(reason.weight for reason in reasons) == pytest.approx(1, abs=1e-6)
        assert sum(reason.weight * reason.score for reason in reasons) == pytest.approx(row.value, abs=1e-6)


def test_one_record_is_what_happened_and_no_tendency() -> None:
    found = asked([on("2022-01-05")], until="2022-06-30")
    (row,) = rows(found, "deeds")
    assert (row.value, row.basis, row.records) == (pytest.approx(-0.6), "single", 1)
    assert row.high - row.low > 1
    assert "one record: what happened, not a tendency" in found.notes
    assert vl_convert.vegalite_to_svg(found.chart())


@pytest.mark.parametrize("method", METHODS)
def test_nothing_found_is_said(method) -> None:
    found = asked([], method=method)
    assert len(found) == 0
    assert "no dated record of what China said or did toward Russia" in found.notes[0]
    assert found.chart() == {}


def test_everything_on_one_day_is_said() -> None:
    found = asked([on("2022-01-05"), on("2022-01-05", "COERCE", document="b")])
    assert "everything is of one day, 2022-01-05: no tendency" in found.notes


def test_what_was_not_done_counts_for_nothing_and_is_told() -> None:
    found = asked([on("2022-01-05", factuality="negated"), on("2022-01-06", factuality="refused")])
    assert len(found) == 0
    assert any(note.startswith("2 records are of what was not done") for note in found.notes)


def test_undated_and_rejected_records_are_left_out() -> None:
    vague = on(("2022-01-01", "2022-12-31"), document="b")
    found = asked([*MANY, vague, replace(on("2022-01-03", "AID", document="c"), review="rejected")])
    assert found.records == len(MANY)
    assert any(note.startswith("1 records without a day") for note in found.notes)


def test_before_the_first_document_little_is_known() -> None:
    published = [replace(one, date=replace(one.date, basis="publication")) for one in MANY]
    old = on("1969-03-02", "ASSAULT", document="old")
    assert min(row.day.year for row in asked([*published, old])) == 2022
    assert min(row.day.year for row in asked([*published, old], since="1900-01-01")) == 1969


def test_cooperation_and_conflict_are_not_netted() -> None:
    found = asked([on("2022-01-05"), on("2022-01-06", "AID"), on("2022-01-06", "PROTEST")]).parts["sums"]
    (row,) = [row for row in found if row.channel == "deeds"]
    assert (row.cooperation, row.conflict) == (pytest.approx(1.0), pytest.approx(-1.1))
    assert (row.friendly, row.hostile, row.neutral, row.independent) == (1, 2, 0, 3)


def test_now_tells_how_long_ago_the_last_report_was() -> None:
    now = {row.channel: row for row in asked(MANY, until="2022-02-28").parts["now"]}
    assert (now["deeds"].first, now["deeds"].last, now["deeds"].days_since) == (date(2022, 1, 1), date(2022, 1, 29), 30)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"method": "mean"}, "no method"),
        ({"half_life": 7}, "local-level has no half-life"),
        ({"method": "half-life", "half_life": -1.0}, "no half-life"),
        ({"step": "year"}, "no step"),
        ({"level": 1.0}, "no probability"),
    ],
)
def test_options_that_are_none(options, says) -> None:
    with pytest.raises(OptionError, match=says):
        asked(MANY, **options)


def test_a_period_that_ends_before_it_begins() -> None:
    with pytest.raises(DateError):
        asked(MANY, since="2022-02-01", until="2022-01-01")


@pytest.mark.parametrize("method", METHODS)
def test_the_chart_draws_and_says_how_much_there_is(method) -> None:
    found = asked(MANY, method=method)
    spec = found.chart()
    assert spec["title"]["text"] == "Where does China stand toward Russia?"
    assert "n = 58 records" in spec["title"]["subtitle"][0]
    assert "</svg>" in vl_convert.vegalite_to_svg(spec)


def test_the_same_records_give_the_same_answer_in_any_order() -> None:
    assert asked(MANY, method="half-life").rows == asked(MANY[::-1], method="half-life").rows


@pytest.mark.parametrize("method", METHODS[:2])
def test_a_steady_position_is_covered_about_nine_times_in_ten(method) -> None:
    rng, covered = np.random.default_rng(21), []
    mean = 0.5 * -0.6 + 0.5 * 1.0
    for draw in range(150):
        kinds = rng.choice(["SANCTION", "AID"], 30)
        days = [(date(2022, 1, 1) + timedelta(days=int(day))).isoformat() for day in rng.integers(0, 60, 30)]
        made = [on(day, kind, document=f"{draw}-{at}") for at, (day, kind) in enumerate(zip(days, kinds, strict=True))]
        row = rows(
            asked(made, method=method, step="month", **({"half_life": 300.0} if method == "half-life" else {})), "deeds"
        )[-1]
        covered.append(row.low <= mean <= row.high)
    # A level that never moves is covered more often: the model allows that it might.
    assert 0.84 <= np.mean(covered) <= 0.98


def test_steps() -> None:
    ends = step_ends(date(2022, 1, 30), date(2022, 3, 2), "month")
    assert [end.isoformat() for end in ends] == ["2022-01-31", "2022-02-28", "2022-03-02"]
    assert len(step_ends(date(2022, 1, 1), date(2022, 1, 8), "week")) == 2
    assert len(step_ends(date(2022, 1, 1), date(2022, 1, 8), "day")) == 8


def test_long_after_the_last_document_nothing_is_known() -> None:
    published = [replace(one, date=replace(one.date, basis="publication")) for one in MANY]
    planned = on("2031-01-01", "AID", factuality="planned")
    assert asked([*published, planned])[-1].day.year == 2022
    assert asked([*published, planned], until="2031-02-01")[-1].day.year == 2031


def test_five_reports_that_say_the_same_are_no_certainty() -> None:
    same = [on(f"2022-01-{day:02}") for day in range(1, 8)]
    row = asked(same, method="half-life")[-1]
    assert row.value == pytest.approx(-0.6)
    assert row.high - row.low > 0.2


def test_one_record_stands_on_its_own_day() -> None:
    assert asked([on("2022-01-05")], until="2022-06-30")[0].day == date(2022, 1, 5)


def test_a_short_half_life_leaves_the_last_report_however_long_ago() -> None:
    found = asked([on("2022-01-01"), on("2022-01-05", "AID")], method="half-life", half_life=0.01, until="2022-12-31")
    assert rows(found, "deeds")[-1].value == pytest.approx(1.0)
    assert [reason.weight for reason in found.why(rows(found, "deeds")[-1])] == pytest.approx([0, 1])
