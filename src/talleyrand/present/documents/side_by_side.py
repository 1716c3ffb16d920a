"""Two texts side by side: their paragraphs, what both have marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from talleyrand.model.documents import Document
from talleyrand.model.spans import Span
from talleyrand.present.documents.document import DocumentLine, document_line
from talleyrand.present.plain import shown


@dataclass(frozen=True, slots=True)
class PieceOfText:
    """A stretch of a paragraph, and whether the other text has it, too."""

    text: str
    shared: bool


@dataclass(frozen=True, slots=True)
class SideView:
    """One of two texts: its document, its paragraphs, and whether its end is left out.

    `share` is the share of its characters, of those shown, that stand in stretches which the other text has, 0 to 1.
    """

    document: DocumentLine
    paragraphs: tuple[tuple[PieceOfText, ...], ...]
    share: float
    cut: bool


def side_view(document: Document, text: str, shared: Sequence[Span]) -> SideView:
    """Return one side: the beginning of a document's text, with the stretches of it that the other text has."""
    marked = sum(span.end - span.start for span in shared)
    cut = len(text) < len(document.text)
    return SideView(document_line(document), tuple(_paragraphs(text, shared)), marked / max(1, len(text)), cut)


def _paragraphs(text: str, shared: Sequence[Span]) -> Iterator[tuple[PieceOfText, ...]]:
    safe, start = shown(text), 0
    for paragraph in safe.split("\n"):
        end = start + len(paragraph)
        if paragraph.strip():
            yield tuple(_pieces(safe, Span(start, end), shared))
        start = end + 1


def _pieces(text: str, paragraph: Span, shared: Sequence[Span]) -> Iterator[PieceOfText]:
    at = paragraph.start
    for span in shared:
        first, last = max(span.start, paragraph.start), min(span.end, paragraph.end)
        if first >= last:
            continue
        if at < first:
            yield PieceOfText(text[at:first], False)
        yield PieceOfText(text[first:last], True)
        at = last
    if at < paragraph.end:
        yield PieceOfText(text[at : paragraph.end], False)
