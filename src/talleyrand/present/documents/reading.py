"""A document to read: its paragraphs with their place in the text, what each is, and the evidence in it.

A text of any length is read in parts, each whole paragraphs, so that a page has a bounded size. Every paragraph's
characters are those of the text one for one (control characters made visible), so that an offset into a paragraph plus
its `start` is the offset into the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from talleyrand.model.documents import Block, Document
from talleyrand.model.records import Record
from talleyrand.model.spans import Span
from talleyrand.present.chains import StepView, chain_steps
from talleyrand.present.documents.context import paragraphs
from talleyrand.present.plain import shown
from talleyrand.present.rows import RowView, row_of

PART = 24_000
"""Characters of a part: about ten minutes of reading."""
CROWD = 120
"""Records from which a part ends, however short its text."""


@dataclass(frozen=True, slots=True)
class StretchView:
    """Characters of one kind: their offset, the part they play in the document, and the records resting on them.

    `records` are in order of how closely they are about these words, the shortest evidence first.
    """

    start: int
    text: str
    role: str = "body"
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteView:
    """A record beside the paragraph that its evidence begins in, with its chain, outermost first."""

    row: RowView
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A paragraph: its offsets into the text, its role where it has but one, its stretches and its notes."""

    start: int
    end: int
    role: str
    stretches: tuple[StretchView, ...]
    notes: tuple[NoteView, ...] = ()


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a document: which of how many, its offsets, and where the parts before and after it begin."""

    number: int
    of: int
    start: int
    end: int
    before: int | None = None
    after: int | None = None


def parts_of(text: str, starts: Sequence[int]) -> tuple[Span, ...]:
    """Return the parts of a text, none over `PART` characters or `CROWD` records by more than a paragraph.

    `starts` are the offsets at which the evidence of its records begins, sorted. A text without words is one part.
    """
    found: list[Span] = []
    first = last = 0
    for span in paragraphs(text):
        crowd = bisect_left(starts, span.start) - bisect_left(starts, first)
        if span.start > first and (span.end - first > PART or crowd >= CROWD):
            found.append(Span(first, span.start))
            first = span.start
        last = span.end
    return (*found, Span(first, max(last, len(text))))


def part_at(parts: Sequence[Span], offset: int) -> PartView:
    """Return the part that an offset is in, the last one for an offset behind the text."""
    index = max(0, bisect_right([part.start for part in parts], offset) - 1)
    part = parts[index]
    before = parts[index - 1].start if index else None
    after = parts[index + 1].start if index + 1 < len(parts) else None
    return PartView(index + 1, len(parts), part.start, part.end, before, after)


def passages(document: Document, part: Span, blocks: Sequence[Block], records: Iterable[Record]) -> list[PassageView]:
    """Return the paragraphs of a part with the evidence of `records`, which may overlap and reach beyond it.

    `blocks` are the document's, in order.
    """
    text = shown(document.text[part.start : part.end])
    ordered = sorted(records, key=lambda record: (record.evidence.start, record.evidence.end, record.id))
    spans = (Span(span.start + part.start, span.end + part.start) for span in paragraphs(text))
    made: list[PassageView] = []
    noted: set[str] = set()
    for turn in (turn for span in spans for turn in _turns(span, _blocks_in(blocks, span))):
        here = [record for record in ordered if record.evidence.span.overlaps(turn)]
        stretches = tuple(_stretches(text, part.start, turn, _blocks_in(blocks, turn), here))
        made.append(_passage(document, turn, stretches, [record for record in here if record.id not in noted]))
        noted.update(record.id for record in here)
    return made


def _turns(span: Span, blocks: Sequence[Block]) -> Iterator[Span]:
    """Part a paragraph where another speaker begins."""
    starts = [block.start for block in blocks if block.role == "speaker" and span.start < block.start]
    for start, end in pairwise([span.start, *starts, span.end]):
        yield Span(start, end)


def _passage(
    document: Document, span: Span, stretches: tuple[StretchView, ...], begun: Iterable[Record]
) -> PassageView:
    """A paragraph with notes on the records whose evidence begins in it."""
    roles = {stretch.role for stretch in stretches if stretch.text.strip()}
    notes = tuple(NoteView(row_of(record, document), chain_steps(record, document)) for record in begun)
    return PassageView(span.start, span.end, roles.pop() if len(roles) == 1 else "body", stretches, notes)


def _blocks_in(blocks: Sequence[Block], span: Span) -> Sequence[Block]:
    first = bisect_right(blocks, span.start, key=lambda block: block.end)
    last = bisect_left(blocks, span.end, key=lambda block: block.start)
    return blocks[first:last]


def _stretches(
    text: str, offset: int, span: Span, blocks: Sequence[Block], records: Sequence[Record]
) -> Iterator[StretchView]:
    """Cut a paragraph wherever evidence or a block begins or ends."""
    bounds = [edge for block in blocks for edge in (block.start, block.end)]
    bounds += [edge for record in records for edge in (record.evidence.start, record.evidence.end)]
    edges = {span.start, span.end, *(edge for edge in bounds if span.start < edge < span.end)}
    for start, end in pairwise(sorted(edges)):
        covering = [record for record in records if record.evidence.start <= start and end <= record.evidence.end]
        covering.sort(key=lambda record: (record.evidence.end - record.evidence.start, record.id))
        role = next((block.role for block in blocks if block.start <= start and end <= block.end), "body")
        yield StretchView(start, text[start - offset : end - offset], role, tuple(record.id for record in covering))
