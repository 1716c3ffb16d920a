"""A record's sentence as a coder reads it: a few sentences around it, its evidence marked, its parts named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Forecast, Record, Statement
from talleyrand.model.spans import Quote, Span
from talleyrand.present.documents.context import paragraphs
from talleyrand.present.plain import shown

MOST = 3_000
"""Code points of a passage beyond which its surroundings are left out: evidence may be a whole page."""
NEAR = 400
"""Code points from the sentences around within which a part is reached by reading on; one farther off stands apart."""
AFTER = 90
"""Code points that are shown after a part that stands apart."""


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
    """A paragraph of a passage: where its first code point stands, and whether text is left out before it."""

    start: int
    segments: tuple[Segment, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """What a coder reads: paragraphs from `start` to `end`, and whether the document has more after them."""

    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]
    after: bool


def parts_of(record: Record) -> tuple[Part, ...]:
    """Return the parts of a record that have a place in the text, in the order of the text."""
    found = {Part(what, quote.start, quote.end) for what, quote in _quotes(record) if quote and quote.start < quote.end}
    return tuple(sorted(found, key=lambda part: (part.start, part.end, part.what)))


def build_passage(record: Record, document: Document, around: Span) -> Passage:
    """Return the passage of a record: the sentences `around` its evidence, and the parts of it that stand elsewhere.

    Without sentences around it (`around` is the evidence itself) the evidence stands in its paragraph; one that is very
    long stands alone.
    """
    text, evidence = shown(document.text), record.evidence.span
    parts = tuple(part for part in parts_of(record) if part.end <= len(text))
    spans = paragraphs(text)
    if around == evidence:
        around = _stretched(evidence, *(span for span in spans if span.overlaps(evidence)))
    near = [Span(part.start, part.end) for part in parts if _distance(part, around) <= NEAR]
    wide = _stretched(around, *near)
    body = next((one for one in (wide, around) if one.end - one.start <= MOST), evidence)
    apart = [Span(part.start, part.end + AFTER) for part in parts if not body.overlaps(Span(part.start, part.end))]
    windows = _joined([*apart, body])
    made = tuple(_paragraphs(text, spans, windows, evidence, parts))
    return Passage(windows[0].start, windows[-1].end, made, bool(text[windows[-1].end :].strip()))


def _distance(part: Part, around: Span) -> int:
    return max(around.start - part.end, part.start - around.end, 0)


def _joined(windows: list[Span]) -> list[Span]:
    """Return windows in order, those that touch as one."""
    found: list[Span] = []
    for window in sorted(windows):
        if found and window.start <= found[-1].end:
            found[-1] = _stretched(found[-1], window)
        else:
            found.append(window)
    return found


def _paragraphs(
    text: str, spans: list[Span], windows: list[Span], evidence: Span, parts: tuple[Part, ...]
) -> Iterator[Paragraph]:
    """Cut paragraphs by the windows; a gap is where words of the text are left out."""
    shown_to = 0
    for span in spans:
        for window in windows:
            start, end = max(span.start, window.start), min(span.end, window.end)
            if start < end:
                gap = bool(text[shown_to:start].strip())
                yield Paragraph(start, tuple(_segments(text, Span(start, end), evidence, parts)), gap)
                shown_to = end


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
