"""Figures are read with what they count; days, years and articles count nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.codebook.figures import Figure, find_figures, load_figures

UNITS = load_figures().units


@pytest.mark.parametrize("unit", UNITS, ids=[unit.id for unit in UNITS])
def test_every_unit_is_found_in_its_example(unit):
    text, name, value = unit.example
    assert Figure(name, value) in find_figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "On February 24, 2022 he spoke.",
        "the 5th of May",
        "under Article 5 of the treaty",
        "the meeting at 10:30 am",
        "UNGA resolution 2202 was named",
        "In 2014 Russia took Crimea.",
        "COVID-19 cases were few",
        "one of the leaders",
    ],
)
def test_numbers_that_count_nothing_are_left_out(text):
    assert find_figures(text) == ()


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("some 190,000 Russian troops", "troops", 190_000),
        ("two dozen missiles struck", "missiles", 24),
        ("$1.5 billion in aid", "dollars", 1.5e9),
        ("a 45-minute call", "minutes", 45),
        ("12 cruise missiles", "missiles", 12),
    ],
)
def test_what_is_counted_is_the_unit_or_the_noun_behind_the_number(text, unit, value):
    assert find_figures(text) == (Figure(unit, value),)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    assert all(figure.value >= 0 for figure in find_figures(text))
