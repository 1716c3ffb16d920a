"""The list of errors shows each with its sentence, under its class."""

from __future__ import annotations

from own_texts import CONDEMNED, RECALLED, TEXT, act, reading, state, text_of
from quality.listing import entry_errors, own_errors, shown
from quality.sets.entries import EnteredText

from talleyrand import Document, Span, record_to_json

CHINA, INDIA, PERU = state("CHN"), state("IND"), state("PER")


def test_errors_stand_under_their_class_the_largest_first() -> None:
    found = reading(act("recall", "SANCTION", INDIA, PERU), act("Lima", "AID", CHINA), act("envoy", "AID", CHINA))
    lines = list(own_errors("acts", [text_of(CONDEMNED, RECALLED)], [found]))
    heads = [line.strip() for line in lines if line.startswith("\n")]
    assert heads == ["== invented: 2", "== missed: 1", "== wrong factuality: 1"]
    assert any("China ⟦condemned the raid⟧." in line for line in lines)


def test_what_is_right_is_not_listed() -> None:
    assert list(own_errors("acts", [text_of(CONDEMNED)], [reading(act("condemned", "ACCUSE", CHINA))])) == []


def test_the_line_around_a_place_is_shown() -> None:
    assert shown("One.\nTwo three.\nFour.", Span(9, 14)) == "Two ⟦three⟧."


def test_an_entry_that_is_not_found_says_what_differs() -> None:
    document = Document.from_text(TEXT)
    entries = (
        {"id": "e1", "near": "condemned", "kind": ["act"], "actor": ["IND"]},
        {"id": "e2", "near": "condemned", "kind": ["act"], "actor": ["CHN"]},
        {"id": "e3", "near": "recall", "kind": ["vote"]},
    )
    records = (record_to_json(act("condemned", "ACCUSE", CHINA), document),)
    lines = list(entry_errors([EnteredText(document, entries)], [records]))
    assert lines == ["\n== missed: 1", "e3: recall", "\n== wrong actor: 1", "e1: condemned"]
