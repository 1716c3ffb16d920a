"""Quotation marks: which characters of a text stand between them.

Marks are paired inside a paragraph. A mark that opens and never closes runs to the paragraph's end; when the next
paragraph opens with a mark of the same kind, both are one speech (the convention of English newspapers).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from talleyrand.model.documents import Block, Quotation
from talleyrand.model.spans import Span

_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’", "``": "''"}
_MARK = re.compile(r"[“”«»„\"]|``|''|(?<![\w’'])‘(?=\w)|(?<=[.,!?…])’(?=[\s”\"]|$)")
_BOTH_WAYS = frozenset({'"', "''"})
"""Marks that open as well as close."""
_SHORTEST = 1


def find_quotations(text: str, blocks: Iterable[Block] = ()) -> tuple[Quotation, ...]:
    """Return the quotations of a text in order, the outermost ones where quotations are nested.

    >>> [q.start for q in find_quotations('He said: "No." She left.')]
    [10]
    """
    spans = [Span(b.start, b.end) for b in blocks if b.role in {"body", "caption"}] or _paragraphs(text)
    found: list[Quotation] = []
    for span in spans:
        found.extend(_in_paragraph(text, span))
    return tuple(found)


def _paragraphs(text: str) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for gap in re.finditer(r"\n\s*\n", text):
        spans.append(Span(start, gap.start()))
        start = gap.end()
    spans.append(Span(start, len(text)))
    return spans


def _in_paragraph(text: str, span: Span) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    closing = ""
    for mark in _MARK.finditer(text, span.start, span.end):
        if opened is None:
            closing = _closing(mark.group(), text, mark.start(), span)
            opened = mark if closing else None
        elif opened.group() == "‘" and mark.group() == "“":
            opened, closing = mark, "”"  # the single mark was an apostrophe or is still open around a double one
        elif mark.group() == closing:
            yield from _quotation(opened.end(), mark.start(), Span(opened.start(), mark.end()))
            opened = None
    if opened is not None and (opened.group() in {"“", "``"} or _starts_paragraph(opened, text, span)):
        end = len(text[opened.end() : span.end].rstrip()) + opened.end()
        yield from _quotation(opened.end(), end, Span(opened.start(), end), continues=True)


def _closing(mark: str, text: str, at: int, span: Span) -> str:
    """The mark that closes `mark`; empty where it can't open (an inch sign, a stray closing mark)."""
    if mark in _BOTH_WAYS:
        before = text[at - 1] if at > span.start else " "
        after = at + len(mark)
        return mark if not before.isalnum() and after < span.end and not text[after].isspace() else ""
    return _PAIRS.get(mark, "")


def _starts_paragraph(mark: re.Match[str], text: str, span: Span) -> bool:
    return not text[span.start : mark.start()].strip()


def _quotation(start: int, end: int, outer: Span, *, continues: bool = False) -> Iterator[Quotation]:
    if end - start >= _SHORTEST:
        yield Quotation(start, end, outer, continues)
