"""Layouts: where on its pages the characters of a document's text stand."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from talleyrand.model.spans import Span

SCALE = 10
"""Coordinates are kept as whole tenths of a point."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is shown: its size in points, and whether it has text.

    `turn` is how many quarter turns clockwise lead from the page as its lines are read to the page as it is shown.
    """

    width: float
    height: float
    turn: int = 0
    has_text: bool = True


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A run of the text on one line of a page (counted from 0), in tenths of points of the page as it is read.

    Character `start + i` reaches from `edges[i]` to `edges[i + 1]`, counted from the left; `top` and `bottom` are
    counted from the top.
    """

    start: int
    page: int
    top: int
    bottom: int
    edges: array[int]

    @property
    def end(self) -> int:
        """Where the run ends in the text."""
        return self.start + len(self.edges) - 1


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (counted from 1) as it is shown, in points from its left and top edge."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a document, and its lines in the order of the text; what joins lines stands on no page."""

    sheets: tuple[Sheet, ...]
    lines: tuple[PlacedLine, ...]

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Return the rectangles of a span of the text, one for each line that it runs through."""
        return tuple(self._boxes(span))

    def _boxes(self, span: Span) -> Iterator[Box]:
        first = bisect_right(self.lines, span.start, key=lambda line: line.start)
        for line in self.lines[max(0, first - 1) :]:
            if line.start >= span.end:
                return
            start, end = max(span.start, line.start), min(span.end, line.end)
            if start < end:
                yield self._box(line, start - line.start, end - line.start)

    def _box(self, line: PlacedLine, first: int, last: int) -> Box:
        sheet = self.sheets[line.page]
        left, right = line.edges[first] / SCALE, line.edges[last] / SCALE
        read = (left, line.top / SCALE, right, line.bottom / SCALE)
        return Box(line.page + 1, *_turned(read, sheet))


def _turned(box: tuple[float, float, float, float], sheet: Sheet) -> tuple[float, float, float, float]:
    """Return a rectangle of the page as it is read on the page as it is shown."""
    left, top, right, bottom = box
    if sheet.turn == 1:
        return sheet.width - bottom, left, sheet.width - top, right
    if sheet.turn == 2:
        return sheet.width - right, sheet.height - bottom, sheet.width - left, sheet.height - top
    if sheet.turn == 3:
        return top, sheet.height - right, bottom, sheet.height - left
    return box


def layout_json(layout: Layout) -> dict[str, Any]:
    """Return a layout in plain values; of the edges of characters the first, then the steps."""
    return {
        "sheets": [[sheet.width, sheet.height, sheet.turn, sheet.has_text] for sheet in layout.sheets],
        "lines": [[line.start, line.page, line.top, line.bottom, *_steps(line.edges)] for line in layout.lines],
    }


def layout_of(plain: dict[str, Any]) -> Layout:
    """Return the layout that plain values say."""
    return Layout(tuple(Sheet(*sheet) for sheet in plain["sheets"]), tuple(map(_line, plain["lines"])))


def _line(row: list[Any]) -> PlacedLine:
    start, page, top, bottom, *steps = row
    return PlacedLine(start, page, top, bottom, array("I", accumulate(steps)))


def _steps(edges: array[int]) -> list[int]:
    return [*edges[:1], *(after - before for before, after in pairwise(edges))]
