"""The pure core: one document in, its records out."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talleyrand.model.contract import record_body
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.pipeline.code import code

STORY = (
    "WARSAW — Poland’s foreign minister met his Czech counterpart in Krakow on Friday, and urged Russia to withdraw."
    "\n\n"
    "“We will send ten tanks to Ukraine,” the Polish minister said. He declined to say when.\n\n"
    "Hungary abstained in the Security Council vote, according to a readout by the Polish mission. "
    "Analysts in Vienna said the talks could collapse within days.\n\n"
    "“It is an invasion of Ukraine,” the Polish minister told reporters. “We have never called it anything else.”"
)
PIECES = ["“", "”", "\n\n", "\n", " said", ", ", ".", " told", "é", "😀", "Q: ", " — ", " not", "’s", '"', "\u00a0", ""]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def quoted(value: object) -> list[tuple[int, int, str]]:
    """Every span with its characters anywhere in a record's body."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and isinstance(value["start"], int):
            return [(value["start"], value["end"], value["text"])]
        return [q for inner in value.values() for q in quoted(inner)]
    if isinstance(value, list):
        return [q for inner in value for q in quoted(inner)]
    return []


def check(records: list[Record], text: str) -> None:
    """Each quoted text is what the document says at its span."""
    for record in records:
        found = quoted(record_body(record))
        assert found
        for start, end, words in found:
            assert text[start:end] == words


def test_a_story_gives_every_kind_of_record(engine: Engine) -> None:
    records = code(Document.from_text(STORY, published="2022-03-05"), engine)
    assert {r.kind for r in records} == {"statement", "act", "vote", "forecast", "framing"}
    check(records, STORY)


def test_the_same_document_gives_the_same_records(engine: Engine) -> None:
    document = Document.from_text(STORY, published="2022-03-05")
    first, second = code(document, engine), code(document, engine)
    assert first == second
    assert len({r.id for r in first}) == len(first)


def test_records_name_what_made_them(engine: Engine) -> None:
    for record in code(Document.from_text(STORY), engine):
        assert record.engine == f"{engine.name} {engine.version}"
        assert record.method.partition("@")[2].isdigit()


@pytest.mark.parametrize("text", ["", " \n\n ", "...", "“”", "?!\n\n—\n\n…", "\u200b"])
def test_texts_without_words_have_no_records(text: str, engine: Engine) -> None:
    assert code(Document.from_text(text), engine) == []


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(STORY)), st.integers(0, 30), st.sampled_from(PIECES)), min_size=1, max_size=6
    )
)
def test_spans_match_however_a_text_is_broken(edits: list[tuple[int, int, str]], engine: Engine) -> None:
    text = STORY
    for at, length, piece in edits:
        text = text[:at] + piece + text[at + length :]
    check(code(Document.from_text(text, published="2022-03-05"), engine), text)
