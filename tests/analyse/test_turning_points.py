"""Turning points of a dyad: in scores, in numbers of reports, and what is said where there is none."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
import vl_convert

from recording import act
from talleyrand.analyse.turning_points.measure import turning_points
from talleyrand.errors import OptionError

START = date(2022, 1, 1)


WORDS = ["Columns crossed northern bridges.", "Harbours were mined overnight."] + [
    "".join(chr(97 + n) * 5) for n in range(26)
]
"""Sentences with no word in common: not of one event."""


def on(day, event_type, number=0, **more):
    """An act of Russia's toward Ukraine, so many days after the first of January."""
    when = day if isinstance(day, tuple) else (START + timedelta(days=int(day))).isoformat()
    return act("RUS", "UKR", event_type, when, document=f"{day}-{number}", text=WORDS[number], **more)


def asked(records, **options):
    return turning_points(records, actor="RUS", target="UKR", **options)


def found_in(result, channel, series):
    return [row for row in result if (row.channel, row.series) == (channel, series)]


MULTIPLIED = [on(day, "MOBILIZE") for day in range(0, 60, 10)] + [
    on(day, "MOBILIZE", number) for day in range(60, 100) for number in range(2)
]
"""One hostile deed in ten days, then two a day, each of the same score: -0.55."""
TURNED = [on(day, "AID" if day < 40 else "SANCTION") for day in range(80)]
"""Aid every day, then a sanction every day."""


def test_a_stance_turns_when_deeds_multiply_though_their_score_stays() -> None:
    found = asked(MULTIPLIED)
    (row,) = found_in(found, "deeds", "hostile")
    assert abs((row.day - START).days - 60) <= 2
    # Six reports in sixty days are 0.7 a week; two a day are 14.
    assert (row.before, row.after, row.unit) == (pytest.approx(0.7, abs=0.1), pytest.approx(14, abs=0.6), "a week")
    assert row.p <= 0.01
    assert found_in(found, "deeds", "score") == []


def test_a_turn_of_scores() -> None:
    (row,) = found_in(asked(TURNED), "deeds", "score")
    assert row.day == START + timedelta(days=40)
    assert (row.before, row.after) == (pytest.approx(1.0), pytest.approx(-0.6))
    assert row.earliest <= row.day <= row.latest
    assert (row.records_before, row.records_after, row.records, row.independent) == (40, 40, 80, 80)


def test_why_shows_the_records_nearest_on_both_sides() -> None:
    found = asked(TURNED)
    (row,) = found_in(found, "deeds", "score")
    reasons = found.why(row)
    assert [reason.note.split(":")[0] for reason in reasons] == ["before"] * 8 + ["after"] * 8
    assert reasons[0].note.endswith("2022-02-09") and reasons[8].note.endswith("2022-02-10")
    assert reasons[0].weight == pytest.approx(1 / 40)


def test_one_report_out_of_line_is_no_turn() -> None:
    lone = [on(day, "AID" if day == 40 else "SANCTION") for day in range(80)]
    assert all(row.p > 0.05 for row in found_in(asked(lone), "deeds", "score"))


def test_dates_of_a_month_tell_no_day() -> None:
    vague = [on(("2022-02-01", "2022-02-28"), "ASSAULT", number) for number in range(25)]
    steady = [on(day, "SANCTION") for day in range(0, 90, 7)]
    found = asked([*steady, *vague])
    assert len(found) == 0
    assert any(note.startswith("25 records whose date spans several days") for note in found.notes)


def test_the_penalty_is_stated_and_can_be_given() -> None:
    assert "penalty of a change: (p + 1) log n, p = 1 (part series)" in asked(TURNED).notes
    # 80 days with reports: 2 log 80 = 8.76.
    (series,) = [r for r in asked(TURNED).parts["series"] if (r.channel, r.series) == ("deeds", "score")]
    assert series.penalty == pytest.approx(2 * np.log(80))
    strict = asked(TURNED, penalty=1e9)
    assert len(strict) == 0
    assert "no turning point: no change is worth its penalty" in strict.notes


def test_nothing_found_is_said_and_not_drawn() -> None:
    found = asked([])
    assert len(found) == 0 and found.chart() == {}
    assert "no dated record of what Russia said or did toward Ukraine" in found.notes[0]


def test_one_record_has_no_turn() -> None:
    found = asked([on(3, "ASSAULT")])
    assert len(found) == 0
    assert "one record: what happened, not a tendency" in found.notes
    assert vl_convert.vegalite_to_svg(found.chart())


def test_all_negated_is_said() -> None:
    found = asked([on(day, "ASSAULT", factuality="negated") for day in range(5)])
    assert any(note.startswith("5 records are of what was not done") for note in found.notes)


def test_the_same_seed_gives_the_same_p() -> None:
    assert asked(TURNED).rows == asked(TURNED[::-1]).rows


@pytest.mark.parametrize("options", [{"penalty": 0.0}, {"permutations": 0}])
def test_options_that_are_none(options) -> None:
    with pytest.raises(OptionError):
        asked(TURNED, **options)


@pytest.mark.parametrize("records", [TURNED, MULTIPLIED])
def test_the_chart_draws_its_turns_and_says_how_much_there_is(records) -> None:
    spec = asked(records).chart()
    assert spec["title"]["text"] == "When did Russia turn toward Ukraine?"
    assert f"n = {len(records)} records" in spec["title"]["subtitle"][0]
    assert " 2022" in vl_convert.vegalite_to_svg(spec)


def test_a_steady_stance_seldom_turns() -> None:
    rng, turned = np.random.default_rng(31), 0
    for _ in range(40):
        made = [
            on(day, rng.choice(["SANCTION", "AID"]), number) for day in range(120) for number in range(rng.poisson(0.6))
        ]
        found = asked(made, permutations=199)
        turned += any(row.p <= 0.1 for row in found if row.channel == "deeds" and row.series == "score")
    assert turned / 40 <= 0.1
