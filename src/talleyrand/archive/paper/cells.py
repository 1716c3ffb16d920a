"""Rows of a page as lines: a row of prose is one line, a row of a table one for each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from talleyrand.archive.paper.words import EM, Line, Word

_CELL = 2.5
"""A gap of so many times the size of type parts cells; justified lines and typewriters have narrower ones."""
_AFTER_STOP = 5.0
"""The same behind a stop or the number of a paragraph, where gaps are wide."""
_WIDER = 3.0
"""A gap between cells is so many times wider than those between the words of its row."""
_STOP = re.compile(r"[.:;,?!)\]]$|^[•‣▪·●○*–—-]$")
_SPECKS = frozenset("«»'`\"‘’|~^*·.,;:_")
_LEADERS = 4
_FULL = 0.7
_PROSE_WORDS = 4
_TIGHT = 1.35
"""Rows further apart than so many times the closest ones belong to different blocks."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row without a gap."""

    words: tuple[Word, ...]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def em(self) -> float:
        """The size of its type."""
        return (self.bottom - self.top) * EM


Row = list[Piece]
_Cells = list[list[Word]]


def without_leaders(words: Sequence[Word]) -> list[Word]:
    """Leave out the rows of dots that lead the eye through a table of contents."""
    kept: list[Word] = []
    for dots, group in groupby(words, key=lambda word: not word.text.strip(".…·_")):
        run = list(group)
        if not dots or sum(len(word.text) for word in run) < _LEADERS:
            kept += run
    return kept


def lines_of(rows: Sequence[Row], page: int, margins: tuple[float, float]) -> Iterator[Line]:
    """Yield the lines of rows, of blocks that stand side by side (signatures) one block after the other."""
    read = (_put_together(_cells(row), margins) for row in rows)
    for several, group in groupby(read, key=lambda cells: len(cells) > 1):
        for block in _blocks(list(group)) if several else ([cells] for cells in group):
            for column in _columns(block):
                yield from (Line(tuple(cell), page, margins, alone=not several) for cell in column)


def _cells(row: Row) -> _Cells:
    cells: _Cells = []
    usual = _usual_gap(row)
    for piece in row:
        apart = bool(cells) and _apart(cells[-1], piece, usual)
        if apart and _is_speck(piece):
            continue
        if cells and not apart:
            cells[-1] += piece.words
        else:
            cells.append(list(piece.words))
    return cells


def _put_together(cells: _Cells, margins: tuple[float, float]) -> _Cells:
    """Return a row as one cell where it is a line of prose that a scanner read with a hole in it."""
    wide = cells[-1][-1].right - cells[0][0].left >= _FULL * (margins[1] - margins[0])
    goes_on = all(cell[0].text[0].islower() for cell in cells[1:])
    prose = len(cells[0]) >= _PROSE_WORDS
    return [[word for cell in cells for word in cell]] if wide and goes_on and prose else cells


def _is_speck(piece: Piece) -> bool:
    """Tell whether a piece is a single mark, such as a scanner makes of dirt beside a line."""
    return len(piece.words) == 1 and piece.words[0].text in _SPECKS


def _usual_gap(row: Row) -> float:
    gaps = sorted(after.left - before.right for piece in row for before, after in pairwise(piece.words))
    return gaps[len(gaps) // 2] if gaps else 0.0


def _apart(cell: list[Word], piece: Piece, usual: float) -> bool:
    gap = piece.left - cell[-1].right
    wide = _AFTER_STOP if _STOP.search(cell[-1].text) else _CELL
    return gap > max(wide * piece.em, _WIDER * usual)


def _blocks(rows: list[_Cells]) -> Iterator[list[_Cells]]:
    """Part rows of cells into blocks of rows that go on with each other."""
    steps = [below[0][0].top - above[0][0].top for above, below in pairwise(rows)]
    tight = min(steps, default=0.0) * _TIGHT
    in_blocks = any(step > tight for step in steps)
    block = rows[:1]
    for row, step in zip(rows[1:], steps, strict=True):
        if (in_blocks and step <= tight) or any(cell[0].text[0].islower() for cell in row):
            block.append(row)
        else:
            yield block
            block = [row]
    yield block


def _columns(block: list[_Cells]) -> list[_Cells]:
    """Return the cells of a block by the cell of its first row that each stands below."""
    columns: list[_Cells] = [[cell] for cell in block[0]]
    for row in block[1:]:
        for cell in row:
            min(columns, key=lambda column: _distance(column[0], cell)).append(cell)
    return columns


def _distance(one: list[Word], other: list[Word]) -> float:
    return abs(one[0].left + one[-1].right - other[0].left - other[-1].right)
