"""Blocks: a document's paragraphs and the part that each plays, so that only its text is coded as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from talleyrand.codebook.front_matter import find_front_matter
from talleyrand.codebook.furniture import role_of, title_line
from talleyrand.model.documents import Block, BlockRole, Document
from talleyrand.model.spans import Span
from talleyrand.parse.block_labels import starts_with_label
from talleyrand.parse.block_lines import find_paragraphs
from talleyrand.parse.block_turns import mark_turns

_BYTE_ORDER_MARK = "\ufeff"
_WORDS = re.compile(r"\w+")
_DATELINE = re.compile(
    r"[A-Z](?! )[A-Z .,'’/-]{2,40}(?:, [A-Z][a-z]+)?"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))?(?: ?\([^()\n]{2,40}\))? ?(?:—|–|--|-) "
)
_BULLET = re.compile(r"[-*•‣▪·>]+(?=\s)")
_HASH = re.compile(r"#{1,6}\s")
_DANGLING = re.compile(
    r"\b(?:the|a|an|of|to|that|and|or|in|on|for|from|with|by|at|as|is|was|are|were|said|congratulate)$"
)
"""What ends on such a word is half a sentence, not a heading."""
_LOWER_WORD = re.compile(r"(?<![\w’'-])(?!the\b|and\b|for\b|from\b|with\b)[a-z]{3,}")
"""A first paragraph with such a word is a sentence without its stop; one without is a place or an occasion."""
_OPEN_END = re.compile(r"[\w)’'%]$")

_TITLE_WITHIN = 8
"""A page repeats its title within its first paragraphs or not at all."""
_TITLE_LIKENESS = 0.8
_TITLE_EXTRA = 2
"""A first sentence that builds on the title ("The President signed ...") has more words of its own."""
_HEADING_LIMIT = 100
_HEADING_WORDS = 14
_REPEAT_MINIMUM = 40
_REPEAT_LIMIT = 300


def find_blocks(document: Document) -> tuple[Block, ...]:
    """Return the paragraphs of a document with their roles, in order.

    Blocks don't overlap and hold every character that is not white space exactly once. Roles: `title`, `heading`,
    `byline`, `caption`, `furniture`, `body`, and `speaker` for a label in front of a turn ("MS. DOE:"); the body blocks
    of a turn have the label without its colon as `speaker`. Time is linear in the length of the text.
    """
    text = document.text
    start = _after_header(text)
    paragraphs = list(find_paragraphs(text, start, document.title))
    official = document.author is not None
    roles = _with_roles(text, paragraphs, _title_of(document, start), official=official)
    return tuple(mark_turns(text, [*_header(text, start), *roles], official=official))


def breaks_of(blocks: Sequence[Block]) -> list[int]:
    """Return the offsets where a sentence can't go on: the borders of the blocks, in order."""
    return sorted({border for block in blocks for border in (block.start, block.end)})


def _after_header(text: str) -> int:
    """Return where the text proper begins: after the front matter, and after a byte order mark."""
    end = find_front_matter(text).end
    return end or int(text.startswith(_BYTE_ORDER_MARK))


def _header(text: str, end: int) -> Iterator[Block]:
    trimmed = text[:end].rstrip()
    if trimmed:
        begin = len(trimmed) - len(trimmed.lstrip())
        yield Block(begin, len(trimmed), "furniture")


def _title_of(document: Document, start: int) -> str | None:
    return document.title or title_line(document.text[start : start + 1000])


def _with_roles(text: str, paragraphs: Sequence[Span], title: str | None, *, official: bool) -> Iterator[Block]:
    titles = (title, title.split(" | ")[0]) if title else ()
    repeats = frozenset() if official else _repeats(text, paragraphs)
    for index, span in enumerate(paragraphs):
        paragraph = text[span.start : span.end]
        if index < _TITLE_WITHIN and any(_is_title(paragraph, form) for form in titles):
            role: BlockRole = "title"
        else:
            role = role_of(paragraph) or _by_place(paragraph, leads=index == 0, last=index == len(paragraphs) - 1)
        if role == "body" and index in repeats:
            role = "caption"
        yield from _parted(text, span, role)


def _is_title(paragraph: str, title: str) -> bool:
    """Tell whether a paragraph says the title again, give or take a site's name or a word, and not as a sentence."""
    if len(paragraph) > 3 * _HEADING_LIMIT or (paragraph.endswith(".") and not title.endswith(".")):
        return False
    words, expected = _words(paragraph), _words(title)
    likeness = len(words & expected) >= _TITLE_LIKENESS * len(words | expected)
    return likeness and len(words - expected) <= _TITLE_EXTRA


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(text.casefold()))


def _by_place(paragraph: str, *, leads: bool, last: bool) -> BlockRole:
    """Tell a heading from body text: marked with #, or short and without an end, above something."""
    if _HASH.match(paragraph):
        return "heading"
    if (
        last
        or len(paragraph) > _HEADING_LIMIT
        or "\n" in paragraph
        or not _OPEN_END.search(paragraph)
        or _DANGLING.search(paragraph)
    ):
        return "body"
    if leads and _LOWER_WORD.search(paragraph):
        return "body"
    short = len(paragraph.split()) <= _HEADING_WORDS
    return "heading" if short and (paragraph[0].isupper() or paragraph[0].isdigit()) else "body"


def _repeats(text: str, paragraphs: Sequence[Span]) -> frozenset[int]:
    """Return the short paragraphs that only repeat the beginning of one before them: captions and pull quotes."""
    seen: dict[str, str] = {}
    found = set()
    for index, span in enumerate(paragraphs):
        paragraph = text[span.start : span.end].rstrip(".!?")
        if not _REPEAT_MINIMUM <= len(paragraph) <= _REPEAT_LIMIT or starts_with_label(paragraph):
            continue
        earlier = seen.setdefault(paragraph[:_REPEAT_MINIMUM], paragraph)
        if earlier is not paragraph and earlier.startswith(paragraph):
            found.add(index)
    return frozenset(found)


def _parted(text: str, span: Span, role: BlockRole) -> Iterator[Block]:
    """Part what stands in front of a body paragraph from its text: a bullet (furniture), a dateline (byline)."""
    front, front_role = _BULLET.match(text, span.start, span.end), "furniture"
    if front is None:
        front, front_role = _DATELINE.match(text, span.start, span.end), "byline"
    if role != "body" or front is None or front.end() == span.end:
        yield Block(span.start, span.end, role)
        return
    rest = text[front.end() : span.end]
    yield Block(span.start, len(text[span.start : front.end()].rstrip()) + span.start, cast("BlockRole", front_role))
    yield Block(front.end() + len(rest) - len(rest.lstrip()), span.end, role)
