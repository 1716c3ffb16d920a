"""Temporal expressions: spans, TIMEX3 values, days covered."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talleyrand.errors import DateError
from talleyrand.resolve.dates import find_dates

SATURDAY = "2022-02-26"


def values(text: str, published: str | None = SATURDAY) -> list[tuple[str, str]]:
    return [(mention.text, mention.value) for mention in find_dates(text, published=published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers met on Friday.", [("Friday", "2022-02-25")]),
        ("The ministers met on Saturday.", [("Saturday", "2022-02-26")]),
        ("The ministers will meet on Monday.", [("Monday", "2022-02-28")]),
        ("Talks are scheduled for Tuesday.", [("Tuesday", "2022-03-01")]),
        ("The vote came after Tuesday's session.", [("Tuesday", "2022-02-22")]),
        ("They spoke last week.", [("last week", "2022-W07")]),
        ("He signed it early this month.", [("early this month", "2022-02")]),
        ("He rose to power in late 2012.", [("late 2012", "2012")]),
        ("A summit is planned for April 1.", [("April 1", "2022-04-01")]),
        ("They met on Feb. 4 and will meet on Nov. 15.", [("Feb. 4", "2022-02-04"), ("Nov. 15", "2022-11-15")]),
        ("In 2005 the treaty was signed.", [("2005", "2005")]),
        ("It began on 24 February 2022.", [("24 February 2022", "2022-02-24")]),
        ("It has lasted for weeks.", [("weeks", "PXW")]),
        ("The siege took three days.", [("three days", "P3D")]),
        ("The past five years were calm.", [("The past five years", "P5Y")]),
        ("They meet every year.", [("every year", "P1Y")]),
        ("In recent days tension rose.", [("recent days", "PAST_REF")]),
        ("The war of the 1990s.", [("the 1990s", "199X")]),
        ("Talks resume in mid-March.", [("mid-March", "2022-03")]),
        ("They spoke at 3 p.m. on the phone.", [("3 p.m.", "2022-02-26T15:00")]),
        ("In the 19th century.", [("the 19th century", "18")]),
        ("Two days ago and yesterday.", [("Two days ago", "2022-02-24"), ("yesterday", "2022-02-25")]),
        ("He has not called since the 25th.", [("the 25th", "2022-02-25")]),
        ("Last Christmas was quiet.", [("Last Christmas", "2021-12-25")]),
        ("On 2022-02-24 and 2/25/2022.", [("2022-02-24", "2022-02-24"), ("2/25/2022", "2022-02-25")]),
    ],
)
def test_values(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


def test_dateline_without_a_year_takes_that_of_publication() -> None:
    assert values("WASHINGTON, Feb. 26 (Example Wire) -- Talks failed.") == [("Feb. 26", "2022-02-26")]


def test_hours_later_count_from_the_day_named_before() -> None:
    found = values("He spoke on Tuesday. Less than 48 hours later the attack began.")
    assert found == [("Tuesday", "2022-02-22"), ("Less than 48 hours later", "2022-02-24")]


def test_more_hours_than_the_calendar_has_end_with_it() -> None:
    mention = find_dates("The envoy left 99999999999 hours ago.", published=SATURDAY)[0]
    assert mention.value == "0001-01-01"


def test_a_year_later_counts_from_the_year_named_before() -> None:
    assert values("In 2014 it joined. A year later it left.")[1] == ("A year later", "2015")


def test_the_next_day_follows_the_day_named_before() -> None:
    assert values("They met on Feb. 4. The next day they parted.")[1] == ("The next day", "2022-02-05")


def test_the_day_after_a_date() -> None:
    mention = find_dates("It was the day after Feb. 24.", published=SATURDAY)[0]
    assert (mention.value, mention.start_day) == ("2022-02-25", "2022-02-25")


@pytest.mark.parametrize(
    ("text", "value"),
    [("on Friday", "XXXX-WXX-5"), ("on Feb. 25", "XXXX-02-25"), ("last week", "XXXX-WXX"), ("in March", "XXXX-03")],
)
def test_without_publication_dates_stay_partial(text: str, value: str) -> None:
    mention = find_dates(f"They met {text}.")[0]
    assert (mention.value, mention.start_day, mention.end_day) == (value, None, None)


def test_a_year_of_publication_completes_a_day_of_a_month() -> None:
    assert values("They met on Feb. 25.", published="2022") == [("Feb. 25", "2022-02-25")]


@pytest.mark.parametrize(
    ("text", "start", "end", "mod"),
    [
        ("late 2012", "2012-10-01", "2012-12-31", "END"),
        ("early this month", "2022-02-01", "2022-02-10", "START"),
        ("mid-March", "2022-03-11", "2022-03-20", "MID"),
        ("this week", "2022-02-21", "2022-02-27", None),
        ("last year", "2021-01-01", "2021-12-31", None),
        ("the past two weeks", "2022-02-12", "2022-02-26", None),
    ],
)
def test_days_covered(text: str, start: str, end: str, mod: str | None) -> None:
    mention = find_dates(f"{text}, in short", published=SATURDAY)[0]
    assert (mention.start_day, mention.end_day, mention.mod) == (start, end, mod)


@pytest.mark.parametrize(
    "text",
    [
        "It may march on.",
        "The 6-year-old boy spoke.",
        "He paid $2022 for 1,500 tanks.",
        "They left as soon as they could.",
        "The Sun rose; Jan Kavan and Mar Elias spoke.",
        "The second group left.",
        "There is nothing here.",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, published=SATURDAY) == []


def test_blank_line_ends_an_expression() -> None:
    assert [mention.text for mention in find_dates("in late\n\n2012", published=SATURDAY)] == ["2012"]


def test_line_break_is_space() -> None:
    assert [mention.value for mention in find_dates("on Feb.\n24", published=SATURDAY)] == ["2022-02-24"]


def test_impossible_days_are_no_dates() -> None:
    assert values("on 2022-02-30 and 30/30/2022") == []


@pytest.mark.parametrize("published", ["yesterday", "2022-13-01", "2022-02-30", "26.02.2022", "0001-01-01"])
def test_publication_that_is_no_date_is_an_error(published: str) -> None:
    with pytest.raises(DateError):
        find_dates("on Friday", published=published)


WORDS = """
last next the a three 24 2022 Feb. Friday week weeks ago later , - . of and early late mid 3 p.m. now '90s $5 1/2
Thanksgiving half every in since 2022-02-24 first quarter may May ’s ‘ 31 99 1,000 fortnight decade 12:30 noon
"""
PIECES = st.sampled_from([*WORDS.split(), "\n\n"])


@settings(deadline=None)
@given(
    st.lists(PIECES, max_size=30).map(" ".join), st.sampled_from([None, SATURDAY, "2022", "1000-01-01", "2999-12-31"])
)
def test_any_text_gives_spans_in_order_that_hold_their_text(text: str, published: str | None) -> None:
    found = find_dates(text, published=published)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(one.start_day <= one.end_day for one in found if one.start_day and one.end_day)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert all(mention.text for mention in find_dates(text, published=SATURDAY))


def test_expressions_across_pieces_of_a_long_line_are_whole() -> None:
    text = "word " * 13_000 + "on Friday, Feb. 25, 2022 they met. " + "word " * 13_000
    assert values(text) == [("Friday, Feb. 25, 2022", "2022-02-25")]


@pytest.mark.parametrize("unit", ["the last two or ", "twenty-", "1,111", "n't'", "12-", "\n \n", "a"])
def test_hostile_repetition_comes_to_an_end(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert all(text[d.start : d.end] == d.text for d in find_dates(text, published=SATURDAY))
