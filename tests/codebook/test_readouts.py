"""Titles tell readouts from announcements and greetings."""

import pytest

from talleyrand.codebook.readouts import is_readout, load_readouts

CASES = [(title, kind == "contact") for kind, entry in load_readouts().items() for title in entry.examples]


@pytest.mark.parametrize(("title", "expected"), CASES)
def test_every_example_is_told_apart(title, expected):
    assert is_readout(title) == expected


def test_a_title_without_a_contact_is_none():
    assert not is_readout("On measures to support the economy")
