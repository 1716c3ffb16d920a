"""Running heads, feet and page numbers: what pages repeat at their edges, which no reader reads twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from talleyrand.archive.paper.words import Line
from talleyrand.model.layouts import Sheet

_EDGE = 0.14
"""The part of a page, at its top and at its foot, where running heads and feet stand."""
_ROWS = 4
"""Lines from an edge that may be furniture."""
_NEIGHBOURS = (1, 2)
"""A page repeats what the page before it has, or the one before that: left and right pages may differ."""
_SAME_HEIGHT = 0.02
_LIKENESS = 0.85
"""Scanned heads are read a little differently on each page."""
_SHORTEST = 3
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-–—\s.\[(|~]*(?:page|p\.)?\s*(?:\d{1,4}|[ivxl]{1,7})\s*(?:(?:of|/)\s*\d{1,4})?[-–—\s.\])|~]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    key: str
    middle: float


def without_furniture(pages: Sequence[Sequence[Line]], sheets: Sequence[Sheet]) -> list[list[Line]]:
    """Return the lines of each page without running heads and feet and page numbers.

    What the first page says and others repeat stays there: it is often the title.
    """
    candidates = [_candidates(lines, sheet) for lines, sheet in zip(pages, sheets, strict=True)]
    kept = []
    for number, lines in enumerate(pages):
        dropped = {one.index for one in candidates[number] if number and _repeats(one, number, candidates)}
        rest = [(index, line) for index, line in enumerate(lines) if index not in dropped]
        kept.append(_without_number(rest, sheets[number]))
    return kept


def _candidates(lines: Sequence[Line], sheet: Sheet) -> list[_Candidate]:
    """Return the lines nearest to the edges of a page, if they are near enough."""
    height = _height(sheet)
    order = sorted(range(len(lines)), key=lambda index: lines[index].top)
    tops = [index for index in order[:_ROWS] if lines[index].top < _EDGE * height]
    feet = [index for index in order[-_ROWS:] if lines[index].bottom > (1 - _EDGE) * height]
    found = (
        _Candidate(index, _key(lines[index].text), lines[index].top / height) for index in dict.fromkeys(tops + feet)
    )
    return [one for one in found if len(one.key) >= _SHORTEST]


def _key(text: str) -> str:
    return "".join(_DIGITS.sub("#", text).casefold().split())


def _repeats(one: _Candidate, number: int, pages: Sequence[Sequence[_Candidate]]) -> bool:
    near = (number + step * sign for step in _NEIGHBOURS for sign in (-1, 1))
    return any(_alike(one, other) for page in near if 0 <= page < len(pages) for other in pages[page])


def _alike(one: _Candidate, other: _Candidate) -> bool:
    if abs(one.middle - other.middle) > _SAME_HEIGHT:
        return False
    return one.key == other.key or SequenceMatcher(None, one.key, other.key, autojunk=False).ratio() >= _LIKENESS


def _without_number(lines: list[tuple[int, Line]], sheet: Sheet) -> list[Line]:
    """Leave out a number that stands by itself above or below everything else, near the edge."""
    height = _height(sheet)
    by_height = sorted(lines, key=lambda pair: pair[1].top)
    dropped = set()
    for (index, line), (_, next_) in (by_height[:2], by_height[:-3:-1]) if len(by_height) > 1 else ():
        at_edge = line.top < _EDGE * height or line.bottom > (1 - _EDGE) * height
        beside = min(line.bottom, next_.bottom) > max(line.top, next_.top)
        if at_edge and not beside and _NUMBER.fullmatch(line.text):
            dropped.add(index)
    return [line for index, line in lines if index not in dropped]


def _height(sheet: Sheet) -> float:
    """Return the height of a page as its lines are read."""
    return sheet.width if sheet.turn % 2 else sheet.height
