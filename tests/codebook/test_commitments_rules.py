"""Every rule on commitments does what its examples say."""

import pytest

from talleyrand.codebook.commitments import denies_intent, kept_by
from talleyrand.codebook.plover import load_event_types
from talleyrand.codebook.tables import read_toml

RULES = read_toml("commitments.toml")


def before(example):
    text, verb = example
    return text[: text.index(verb)]


@pytest.mark.parametrize("rule", RULES["intent"], ids=lambda rule: rule["id"])
def test_words_of_intent(rule):
    assert denies_intent(before(rule["example"]))
    assert not denies_intent(before(rule["not"]))


@pytest.mark.parametrize("rule", RULES["keeps"], ids=lambda rule: rule["id"])
def test_what_keeps_a_commitment(rule):
    event_type, mode, by = rule["example"]
    assert by in kept_by(event_type, mode or None)
    assert set(rule["by"].split()) | {event_type} <= load_event_types().keys()


def test_another_sentence_denies_nothing():
    assert not denies_intent("They will not talk. Troops ")
