"""Events with graded factuality, from -3 (did not happen) to +3 (happened): UW, UDS-IH2, CommitmentBank, MEANTIME.

The sets asked their annotators different questions, and give their texts as tokens between spaces; `read` asks the
same questions of the texts as they were printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from quality.places import SHARED
from quality.sets.jsonl import rows
from talleyrand import Document, Engine, Span
from talleyrand.model.records import Factuality
from talleyrand.pipeline.events import find_factuality

FOLDER = SHARED / "gold" / "factuality"
Asked = Literal["happened or will", "has happened", "the clause is true"]
ASKED: dict[str, Asked] = {
    "UW": "happened or will",
    "MEANTIME": "happened or will",
    "UDS_IH2": "has happened",
    "CB": "the clause is true",
}
"""What the annotators of each set graded. CommitmentBank's clauses are graded with the negations inside them."""
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}
_CLOSING = re.compile(r"[,.;:?!)%]|\.\.\.|n't|'(?:s|re|ve|ll|d|m|S)?")
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class EventText:
    """A text with the spans of its events and the grade of each."""

    text: str
    events: tuple[Span, ...]
    grades: tuple[float, ...]
    asked: Asked = "happened or will"


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
            ASKED[name],
        )
        for row in found
    ]


def read(item: EventText, engine: Engine) -> tuple[Factuality | None, ...]:
    """Return the factuality that is read at each event."""
    text, places = printed(item.text)
    events = [Span(places[event.start], places[event.end - 1] + 1) for event in item.events]
    whole = item.asked == "the clause is true"
    return tuple(find_factuality(Document.from_text(text), events, engine, whole=whole))


def printed(text: str) -> tuple[str, list[int]]:
    """Return a text of tokens between spaces as it would be printed, and where each of its characters stands in it.

    >>> printed("It left ( again ) .")[0]
    'It left (again).'
    """
    parts: list[str] = []
    places = [0] * (len(text) + 1)
    length, opened, joined = 0, False, True
    for match in _TOKEN.finditer(text):
        word = _BRACKETS.get(match.group(), match.group())
        closing = _CLOSING.fullmatch(word) is not None
        if word == '"':
            opened = match.group() == "``" or (match.group() == '"' and not opened)
            closing = not opened
        parts.append("" if joined or closing else " ")
        length += len(parts[-1])
        for k in range(match.start(), match.end()):
            places[k] = length + min(k - match.start(), len(word) - 1)
        parts.append(word)
        length += len(word)
        joined = word in {"(", "$"} or (word == '"' and opened)
    return "".join(parts), places
