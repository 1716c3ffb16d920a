"""A record's sentence as a coder reads it: a few sentences around it, its evidence marked, its parts named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Forecast, Record, Statement
from talleyrand.model.spans import Quote, Span
from talleyrand.present.context import paragraphs
from talleyrand.present.plain import shown

MOST = 4_000
"""Code points of a passage beyond which its surroundings are left out: evidence may be a whole page."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a record in its text: what it is (`actor`, `trigger`, `cue` ...), half-open in code points."""

    what: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a passage: whether it is evidence, of which parts it is, and which of them end with it."""

    text: str
    evidence: bool
    parts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a passage; `start` is the place of its first code point in the document."""

    start: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What a coder reads: paragraphs from `start` to `end`, and whether the document has more on either side."""

    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]
    before: bool
    after: bool


def parts_of(record: Record) -> tuple[Part, ...]:
    """Return the parts of a record that have a place in the text, in the order of the text."""
    found = {Part(what, quote.start, quote.end) for what, quote in _quotes(record) if quote and quote.start < quote.end}
    return tuple(sorted(found, key=lambda part: (part.start, part.end, part.what)))


def build_passage(record: Record, document: Document, around: Span) -> Passage:
    """Return the passage of a record: `around` and what of its parts is near, or the evidence alone where that is long.

    Without sentences around it (`around` is the evidence itself) the evidence stands in its paragraph.
    """
    evidence = record.evidence.span
    parts = tuple(part for part in parts_of(record) if part.end <= len(document.text))
    if around == evidence:
        around = _stretched(evidence, *(span for span in paragraphs(document.text) if span.overlaps(evidence)))
    wide = _stretched(around, *(Span(part.start, part.end) for part in parts))
    window = next((one for one in (wide, around) if one.end - one.start <= MOST), evidence)
    return cut_passage(document, window, evidence, parts)


def cut_passage(document: Document, window: Span, evidence: Span, parts: tuple[Part, ...] = ()) -> Passage:
    """Return the passage of a window into a document with what is marked in it."""
    text = shown(document.text)
    start, end = max(0, window.start), min(len(text), window.end)
    spans = [
        Span(max(span.start, start), min(span.end, end))
        for span in paragraphs(text)
        if span.start < end and start < span.end
    ]
    made = tuple(Paragraph(span.start, tuple(_segments(text, span, evidence, parts))) for span in spans)
    return Passage(start, end, made, bool(text[:start].strip()), bool(text[end:].strip()))


def _quotes(record: Record) -> Iterator[tuple[str, Quote | None]]:
    yield from (("actor", actor.mention) for actor in record.actors)
    yield from (("recipient", actor.mention) for actor in record.recipients)
    yield from (("source", link.mention) for link in record.reported_by)
    match record.payload:
        case Act():
            yield "trigger", record.payload.trigger
        case Statement():
            yield "cue", record.payload.cue
            yield from (("content", quote) for quote in record.payload.content)
            yield from (("addressee", actor.mention) for actor in record.payload.addressees)
        case Forecast():
            yield "proposition", record.payload.proposition


def _stretched(*spans: Span) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _segments(text: str, span: Span, evidence: Span, parts: tuple[Part, ...]) -> Iterator[Segment]:
    """Cut a paragraph wherever the evidence or a part begins or ends."""
    bounds = (evidence.start, evidence.end, *(edge for part in parts for edge in (part.start, part.end)))
    edges = sorted({span.start, span.end, *(edge for edge in bounds if span.start < edge < span.end)})
    for start, end in pairwise(edges):
        here = [part for part in parts if part.start <= start and end <= part.end]
        yield Segment(
            text[start:end],
            evidence.start <= start and end <= evidence.end,
            tuple(dict.fromkeys(part.what for part in here)),
            tuple(dict.fromkeys(part.what for part in here if part.end == end)),
        )
