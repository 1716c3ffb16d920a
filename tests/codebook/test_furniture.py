"""The rules for what surrounds a text, each with its own example and counterexample."""

from __future__ import annotations

import pytest

from talleyrand.codebook.front_matter import find_front_matter
from talleyrand.codebook.furniture import Phrase, label_words, phrases, role_of, title_line


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.id)
def test_each_rule_claims_its_example_and_leaves_its_counterexample(phrase: Phrase) -> None:
    assert phrase.matches(phrase.example)
    assert role_of(phrase.example) == phrase.role
    assert role_of(phrase.counter) is None
    assert phrase.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Elsewhere on the front, both armies dug in.",
        "Most viewed the deal as a defeat.",
        "Join our struggle, the president urged his allies.",
        "By Friday evening both sides had accepted.",
        "The left, right and center agreed.",
        "Parties of the center, left, and right voted for it.",
        "Reuters reported the strike first.",
        "Photo identification will be asked for at the border.",
        "Copyright was not discussed.",
        "The end",
    ],
)
def test_sentences_that_only_look_like_furniture_are_text(sentence: str) -> None:
    assert role_of(sentence) is None


def test_rules_have_ids_of_their_own() -> None:
    ids = [phrase.id for phrase in phrases()]
    assert len(ids) == len(set(ids))


def test_a_long_paragraph_that_mentions_the_words_is_text() -> None:
    assert role_of("You might also like") == "furniture"
    assert role_of("You might also like " + "to know that the envoy left. " * 20) is None


def test_words_that_no_label_begins_with_are_no_labels_by_themselves() -> None:
    words = label_words()
    assert not [word for word in words.generic if word != "q" and words.refused.fullmatch(word)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks resume in Geneva\n\nThe talks resumed.", "Talks resume in Geneva"),
        ("# Talks resume in Geneva\n\nThe talks resumed.", "Talks resume in Geneva"),
        ("Talks resume\n" + "The talks resumed on Friday, the ministry said. " * 4, "Talks resume"),
        ("The talks resumed.\n\nThey ended.", None),
        ("It gives me \ngreat pleasure to be here.", None),
        ("Only one line", None),
        ("FOR IMMEDIATE RELEASE\n\nThe talks resumed.", None),
    ],
)
def test_a_title_is_a_short_first_line_without_a_stop_above_text(text: str, title: str | None) -> None:
    assert title_line(text) == title


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        ('---\ntitle: "It\\u2019s\\_over"\n---\nText.', {"title": "It’s\xa0over"}, "Text."),
        ("---\ndate: '2022-03-03'\n---\nText.", {"date": "2022-03-03"}, "Text."),
        ('---\ntitle: "A long\\\n  \\ title"\nurl: null\n---\nText.', {"title": "A long title"}, "Text."),
        ("Title: End\r\nDate: 2022-03-03\r\n\r\nText.", {"title": "End", "date": "2022-03-03"}, "\r\nText."),
        ("Title: one key may be a sentence\n\nText.", {}, "Title: one key may be a sentence\n\nText."),
        ("---\nno closing fence: x\n", {}, "---\nno closing fence: x\n"),
    ],
)  # fmt: skip
def test_front_matter_is_read_and_its_end_found(text: str, fields: dict[str, str], rest: str) -> None:
    header = find_front_matter(text)
    assert dict(header.fields) == fields
    assert text[header.end :] == rest
