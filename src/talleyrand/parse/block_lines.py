"""From lines to paragraphs: blank lines part them, single line breaks inside a sentence are white space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from talleyrand.codebook.furniture import role_of
from talleyrand.model.spans import Span
from talleyrand.parse.block_labels import starts_with_label

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_OPENER = re.compile(r"[-*•‣▪·–—>]\s|#{1,6}\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s|\||!\[|<")
_CLOSED = tuple('.!?:;…”"»)]*_')
_SENTENCE_END = tuple('.!?…”"’)')

_WIDEST = 120
"""Hard-wrapped text has lines no wider than this; a paragraph a line is mostly wider."""
_FEWEST = 3
_FULL = 0.6
"""A wrapped line that another word would not have fitted into is at least this part of the usual width."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    after_blank: bool


def find_paragraphs(text: str, start: int, title: str | None) -> Iterator[Span]:
    """Yield the paragraphs of `text` from `start` on, without the white space around them, in order."""
    lines = list(_lines(text, start))
    width = _wrapping(lines)
    opened: list[_Line] = []
    for line in lines:
        if opened and (title in (opened[-1].text, line.text) or not _continues(opened, line, width)):
            yield Span(opened[0].start, opened[-1].end)
            opened = []
        opened.append(line)
    if opened:
        yield Span(opened[0].start, opened[-1].end)


def _lines(text: str, start: int) -> Iterator[_Line]:
    """Yield the lines that hold something, trimmed."""
    previous = start
    for match in _LINE.finditer(text, start):
        raw = match.group()
        trimmed = raw.strip()
        if not trimmed:
            continue
        begin = match.start() + len(raw) - len(raw.lstrip())
        gap = text[previous:begin]
        yield _Line(begin, begin + len(trimmed), trimmed, max(gap.count("\n"), gap.count("\r")) > 1)
        previous = begin + len(trimmed)


def _wrapping(lines: list[_Line]) -> int:
    """Return the width that a text is hard-wrapped at, 0 for one that has a paragraph a line."""
    broken = [line for line, below in pairwise(lines) if not below.after_blank]
    if len(broken) < _FEWEST:
        return 0
    lengths = sorted(len(line.text) for line in broken)
    width = lengths[len(lengths) * 9 // 10]
    full = sum(length >= _FULL * width for length in lengths)
    ended = sum(line.text.endswith(_SENTENCE_END) for line in broken)
    wrapped = width <= _WIDEST and full * 10 >= len(lengths) * 7 and ended * 2 < len(broken)
    return width if wrapped else 0


def _continues(opened: list[_Line], line: _Line, width: int) -> bool:
    """Tell whether `line` goes on with the paragraph whose lines are `opened`."""
    above = opened[-1]
    unfinished = not above.text.endswith(_CLOSED)
    inside = unfinished and line.text[0].islower()
    full = len(above.text) >= _FULL * width > 0
    if not (inside or (width and unfinished) or full) or (line.after_blank and not (inside and full)):
        return False
    amid = width > 0 and unfinished and full and not line.after_blank
    if _OPENER.match(line.text) or (starts_with_label(line.text) and not amid):
        return False
    if len(opened) == 1 and role_of(above.text) is not None:
        return False
    return (width > 0 and unfinished) or role_of(line.text) is None
