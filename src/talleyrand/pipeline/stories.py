"""The story of a record: what it says, in which sentence, by which rule, on whose word, from which source."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from talleyrand.ledger.inputs import Event
from talleyrand.ledger.records import Records
from talleyrand.ledger.store import Ledger
from talleyrand.model.contract import record_to_json
from talleyrand.model.documents import Document
from talleyrand.model.records import Record

CONTEXT = 240
"""Characters of context on either side of the evidence; cut at white space."""


@dataclass(frozen=True, slots=True)
class Story:
    """A record with its document, the text around its evidence, the paths of its source and its history."""

    record: Record
    document: Document
    before: str
    after: str
    paths: tuple[str, ...]
    history: tuple[Event, ...]
    fields: tuple[tuple[str, str], ...] = ()
    """The cells of the row that a record of event data rests on, each with its column."""


def story_of(ledger: Records, record_id: str) -> Story:
    """Return the story of the record whose id begins with `record_id`; raises NotFoundError."""
    record = ledger.record(record_id)
    if record.row is not None and isinstance(ledger, Ledger):
        return _of_data(ledger, record)
    document = ledger.document(record.document_id)
    before, after = _around(document.text, record.evidence.start, record.evidence.end)
    return Story(record, document, before, after, ledger.paths(document.id), ledger.history(record.id))


def _of_data(ledger: Ledger, record: Record) -> Story:
    document = ledger.document_of(record)
    paths = (document.path,) if document.path else ()
    history, fields = ledger.event_data.history(record), tuple(ledger.event_data.fields(record))
    return Story(record, document, "", "", paths, history, fields)


def story_json(story: Story) -> dict[str, Any]:
    """Return a story as one JSON object: contract 1 with `context`, `source` and `history` added."""
    return (
        record_to_json(story.record, story.document)
        | {
            "context": {"before": story.before, "after": story.after},
            "source": {"sha256": story.document.id, "paths": list(story.paths)},
            "history": [asdict(event) for event in story.history],
        }
        | ({"fields": dict(story.fields)} if story.fields else {})
    )


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT:
        before = "…" + before.partition(" ")[2]
    if end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before, after
