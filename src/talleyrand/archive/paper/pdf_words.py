"""The words of a page of a PDF, from PDFium's characters and their boxes."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from talleyrand.archive.paper.characters import sane
from talleyrand.archive.paper.words import EM, Word
from talleyrand.errors import InputError

MAX_CHARACTERS = 100_000
"""Characters of a page; a newspaper's has 30,000."""
_BROKEN = 0x02
"""What PDFium gives for a hyphen at the end of a line."""
_WHITE = frozenset({0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2028, 0x2029, 0x3000, *range(0x2000, 0x200B)})
_OUTSIDE = 2.0
"""Points that a character may reach over the edge of its page; what stands further out is never seen."""
_RAISED = 0.15
_SMALLER = 0.82
_JUMP = 1.0

Bounds = tuple[float, float, float, float]
"""Left, bottom, right, top of the visible page, as PDF counts."""


@dataclass(slots=True)
class _Glyph:
    """A character with its box on the page as it is read."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    broken: bool

    @property
    def height(self) -> float:
        return self.bottom - self.top


def upright(text: Any, bounds: Bounds, where: str) -> tuple[list[Word], int]:
    """Return the words in the direction that most of a page is written in, and that as quarter turns.

    What runs across it, such as a stamp along the margin, is left out. Raises InputError for too many characters.
    """
    count = text.count_chars()
    if count > MAX_CHARACTERS:
        what = f"the page has {count:,} characters, more than {MAX_CHARACTERS:,}"
        raise InputError(what, where=where, hint="is it a page of text?")
    runs = list(_runs(text, count))
    directions = Counter[int]()
    for direction, codes in runs:
        directions[direction] += len(codes)
    if not directions:
        return [], 0
    turn = max(directions, key=lambda direction: (directions[direction], -direction))
    boxes = _Boxes(text, bounds, turn)
    found: list[Word] = []
    for direction, codes in runs:
        if direction == turn:
            for word in _words(list(_glyphs(codes, boxes)), len(found)):
                found += () if found and _is_note(found[-1], word) else (word,)
    return found, turn


def _runs(text: Any, count: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the stretches between white space as places and codes of characters, with their quarter turns."""
    from pypdfium2 import raw  # noqa: PLC0415  (needed for PDFs only)

    run: list[tuple[int, int]] = []
    for place in range(count):
        code = raw.FPDFText_GetUnicode(text, place)
        if code not in _WHITE:
            run.append((place, code))
        if run and (code in _WHITE or code == _BROKEN):
            yield _direction(text, run[0][0]), run
            run = []
    if run:
        yield _direction(text, run[0][0]), run


def _direction(text: Any, place: int) -> int:
    """Return how many quarter turns, counted against the clock, a character is turned by."""
    from pypdfium2 import raw  # noqa: PLC0415

    angle: float = raw.FPDFText_GetCharAngle(text, place)
    return -round(angle / (math.pi / 2)) % 4


def _glyphs(codes: list[tuple[int, int]], boxes: _Boxes) -> Iterator[_Glyph]:
    high = 0
    for place, code in codes:
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        whole = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high and 0xDC00 <= code < 0xE000 else code
        high = 0
        characters = "-" if code == _BROKEN else sane(whole)
        box = boxes.of(place) if characters else None
        if box is not None:
            yield _Glyph(characters, *box, broken=code == _BROKEN)


class _Boxes:
    """The boxes of the characters of a page: left, top, right, bottom on the page as it is read."""

    def __init__(self, text: Any, bounds: Bounds, turn: int) -> None:
        from pypdfium2 import raw  # noqa: PLC0415

        self._text, self._bounds, self._turn = text, bounds, turn
        self._ask = raw.FPDFText_GetLooseCharBox
        self._found = raw.FS_RECTF()
        self._place = ctypes.byref(self._found)

    def of(self, place: int) -> Bounds | None:
        """Return the box of a character, None for one outside of the page."""
        if not self._ask(self._text, place, self._place):
            return None
        left, bottom, right, top = self._found.left, self._found.bottom, self._found.right, self._found.top
        if left > right:
            left, right = right, left
        if bottom > top:
            bottom, top = top, bottom
        west, south, east, north = self._bounds
        across = west - _OUTSIDE <= left and right <= east + _OUTSIDE
        if not (across and south - _OUTSIDE <= bottom < top <= north + _OUTSIDE):
            return None
        return _turned((left, bottom, right, top), self._bounds, self._turn)


def _turned(box: Bounds, bounds: Bounds, turn: int) -> Bounds:
    left, bottom, right, top = box
    if turn == 1:
        return bottom - bounds[1], left - bounds[0], top - bounds[1], right - bounds[0]
    if turn == 2:
        return bounds[2] - right, bottom - bounds[1], bounds[2] - left, top - bounds[1]
    if turn == 3:
        return bounds[3] - top, bounds[2] - right, bounds[3] - bottom, bounds[2] - left
    return left - bounds[0], bounds[3] - top, right - bounds[0], bounds[3] - bottom


def _words(glyphs: list[_Glyph], order: int) -> list[Word]:
    """Make words of the characters between white space: one, or more where the line or the column changes."""
    words: list[Word] = []
    start = 0
    for index in range(1, len(glyphs) + 1):
        if index == len(glyphs) or _jumps(glyphs[index - 1], glyphs[index]):
            word = _word(_without_note(glyphs[start:index]), order + len(words))
            words += (word,) if word else ()
            start = index
    return words


def _jumps(before: _Glyph, after: _Glyph) -> bool:
    em = EM * max(before.height, after.height)
    level = min(before.bottom, after.bottom) - max(before.top, after.top) > 0
    return not level or (after.left < before.left - _JUMP * em or after.left > before.right + _JUMP * em)


def _without_note(glyphs: list[_Glyph]) -> list[_Glyph]:
    """Leave out the raised number of a note behind a word or a stop; an exponent behind a unit stays."""
    end = len(glyphs)
    body = glyphs[0] if glyphs else None
    while end and body is not None and glyphs[end - 1].text in "0123456789*†‡,":
        mark = glyphs[end - 1]
        if mark.height > _SMALLER * body.height or body.bottom - mark.bottom < _RAISED * body.height:
            break
        end -= 1
    word = "".join(glyph.text for glyph in glyphs[:end])
    marked = end < len(glyphs) and (not word[-1:].isalnum() or len(word) > 3) and not word[-1:].isdigit()
    return glyphs[:end] if marked and end else glyphs


def _is_note(before: Word, word: Word) -> bool:
    """Tell whether a word is the raised number of a note that stands a little behind the word before it."""
    smaller = word.height <= _SMALLER * before.height and word.text.strip("0123456789*†‡,") == ""
    raised = before.top < word.bottom < before.bottom - _RAISED * before.height
    return smaller and raised and 0 <= word.left - before.right < before.height and len(before.text) > 1


def _word(glyphs: list[_Glyph], order: int) -> Word | None:
    if not glyphs:
        return None
    edges = [glyph.left for glyph in glyphs]
    edges.append(glyphs[-1].right)
    text = "".join(glyph.text for glyph in glyphs)
    if len(text) != len(glyphs) or any(after <= before for before, after in pairwise(edges)):
        edges = list(_shared(glyphs))
    top = min(glyph.top for glyph in glyphs)
    bottom = max(glyph.bottom for glyph in glyphs)
    return Word(text, tuple(edges), top, bottom, order, glyphs[-1].broken)


def _shared(glyphs: list[_Glyph]) -> Iterator[float]:
    """Yield the edges of characters some of which share a box, as the letters of a ligature do."""
    edge = glyphs[0].left
    yield edge
    for _, group in groupby(glyphs, key=lambda glyph: (glyph.left, glyph.right)):
        letters = list(group)
        count = sum(len(glyph.text) for glyph in letters)
        step = max(0.0, letters[0].right - edge) / count
        for _ in range(count):
            edge += step
            yield edge
