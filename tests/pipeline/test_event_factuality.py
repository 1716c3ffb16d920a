"""Questions about events that are marked in a document."""

from __future__ import annotations

import pytest

from talleyrand.model.documents import Document
from talleyrand.model.records import Factuality
from talleyrand.model.spans import Span
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.events import find_factuality


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def asked(engine: Engine, text: str, *words: str, whole: bool = False) -> list[Factuality | None]:
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in words]
    return find_factuality(Document.from_text(text), spans, engine, whole=whole)


def test_each_event_has_the_factuality_that_its_clause_gives_it(engine: Engine) -> None:
    text = "Norway closed the port. Denmark refused to open its own."
    assert asked(engine, text, "closed", "open") == ["actual", "refused"]


def test_of_a_phrase_the_highest_verb_is_the_event(engine: Engine) -> None:
    text = "Norway did not close the port that storms had damaged."
    assert asked(engine, text, "close the port that storms had damaged", "damaged") == ["negated", "actual"]


def test_a_whole_clause_is_judged_by_what_governs_it(engine: Engine) -> None:
    text = "The minister knows that Norway did not close the port."
    assert asked(engine, text, "close") == ["negated"]
    assert asked(engine, text, "close", whole=True) == ["actual"]


def test_a_span_without_a_word_names_no_event(engine: Engine) -> None:
    assert find_factuality(Document.from_text("It rained."), [Span(2, 3)], engine) == [None]


def test_nothing_is_asked_of_an_engine_without_events(engine: Engine) -> None:
    assert find_factuality(Document.from_text("It rained."), [], engine) == []
