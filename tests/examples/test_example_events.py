"""The same event told in several pieces of the example case is one event, and no two events are made one."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.model.copies import stories_of
from talleyrand.model.documents import Document
from talleyrand.model.events import Event, find_events
from talleyrand.model.records import Act, Record
from talleyrand.parse.engine import load_engine
from talleyrand.pipeline.code import code
from talleyrand.pipeline.copies import find_copies

CASE = Path(__file__).parents[2] / "examples" / "ukraine_2022"
GOLD = json.loads((Path(__file__).parent / "events.json").read_text(encoding="utf-8"))["events"]
PIECES = sorted({piece for event in GOLD for piece, _ in event})
Entries = list[tuple[Record, Document]]


@pytest.fixture(scope="module")
def entries() -> Entries:
    engine = load_engine()
    read = [item for piece in PIECES for item in read_paths([CASE / piece], ReadOptions())]
    documents = [item.document for item in read if isinstance(item, Snapshot)]
    return [(record, document) for document in documents for record in code(document, engine)]


def told_by_stories(entries: Entries) -> list[Record]:
    """The records, those of copies with their story, as a ledger has them."""
    stories = stories_of(find_copies(document for _, document in entries))
    return [replace(record, story=stories.get(record.document_id)) for record, _ in entries]


def told(words: str, piece: str, entries: Entries) -> list[Record]:
    """The acts and votes of a piece whose trigger or evidence stands around some words."""
    document = next(d for _, d in entries if str(d.path).endswith(piece))
    at = document.text.index(words)
    near = [r for r, d in entries if d.id == document.id and r.evidence.start <= at < r.evidence.end]
    acts = [r for r in near if isinstance(r.payload, Act) and at <= r.payload.trigger.start < at + len(words)]
    return acts or [r for r in near if r.kind == "vote"]


def annotated(entries: Entries) -> dict[str, int]:
    """The number of the event that each annotated report tells of."""
    return {
        record.id: number
        for number, event in enumerate(GOLD)
        for piece, words in event
        for record in told(words, piece, entries)
    }


def test_reports_of_one_event_are_found_and_no_others(entries: Entries) -> None:
    wanted, events = annotated(entries), find_events(told_by_stories(entries))
    pairs = list(combinations(sorted(wanted), 2))
    same = {pair for pair in pairs if wanted[pair[0]] == wanted[pair[1]]}
    found = {pair for pair in pairs if events[pair[0]].id == events[pair[1]].id}
    assert len(same) > 6
    assert len(same & found) / len(found) >= 0.9
    assert len(same & found) / len(same) >= 0.8


def test_agency_copies_are_one_independent_report(entries: Entries) -> None:
    copies = told("ordering Russia’s deterrence forces", "16_swift_harbour_version.md", entries)
    event: Event = find_events(told_by_stories(entries))[copies[0].id]
    assert event.reports > event.independent == 1
