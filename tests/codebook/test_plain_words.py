"""Words that carry no policy by themselves."""

from __future__ import annotations

import pytest

from talleyrand.codebook.plain_words import FILE, load_plain_words
from talleyrand.codebook.tables import read_toml

GROUPS = read_toml(FILE)["group"]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["id"])
def test_every_group_has_a_reason_and_holds_a_word_of_its_example(group):
    assert group["why"]
    assert set(group["example"].split()) & getattr(load_plain_words(), group["id"])
    assert set(group["example"].split()) <= load_plain_words().all | {"french"}


@pytest.mark.parametrize(
    "word", "sovereignty integrity sanctions security guarantees war peace influence binding costs allies".split()
)
def test_words_of_policy_are_in_no_group(word):
    assert word not in load_plain_words().all
