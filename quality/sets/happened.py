"""Events with graded factuality, from -3 (did not happen) to +3 (happened): UW, UDS-IH2, CommitmentBank, MEANTIME."""

from __future__ import annotations

from dataclasses import dataclass

from quality.places import SHARED
from quality.sets.jsonl import rows
from talleyrand import Document, Engine, Span
from talleyrand.model.records import Factuality
from talleyrand.pipeline.events import find_factuality

FOLDER = SHARED / "gold" / "factuality"


@dataclass(frozen=True, slots=True)
class EventText:
    """A text with the spans of its events and the grade of each."""

    text: str
    events: tuple[Span, ...]
    grades: tuple[float, ...]


def load(name: str) -> list[EventText] | None:
    """Return the texts of a set's development part, None where it is absent."""
    found = rows(FOLDER / name / "dev.jsonl")
    if found is None:
        return None
    return [
        EventText(
            row["text"],
            tuple(Span(event["start"], event["end"]) for event in row["events"]),
            tuple(float(event["factuality"]) for event in row["events"]),
        )
        for row in found
    ]


def read(item: EventText, engine: Engine) -> tuple[Factuality | None, ...]:
    """Return the factuality that is read at each event."""
    return tuple(find_factuality(Document.from_text(item.text), item.events, engine))
