"""A page of a paper with the evidence of records outlined on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from talleyrand.model.documents import Document
from talleyrand.model.layouts import Box, Layout
from talleyrand.model.records import Record
from talleyrand.model.spans import Span
from talleyrand.present.rows import RowView, row_of

MARGIN = 1.5
"""Points that an outline stands away from the words."""


@dataclass(frozen=True, slots=True)
class OutlineView:
    """A rectangle in points from the left and top edge of the page."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class MarkView:
    """A record on a page: its row, and the outlines of its evidence there."""

    row: RowView
    outlines: tuple[OutlineView, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """A page of a paper, counted from 1: its size in points, whether it has text, the records that rest on it."""

    number: int
    width: float
    height: float
    has_text: bool
    marks: tuple[MarkView, ...]


def sheet_view(layout: Layout, number: int, document: Document, records: Iterable[Record]) -> SheetView:
    """Return page `number` with those of the records that rest on it."""
    sheet = layout.sheets[number - 1]
    marks = tuple(_marks(layout, number, document, records))
    return SheetView(number, round(sheet.width, 1), round(sheet.height, 1), sheet.has_text, marks)


def stretch_of(layout: Layout, number: int) -> Span:
    """Return the stretch of the text from the first to the last character on a page, empty where it has none."""
    lines = [line for line in layout.lines if line.page == number - 1]
    return Span(lines[0].start, max(line.end for line in lines)) if lines else Span(0, 0)


def pages_of(layout: Layout, span: Span) -> tuple[int, ...]:
    """Return the pages that a stretch of the text stands on, in order."""
    return tuple(sorted({line.page + 1 for line in layout.lines if line.start < span.end and span.start < line.end}))


def silent_pages(layout: Layout) -> tuple[int, ...]:
    """Return the pages that have no text."""
    return tuple(number for number, sheet in enumerate(layout.sheets, 1) if not sheet.has_text)


def _marks(layout: Layout, number: int, document: Document, records: Iterable[Record]) -> Iterator[MarkView]:
    for record in records:
        boxes = [box for box in layout.boxes(record.evidence.span) if box.page == number]
        if boxes:
            yield MarkView(row_of(record, document), tuple(map(_outline, boxes)))


def _outline(box: Box) -> OutlineView:
    width, height = box.right - box.left + 2 * MARGIN, box.bottom - box.top + 2 * MARGIN
    return OutlineView(round(box.left - MARGIN, 1), round(box.top - MARGIN, 1), round(width, 1), round(height, 1))
