"""Evidence in its context: paragraphs, overlaps, long sources."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import fixtures
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.spans import Quote, Span
from talleyrand.present.documents.context import AROUND, PIECE, SourceTextView, build_source_texts, paragraphs

RECORD = fixtures.entries()[5][0]


def _cite(document: Document, key: str, span: Span) -> tuple[Record, Document]:
    return replace(RECORD, id=key, document_id=document.id, evidence=span.quote(document.text)), document


def _marked(view: SourceTextView, key: str) -> str:
    parts = ("".join(part.text for part in each.segments if key in part.covered_by) for each in view.paragraphs)
    return " ".join(parts)


@given(st.text(alphabet="ab .\n", max_size=400))
def test_paragraphs_are_in_order_apart_and_leave_out_only_white_space(text: str) -> None:
    spans = paragraphs(text)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert " ".join(text[span.start : span.end] for span in spans).split() == text.split()


@given(st.data())
def test_the_marked_text_is_the_evidence_and_begins_once(data: st.DataObject) -> None:
    document = Document.from_text("One. Two three.\n\nFour five. Six.\n\nSeven eight nine. Ten.")
    ends = st.integers(min_value=0, max_value=len(document.text))
    entries = []
    for n in range(data.draw(st.integers(min_value=1, max_value=4))):
        start, end = sorted((data.draw(ends), data.draw(ends)))
        if document.text[start:end].strip() and not document.text[start].isspace():
            entries.append(_cite(document, f"r{n}", Span(start, end)))
    for view in build_source_texts(entries):
        begun = [key for paragraph in view.paragraphs for part in paragraph.segments for key in part.begins]
        assert sorted(begun) == sorted(record.id for record, _ in entries)
        for record, _ in entries:
            assert _marked(view, record.id).split() == record.evidence.text.split()


def test_a_long_source_is_shown_around_its_evidence_only() -> None:
    text = "\n\n".join(f"Paragraph {n} says what it says about the matter." * 4 for n in range(200))
    document = Document.from_text(text)
    start = document.text.index("Paragraph 100 ")
    (view,) = build_source_texts([_cite(document, "r", Span(start, start + 13))])
    assert len(view.paragraphs) == 2 * AROUND + 1
    assert not view.whole
    assert view.paragraphs[0].gap
    assert view.cut_at_end


def test_one_endless_line_is_shown_in_part() -> None:
    document = Document.from_text("word " * 400_000)
    (view,) = build_source_texts([_cite(document, "r", Span(1_000_000, 1_000_004))])
    assert sum(len(part.text) for paragraph in view.paragraphs for part in paragraph.segments) < 3 * PIECE * AROUND
    assert _marked(view, "r").strip() == "word"


def test_single_line_breaks_part_paragraphs_only_where_there_are_no_blank_lines() -> None:
    assert len(paragraphs("one\ntwo\n\nthree")) == 2
    assert len(paragraphs("one\ntwo\nthree")) == 3


def test_evidence_that_differs_from_the_text_is_not_marked() -> None:
    document = Document.from_text("One two three.")
    wrong = replace(RECORD, evidence=Quote(0, 3, "Two"))
    (view,) = build_source_texts([(wrong, document)])
    assert view.records == 0
    assert not any(part.covered_by for paragraph in view.paragraphs for part in paragraph.segments)


def test_a_page_tells_the_name_of_a_file_and_not_where_it_lies() -> None:
    for path in ("/home/somebody/a.txt", "C:\\Users\\somebody\\a.txt", "a.txt"):
        document = replace(Document.from_text("One."), path=path)
        assert build_source_texts([_cite(document, "r", Span(0, 4))])[0].path == "a.txt"
