"""Publication dates: given, written, inferred."""

from __future__ import annotations

import pytest

from talleyrand.archive.published import check_date, infer_published, read_date
from talleyrand.errors import DateError


@pytest.mark.parametrize("value", ["2022", "2022-02", "2022-02-28"])
def test_a_given_date_is_a_day_a_month_or_a_year(value: str) -> None:
    assert check_date(value) == value


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2022-02-30", "2022-13", "22-02-01", "2022-2-1", "2022-02-01T10:00"]
)
def test_a_given_date_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(DateError, match="is no date"):
        check_date(value)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2022-02-26T23:00:00Z", "2022-02-26"),
        ("2022-02-07 05:00:00-05:00", "2022-02-07"),
        ("February 26, 2022", "2022-02-26"),
        ("Sat., 26 Feb. 2022 at 11:42 a.m. ET", "2022-02-26"),
        ("2014-09", "2014-09"),
    ],
)
def test_metadata_may_have_a_time_or_write_the_month_out(value: str, iso: str) -> None:
    assert read_date(value) == iso


@pytest.mark.parametrize("value", ["03/04/2022", "February 30, 2022", "soon"])
def test_metadata_that_could_be_two_days_or_none_is_refused(value: str) -> None:
    with pytest.raises(DateError):
        read_date(value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Talks end\nBy Jane Doe\nPublished March 3, 2022\n\nThe talks ended.", "2022-03-03"),
        ("BEIJING, Feb. 26, 2022 (Example Wire) - China abstained.", "2022-02-26"),
        ("Geneva, 3 March 2022 – The talks ended.", "2022-03-03"),
        ("Ministry\n\nNew York, 8 September 1994\n\nNote 12\n\nThe talks ended.", "1994-09-08"),
        ("Talks end\n\nThursday, March 3, 2022\n\nThe talks ended.", "2022-03-03"),
        ("The talks ended.\n\nPublication date: March 3, 2022, 12:05\n\nText version", "2022-03-03"),
        ("Updated March 4, 2022, 9:10 a.m. ET\nPublished March 3, 2022\n\nThe talks ended.", "2022-03-03"),
    ],
)
def test_a_date_that_a_text_plainly_gives_as_its_own_is_inferred(text: str, day: str) -> None:
    assert infer_published(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "On March 3, 2022 the two delegations met.",
        "The talks ended. They had begun on February 28, 2022.",
        "BEIJING, Feb. 26 (Example Wire) - China abstained.",
        "March 3, 2022\nMarch 4, 2022\nThe talks ended.",
    ],
)
def test_a_date_of_an_event_a_partial_or_a_contested_one_is_not(text: str) -> None:
    assert infer_published(text) is None


def test_the_web_address_gives_the_day_when_the_text_does_not() -> None:
    assert infer_published("The talks ended.", "https://example.org/world/2022/03/03/talks-end") == "2022-03-03"
