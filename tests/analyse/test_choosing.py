"""Which records count, and on which day each stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from recording import act, framing, statement, vote
from talleyrand.analyse.choosing import check_period, chosen, day_of
from talleyrand.errors import DateError

CALL = act("CHN", "RUS", "CONSULT", "2022-02-25")


def test_each_record_counts_once_and_rejected_ones_never() -> None:
    rejected = replace(act("CHN", "RUS", "AID", "2022-02-25"), review="rejected")
    assert list(chosen([CALL, CALL, rejected])) == [CALL]


def test_a_period_holds_its_two_ends_and_what_has_no_date() -> None:
    undated = act("CHN", "RUS", "AID", None)
    days = {day: act("CHN", "RUS", "CONSULT", day, document=day) for day in ("2022-02-24", "2022-02-25", "2022-02-26")}
    found = list(chosen([*days.values(), undated], "2022-02-25", "2022-02-25"))
    assert found == [days["2022-02-25"], undated]


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [
        ("2022-03-01", "2022-02-01", "ends on 2022-02-01, before it begins"),
        ("2022-13-01", None, "since: '2022-13-01' is no day"),
        (None, "soon", "until: 'soon' is no day"),
        ("20220224", None, "write 2022-02-24"),
    ],
)
def test_periods_that_are_none(since, until, says) -> None:
    with pytest.raises(DateError, match=says):
        check_period(since, until)


def test_the_period_is_checked_before_any_record_is_read() -> None:
    with pytest.raises(DateError):
        next(chosen([CALL], "2022-03-01", "2022-02-01"))


def test_a_record_stands_in_the_middle_of_its_days() -> None:
    # The middle of 1 to 28 February is the 14th: half of 27 days, rounded down.
    assert day_of(act("CHN", "RUS", "AID", ("2022-02-01", "2022-02-28"))) == date(2022, 2, 14)
    assert day_of(CALL) == date(2022, 2, 25)


def test_what_is_vaguer_than_a_month_stands_on_no_day() -> None:
    assert day_of(act("CHN", "RUS", "AID", ("2022-01-01", "2022-02-01"))) == date(2022, 1, 16)
    assert day_of(act("CHN", "RUS", "AID", ("2022-01-01", "2022-02-02"))) is None
    assert day_of(act("CHN", "RUS", "AID", None)) is None


@pytest.mark.parametrize("made", [statement, framing])
def test_words_told_without_a_day_stand_on_that_of_the_report(made) -> None:
    assert day_of(made("CHN", "crisis", (None, "2022-02-26"))) == date(2022, 2, 26)


def test_acts_and_votes_told_without_a_day_may_be_of_any() -> None:
    assert day_of(act("CHN", "RUS", "AID", (None, "2022-02-26"))) is None
    assert day_of(vote("CHN", "yes", (None, "2022-02-26"))) is None
