"""Evidence in its context: the paragraphs of a source around each sentence, with the sentence marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from talleyrand.model.documents import Document
from talleyrand.model.records import Entry, Record
from talleyrand.model.spans import Span
from talleyrand.present.plain import day_words, line, shown
from talleyrand.present.rows import RowView, row_of
from talleyrand.present.sourcing import outlet_words

# Sources up to this long are shown whole; of longer ones the paragraphs around each piece of evidence.
WHOLE_LIMIT = 6_000
AROUND = 3
# A paragraph may be a whole file without line breaks; one longer than this is cut into pieces of about this length.
PIECE = 1_200
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_LINE = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A stretch of text: the records whose evidence covers it, and those whose evidence begins with it."""

    text: str
    covered_by: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph; `gap` tells that text was left out before it, `notes` the records whose evidence begins in it."""

    segments: tuple[SegmentView, ...]
    notes: tuple[RowView, ...] = ()
    gap: bool = False


@dataclass(frozen=True, slots=True)
class SourceTextView:
    """A source as archived, as far as the page shows it. `number` is its number on the page."""

    number: int
    id: str
    title: str
    outlet: str
    author: str
    published: str
    path: str
    url: str
    whole: bool
    cut_at_end: bool
    records: int
    paragraphs: tuple[ParagraphView, ...]


def build_source_texts(entries: Iterable[Entry]) -> tuple[SourceTextView, ...]:
    """Return every source with its evidence, in order of publication. What differs from the text is left out."""
    records: dict[str, list[Record]] = defaultdict(list)
    documents: dict[str, Document] = {}
    for record, document in entries:
        documents[document.id] = document
        if is_supported(record, document):
            records[document.id].append(record)
    ordered = sorted(documents.values(), key=lambda document: (document.published or "9999", document.id))
    for found in records.values():
        found.sort(key=lambda record: (record.evidence.start, record.evidence.end, record.id))
    return tuple(_source(number, document, records[document.id]) for number, document in enumerate(ordered, 1))


def is_supported(record: Record, document: Document) -> bool:
    """Tell whether the evidence is what the source says at that place."""
    return document.text[record.evidence.start : record.evidence.end] == record.evidence.text


def _source(number: int, document: Document, records: list[Record]) -> SourceTextView:
    text = shown(document.text)
    spans = paragraphs(text)
    cited = _Cited.of(records)
    kept = spans if len(text) <= WHOLE_LIMIT else _around(spans, cited)
    return SourceTextView(
        number=number,
        id=document.id,
        title=line(document.title or "") or "Untitled source",
        outlet=outlet_words(document),
        author=line(document.author.name) if document.author else "",
        published=_published(document),
        path=_file_name(document.path or ""),
        url=line(document.url or ""),
        whole=len(kept) == len(spans),
        cut_at_end=bool(kept) and kept[-1] != spans[-1],
        records=len(records),
        paragraphs=tuple(_paragraphs(text, spans, kept, document, cited)),
    )


@dataclass(frozen=True, slots=True)
class _Cited:
    """The records of a source in the order in which their evidence begins; `reach` is how far it goes so far."""

    records: Sequence[Record]
    starts: Sequence[int]
    reach: Sequence[int]

    @classmethod
    def of(cls, records: Sequence[Record]) -> _Cited:
        ends = (record.evidence.end for record in records)
        return cls(records, [record.evidence.start for record in records], list(accumulate(ends, max)))

    def within(self, span: Span) -> list[Record]:
        """Return the records whose evidence has characters of a span."""
        first, last = bisect_right(self.reach, span.start), bisect_left(self.starts, span.end)
        return [record for record in self.records[first:last] if span.start < record.evidence.end]


def _file_name(path: str) -> str:
    """Return the last part of a path: a page that is passed on need not tell where its maker keeps files."""
    return line(path.replace("\\", "/").rsplit("/", 1)[-1])


def _published(document: Document) -> str:
    if not document.published:
        return "publication date unknown"
    return f"{day_words(document.published)} ({document.published_basis})"


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text: parted by blank lines, by single line breaks where there are no blank lines.

    A paragraph that is very long is cut at the ends of sentences, or anywhere if it has none.
    """
    breaks = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE
    found: list[Span] = []
    start = 0
    for gap in breaks.finditer(text):
        found.extend(_pieces(text, start, gap.start()))
        start = gap.end()
    found.extend(_pieces(text, start, len(text)))
    return [span for span in found if text[span.start : span.end].strip()]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > 2 * PIECE:
        stop = text.rfind(". ", start + PIECE // 2, start + PIECE)
        cut = stop + 2 if stop >= 0 else start + PIECE
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def _around(spans: list[Span], cited: _Cited) -> list[Span]:
    wanted: set[int] = set()
    for index, span in enumerate(spans):
        if cited.within(span):
            wanted.update(range(index - AROUND, index + AROUND + 1))
    return [span for index, span in enumerate(spans) if index in wanted]


def _paragraphs(
    text: str, spans: list[Span], kept: list[Span], document: Document, cited: _Cited
) -> Iterator[ParagraphView]:
    before = dict(zip(spans[1:], spans, strict=False))
    last: Span | None = None
    begun: set[str] = set()
    for span in kept:
        here = cited.within(span)
        new = tuple(record for record in here if record.id not in begun)
        begun.update(record.id for record in new)
        notes = tuple(row_of(record, document) for record in new)
        yield ParagraphView(tuple(_segments(text, span, here, new)), notes, gap=before.get(span) != last)
        last = span


def _segments(text: str, span: Span, here: list[Record], new: tuple[Record, ...]) -> Iterator[SegmentView]:
    """Cut a paragraph wherever a piece of evidence begins or ends; pieces may overlap."""
    edges = sorted({span.start, span.end} | {cut for record in here for cut in _cuts(record, span)})
    for start, end in pairwise(edges):
        covering = tuple(rec.id for rec in here if rec.evidence.start <= start and end <= rec.evidence.end)
        begins = tuple(rec.id for rec in new if max(rec.evidence.start, span.start) == start)
        yield SegmentView(text[start:end], covering, begins)


def _cuts(record: Record, span: Span) -> list[int]:
    return [cut for cut in (record.evidence.start, record.evidence.end) if span.start < cut < span.end]
