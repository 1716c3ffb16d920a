"""Arithmetic of spans: joining, cutting, trimming."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from talleyrand.model.documents import Quotation
from talleyrand.model.spans import Span

Spans = tuple[Span, ...]
SHORTEST_SPEECH = 12
"""Code points from which words between quotation marks are speech rather than a term."""
_SHORTEST_PART = 3
_MARKS = " \n\t,;:—–-"
_EDGES = " \n\t,;:—–"
"""What a content never begins or ends with; a hyphen may."""
_BREAKS = ";—"
_DATELINE = re.compile(r"[^a-z]?[^\n]{0,60}\([A-Z][\w ]{1,12}\) ?[—–-]+ |\d{1,2}:\d\d ?[ap]\.?m\.? ?[—–-]+ ")


def size(spans: Iterable[Span]) -> int:
    """How many code points the spans cover."""
    return sum(s.end - s.start for s in spans)


def joined(spans: Iterable[Span]) -> Spans:
    """Sort the spans and join those that overlap or stand next to each other."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end + 1:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def without_span(whole: Span, hole: Span) -> list[Span]:
    """What remains of a span when another is cut out of it."""
    parts = [Span(whole.start, min(hole.start, whole.end)), Span(max(hole.end, whole.start), whole.end)]
    return [p for p in parts if p.end - p.start >= _SHORTEST_PART]


def cut_out(whole: Span, hole: Span, text: str) -> Spans:
    """The same, with punctuation at the edges trimmed, empty parts left out."""
    parts = (trimmed(p, text) for p in without_span(whole, hole))
    return tuple(p for p in parts if p.end - p.start >= _SHORTEST_PART)


def trimmed(span: Span, text: str, marks: str = _MARKS) -> Span:
    """The span without white space, commas and dashes at its borders."""
    start, end = span.start, span.end
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return Span(start, end)


def without_dateline(span: Span, text: str) -> Span:
    """The span without the dateline or the hour in front of it (`OSLO (AP) — `)."""
    dateline = _DATELINE.match(text, span.start, span.end)
    return Span(dateline.end(), span.end) if dateline is not None else span


def cut_at_break(span: Span, text: str, quotations: Sequence[Quotation]) -> Span:
    """The span up to a semicolon or a single dash outside quotation marks: what follows is the reporter's again."""
    for at in range(span.start + SHORTEST_SPEECH, span.end):
        if text[at] in _BREAKS and not any(q.outer.start <= at < q.outer.end for q in quotations):
            paired = text[at] == "—" and "—" in text[at + 1 : span.end]
            if not paired:
                return Span(span.start, at)
    return span


def with_quotations(spans: Iterable[Span], quotations: Sequence[Quotation], but: int) -> list[Span]:
    """Complete spans that start or end inside a quotation, so that it is whole; not the one around offset `but`."""
    whole = [q.outer for q in quotations if not q.outer.start <= but < q.outer.end]
    return [_grown(span, whole) for span in spans]


def _grown(span: Span, quotations: Iterable[Span]) -> Span:
    for quoted in quotations:
        if quoted.overlaps(span):
            span = Span(min(span.start, quoted.start), max(span.end, quoted.end))
    return span


def contents(spans: Iterable[Span], text: str) -> list[Span]:
    """Spans of what was said without the white space, commas and dashes at their ends; empty ones are left out."""
    return [span for span in (trimmed(s, text, _EDGES) for s in spans) if span.end > span.start]
