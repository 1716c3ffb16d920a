"""From lines to paragraphs: by the space between lines, indents, the ends of lines, type, and the words themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from talleyrand.archive.paper.words import Line

_WIDER = 1.25
"""A distance so many times that of the lines around it parts paragraphs."""
_WIDEST = 2.6
"""Lines that are so many heights apart are never one paragraph; double-spaced typescript is below it."""
_INDENT = 0.8
"""An indent, in sizes of type."""
_TYPE = 1.15
"""Heights of type that differ more than this are two sorts of text; scans vary by less."""
_BLOCK = 3
_BLOCK_WIDTH = 0.45
_CENTRE = 0.6
_ENDED = re.compile(r"[.!?:;…]['’\"”»)\]*\d]*$")
_OPENER = re.compile(
    r"[-–—*•‣▪·●○]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]"
    r"|(?:article|annex|chapter|section|art\.) [\dIVX]+\b(?! of)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:article|annex|chapter|section|art\.) [\dIVX]+\s*(?:$|[\[.:–—])", re.IGNORECASE)
_BULLET = re.compile(r"[*•‣▪·●○](?:\s|$)|[–—-]\s")
_DATE = re.compile(
    r"(?:[A-Z][\w ]+, )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2}),? (?:19|20)\d\d(?: \(.{1,20}\))?"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that make one paragraph; `note` is a footnote, which stands below what its page says."""

    lines: tuple[Line, ...]
    note: bool = False

    @property
    def text(self) -> str:
        """The lines, a space between each two."""
        return " ".join(line.text for line in self.lines)


def paragraphs_of(lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs of one page, its lines being in reading order."""
    found: list[list[Line]] = []
    for index, line in enumerate(lines):
        if found and _goes_on(found[-1], line, lines, index):
            found[-1].append(line)
        else:
            found.append([line])
    return [Paragraph(tuple(one)) for one in found]


def joined(above: Paragraph, below: Paragraph) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    last, first = above.lines[-1], below.lines[0]
    if not (last.alone and first.alone) or _same_type(last, first) is False or _opens(first):
        return False
    if last.text.endswith("-") or (first.text[0].islower() and not _is_ended(last)):
        return True
    indented = first.left - first.margins[0] > _INDENT * first.em
    unfinished = not _is_ended(last) and not last.text.endswith(",")
    return (
        unfinished
        and not indented
        and _is_full(last, first, last.margins[1])
        and not _is_heading(above)
        and not _is_heading(below)
    )


def _is_heading(paragraph: Paragraph) -> bool:
    return paragraph.text.isupper() or (len(paragraph.lines) == 1 and not _is_wide(paragraph.lines[0]))


def _is_wide(line: Line) -> bool:
    left, right = line.margins
    return line.right - line.left > 0.8 * (right - left)


def _goes_on(opened: Sequence[Line], line: Line, lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line, at its index among all, goes on with the paragraph that the lines before it opened."""
    above = opened[-1]
    if not (above.alone and line.alone) or line.margins != above.margins or not _same_type(above, line):
        return False
    distance = line.top - above.top
    if distance <= 0 or distance > _WIDEST * max(above.height, line.height):
        return False
    if _DATE.fullmatch(line.text) or _DATE.fullmatch(above.text) or _stands_alone(line):
        return False
    apart = distance > _WIDER * _usual(lines[max(0, index - 2) : index + 2], distance)
    full = _is_full(above, line, _right_edge(above, line, lines[max(0, index - 6) : index + 5]))
    unfinished = not _is_ended(above)
    if unfinished and line.text[0].islower():
        return full or not apart
    if apart or _is_centred(above, line):
        return not apart
    return full and not _is_indented(opened, line) and (unfinished or not _OPENER.match(line.text))


def _stands_alone(line: Line) -> bool:
    """Tell whether a line begins with a bullet or the number of an article."""
    return _BULLET.match(line.text) is not None or _SECTION.match(line.text) is not None


def _is_ended(line: Line) -> bool:
    """Tell whether a line ends a sentence, or is a remark in brackets by itself."""
    return _ENDED.search(line.text) is not None or (line.text[0] == "[" and line.text[-1] == "]")


def _usual(lines: Sequence[Line], distance: float) -> float:
    """Return the smallest distance of lines around, that between the two in question among them."""
    steps = (below.top - above.top for above, below in pairwise(lines) if below.margins == above.margins)
    return min((step for step in steps if step > 0), default=distance)


def _same_type(above: Line, below: Line) -> bool:
    return max(above.height, below.height) <= _TYPE * min(above.height, below.height)


def _is_indented(opened: Sequence[Line], line: Line) -> bool:
    """Tell whether a line begins further right than those above it, or further left than all but the first."""
    step = line.left - opened[-1].left
    if len(opened) > 1:
        return abs(step) > _INDENT * line.em
    return step > _INDENT * line.em and not _OPENER.match(opened[0].text)


def _right_edge(above: Line, line: Line, around: Sequence[Line]) -> float:
    """Return how far right lines reach here: to the column's edge, or to that of a block set in from it."""
    left, right = above.margins
    block = [one for one in around if abs(one.left - line.left) < _INDENT * line.em and one.margins == line.margins]
    reach = max(one.right for one in (*block, above))
    return reach if len(block) >= _BLOCK and reach - line.left > _BLOCK_WIDTH * (right - left) else right


def _is_full(above: Line, line: Line, edge: float) -> bool:
    """Tell whether the first word of a line would not have fitted into the one above it."""
    word = line.words[0]
    return above.right + word.right - word.left + 0.25 * above.em > edge - 0.25 * above.em


def _is_centred(above: Line, line: Line) -> bool:
    """Tell whether two short lines have one middle, as the lines of a title have."""
    apart = abs((above.left + above.right) - (line.left + line.right)) / 2
    return not _is_ended(above) and apart < _CENTRE * line.em and abs(above.left - line.left) > _CENTRE * line.em


def _opens(line: Line) -> bool:
    return _OPENER.match(line.text) is not None
