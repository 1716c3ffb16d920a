"""From paragraphs to the text of a document, and the layout that leads from each character back to its page."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from talleyrand.archive.paper.columns import lines_in_order
from talleyrand.archive.paper.hyphens import Vocabulary, vocabulary
from talleyrand.archive.paper.paragraphs import Paragraph, joined, paragraphs_of
from talleyrand.archive.paper.running import without_furniture
from talleyrand.archive.paper.words import Line, Page
from talleyrand.model.layouts import SCALE, Layout, PlacedLine

_BETWEEN = "\n\n"
_NOTE_TYPE = 0.92
"""The type of footnotes is smaller than this part of the body's."""
_NOTE = re.compile(r"[\d*†‡§¹²³]")


@dataclass(frozen=True, slots=True)
class Composed:
    """The text of pages, where its characters stand, and the paragraphs of the first page, with the size of type.

    Sizes are multiples of that of the body.
    """

    text: str
    layout: Layout
    head: tuple[tuple[str, float], ...]


def compose(pages: Sequence[Page]) -> Composed:
    """Return the text of pages, a blank line between paragraphs, and where its characters stand."""
    sheets = tuple(page.sheet for page in pages)
    read = [lines_in_order(page.words, number) for number, page in enumerate(pages)]
    lines = without_furniture(read, sheets)
    known = vocabulary(line for page in lines for line in page)
    body = _body_height(lines)
    gaps = {number for number, page in enumerate(pages) if not page.words and not page.blank}
    text, placed = _written(_flow(lines, body, gaps), known)
    first = next((page for page in lines if page), [])
    head = tuple(
        (" ".join(line.text for line in one.lines), one.lines[0].height / body) for one in paragraphs_of(first)
    )
    return Composed(text, Layout(sheets, tuple(placed)), head)


def _flow(pages: Sequence[Sequence[Line]], body: float, gaps: Collection[int]) -> Iterator[Paragraph]:
    """Yield the paragraphs of all pages, those put together that a column's or a page's end parted.

    Nothing is put together over `gaps`, pages whose words are not known.

    Footnotes come after the paragraph that runs over the end of their page.
    """
    open_: Paragraph | None = None
    waiting: list[Paragraph] = []
    for paragraph in (one for page in pages for one in _noted(paragraphs_of(page), body)):
        if paragraph.note:
            waiting.append(paragraph)
        elif open_ is not None and _parted(open_, paragraph, gaps) and joined(open_, paragraph):
            open_ = Paragraph(open_.lines + paragraph.lines)
        else:
            yield from (open_,) if open_ is not None else ()
            yield from waiting
            open_, waiting = paragraph, []
    yield from (open_,) if open_ is not None else ()
    yield from waiting


def _parted(above: Paragraph, below: Paragraph, gaps: Collection[int]) -> bool:
    last, first = above.lines[-1], below.lines[0]
    if any(last.page < gap < first.page for gap in gaps):
        return False
    return last.page != first.page or last.margins != first.margins


def _body_height(pages: Sequence[Sequence[Line]]) -> float:
    """Return the height of type that most characters have."""
    heights: dict[float, int] = {}
    for line in (line for page in pages for line in page):
        height = round(line.height * 2) / 2
        heights[height] = heights.get(height, 0) + len(line.text)
    return max(heights, key=lambda height: (heights[height], height), default=0.0)


def _noted(paragraphs: list[Paragraph], body: float) -> list[Paragraph]:
    """Mark the footnotes of a page: what ends it in smaller type, from the first that begins with a note's mark."""
    first = len(paragraphs)
    while first and all(line.height < _NOTE_TYPE * body for line in paragraphs[first - 1].lines):
        first -= 1
    while first < len(paragraphs) and not _NOTE.match(paragraphs[first].lines[0].text):
        first += 1
    if first == 0:
        return paragraphs
    return [Paragraph(one.lines, note=index >= first) for index, one in enumerate(paragraphs)]


def _written(paragraphs: Iterator[Paragraph], known: Vocabulary) -> tuple[str, list[PlacedLine]]:
    pieces: list[str] = []
    placed: list[PlacedLine] = []
    at = 0
    for paragraph in paragraphs:
        if pieces:
            pieces.append(_BETWEEN)
            at += len(_BETWEEN)
        for piece, line in _pieces(paragraph.lines, known):
            pieces.append(piece)
            if line is not None:
                placed.append(_place(line, at, len(piece)))
            at += len(piece)
    return "".join(pieces), placed


def _pieces(lines: Sequence[Line], known: Vocabulary) -> Iterator[tuple[str, Line | None]]:
    """Yield the lines of a paragraph, and what joins them: a space, or nothing where a word was broken."""
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is None:
            yield line.text, line
        elif not line.text.endswith("-") or line.text.endswith(" -"):
            yield line.text, line
            yield " ", None
        elif known.keeps_hyphen(line.text, below.text):
            yield line.text, line
        else:
            yield line.text[:-1], line


def _place(line: Line, start: int, length: int) -> PlacedLine:
    edges = [round(edge * SCALE) for word in line.words for edge in word.edges][: length + 1]
    top, bottom = min(word.top for word in line.words), max(word.bottom for word in line.words)
    page_edges = array("I", (max(0, edge) for edge in edges))
    return PlacedLine(start, line.page, max(0, round(top * SCALE)), max(0, round(bottom * SCALE)), page_edges)
