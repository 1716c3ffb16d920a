from __future__ import annotations

import pytest

from talleyrand.extract.asking import MOST_WORDS, ask
from talleyrand.extract.tree import Tree, build_tree
from talleyrand.model.judging import Question
from talleyrand.model.spans import Span
from talleyrand.parse.engine import Engine


def tree_of(engine: Engine, text: str) -> Tree:
    return build_tree(engine.parse(text))


def marked(question: Question, part: str) -> str | None:
    reach = getattr(question, part)
    return " ".join(question.words[slice(*reach)]) if reach else None


def test_a_party_given_as_a_span_is_marked_in_words(engine: Engine) -> None:
    tree = tree_of(engine, "The Kenyan president thanked Uganda.")
    question = ask(tree.nodes, None, Span(0, 20), Span(29, 35))
    assert (marked(question, "source"), marked(question, "target")) == ("The Kenyan president", "Uganda")
    assert question.trigger is None


def test_a_party_given_as_a_token_is_its_name_with_what_stands_before(engine: Engine) -> None:
    tree = tree_of(engine, "The Kenyan president thanked Uganda for the maize that it had sent.")
    verb = next(n for n in tree.nodes if n.lemma == "thank")
    question = ask(tree.nodes, verb, verb.kid("nsubj"), verb.kid("obj"))
    assert marked(question, "source") == "The Kenyan president"
    assert marked(question, "trigger") == "thanked"
    assert marked(question, "target") == "Uganda"


@pytest.mark.parametrize("where", [0, 1])
def test_a_long_sentence_is_asked_about_around_its_marks(engine: Engine, where: int) -> None:
    filler = "very " * 150
    text = ["Uganda thanked Kenya " + filler, filler + "Uganda thanked Kenya"][where]
    tree = tree_of(engine, text)
    at = text.index("Uganda")
    question = ask(tree.nodes, None, Span(at, at + 6), Span(at + 15, at + 20))
    assert len(question.words) == MOST_WORDS
    assert (marked(question, "source"), marked(question, "target")) == ("Uganda", "Kenya")
