"""Plain words: cleaning, clipping, dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.model.dates import DateInterval
from talleyrand.present import plain


@given(st.text(alphabet=st.characters(), max_size=200))
def test_cleaning_keeps_offsets_and_can_be_written(text: str) -> None:
    safe = plain.shown(text)
    assert len(safe) == len(text)
    assert safe.encode("utf-8").decode("utf-8") == safe
    assert plain.shown(safe) == safe


@pytest.mark.parametrize("char", ["\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\ud800", "\r"])
def test_characters_that_steer_a_terminal_or_reorder_text_are_made_visible(char: str) -> None:
    assert plain.shown(f"a{char}b") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize("text", ["naïve — “quoted”", "שלום", "\u4e2d\u56fd", "one\n\ttwo"])
def test_ordinary_text_of_any_script_stays(text: str) -> None:
    assert plain.shown(text) == text


@given(st.text(max_size=300), st.integers(min_value=2, max_value=80))
def test_a_clip_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(plain.clip(text, limit)) <= max(limit, 0)


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2022-02-25", "2022-02-25", "day", "25 Feb 2022"),
        ("2022-02-23", "2022-02-25", "day", "23–25 Feb 2022"),
        ("2022-02-28", "2022-03-06", "week", "28 Feb – 6 Mar 2022"),
        ("2021-12-27", "2022-01-02", "week", "27 Dec 2021 – 2 Jan 2022"),
        ("2022-02-01", "2022-02-28", "month", "Feb 2022"),
        ("2014-01-01", "2014-12-31", "year", "2014"),
        ("2022-02-24", None, "day", "from 24 Feb 2022 on"),
        (None, "2022-02-24", "day", "by 24 Feb 2022"),
        (None, None, "unknown", "undated"),
    ],
)
def test_a_date_is_said_no_more_precisely_than_it_is_known(
    start: str | None, end: str | None, precision: str, words: str
) -> None:
    assert plain.date_words(DateInterval(start, end, precision)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("partial", "words"), [("XXXX-02-25", "25 Feb, year unknown"), ("XXXX-XX-XXTEV", "undated"), (None, "undated")]
)
def test_a_partial_date_says_what_is_known(partial: str | None, words: str) -> None:
    assert plain.date_words(DateInterval(partial=partial)) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (DateInterval("2022-02-25", "2022-02-25", "day", "stated", "Feb. 25"), "as stated: “Feb. 25”"),
        (DateInterval("2022-02-25", "2022-02-25", "day", "relative", "Friday"), "reckoned from “Friday”"),
        (DateInterval("2022-02-25", "2022-02-25", "day", "publication"), "date of publication"),
        (DateInterval(None, "2022-02-25", "unknown", "publication"), "no date given; before publication"),
        (DateInterval(), "no date found"),
    ],
)
def test_how_a_date_is_known_is_said(when: DateInterval, words: str) -> None:
    assert plain.basis_words(when) == words


@given(st.dates())
def test_day_numbers_go_there_and_back(day: date) -> None:
    assert plain.iso(plain.ordinal(day.isoformat())) == day.isoformat()


def test_a_list_of_names_names_everybody_once() -> None:
    assert plain.listed(["a", "b", "c"]) == "a, b and c"
    assert plain.listed([]) == ""
