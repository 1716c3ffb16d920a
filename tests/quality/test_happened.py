"""Sets of graded events: their texts as printed, and what each set's annotators were asked."""

from __future__ import annotations

from quality.scorers.factuality import score
from quality.sets.happened import EventText, printed

from talleyrand import Span


def test_tokens_become_a_printed_text_and_keep_their_places() -> None:
    tokens = "`` We do n't know ( yet ) , '' he said ."
    text, places = printed(tokens)
    assert text == '"We don\'t know (yet)," he said.'
    at = tokens.index("know")
    assert text[places[at] : places[at + 3] + 1] == "know"


def test_what_is_planned_counts_as_the_annotators_were_asked() -> None:
    future = EventText("It will rain .", (Span(8, 12),), (2.5,), "happened or will")
    past = EventText("It will rain .", (Span(8, 12),), (-2.5,), "has happened")
    for text in (future, past):
        (macro, right) = list(score([text], [("planned",)]))
        assert (macro.value, right.value) == (100.0, 100.0)
