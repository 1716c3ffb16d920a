"""The table of temporal expressions: every rule compiles, and its examples read as they say."""

from __future__ import annotations

import pytest

from talleyrand.codebook.dates import date_words, fill
from talleyrand.resolve.date_grammar import alphabet
from talleyrand.resolve.date_holidays import holiday
from talleyrand.resolve.dates import READERS, find_dates

PUBLISHED = "2022-02-26"
EXAMPLES = [(rule.id, text, value) for rule in date_words().rules for text, value in rule.examples]


@pytest.mark.parametrize(("rule", "text", "value"), EXAMPLES, ids=[f"{rule}: {text}" for rule, text, _ in EXAMPLES])
def test_rule_example(rule: str, text: str, value: str) -> None:
    assert [mention.value for mention in find_dates(text, published=PUBLISHED)][:1] == [value]


def test_every_rule_has_a_reading() -> None:
    assert {rule.kind for rule in date_words().rules} <= set(READERS)


def test_rules_have_ids_of_their_own() -> None:
    ids = [rule.id for rule in date_words().rules]
    assert len(ids) == len(set(ids))


def test_words_have_classes_that_rules_can_name() -> None:
    assert {word.kind for word in date_words().words.values()} <= set(alphabet())


def test_macros_are_filled_in_depth() -> None:
    assert fill("{day} x", {"day": "{month} n2", "month": "m"}) == "m n2 x"


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("Thanksgiving", 1999, "1999-11-25"),
        ("Easter", 2022, "2022-04-17"),
        ("Good Friday", 2022, "2022-04-15"),
        ("Memorial Day", 2022, "2022-05-30"),
        ("New Year's Eve", 2021, "2021-12-31"),
    ],
)
def test_named_days_fall_on_their_days(name: str, year: int, day: str) -> None:
    found = holiday(name, year)
    assert found is not None
    assert found.isoformat() == day
