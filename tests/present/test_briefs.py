"""Briefs as they are printed, and their files: Markdown, HTML, Word."""

from __future__ import annotations

import zipfile
from html import unescape
from io import BytesIO
from xml.etree import ElementTree

import docx
from tests.recording import statement

from talleyrand.model.briefs import Block, Brief, Section, brief_from, brief_json
from talleyrand.model.documents import Document
from talleyrand.present.briefs.markdown import markdown
from talleyrand.present.briefs.page import brief_page
from talleyrand.present.briefs.printed import PrintedBrief, Source, printed
from talleyrand.present.briefs.word import word_document
from talleyrand.present.citations.citation import Cited, cite

DOCUMENT = Document("sha256:" + "a" * 64, "They met.", None, title="On <the> *visit*", outlet="Example Wire")
HOSTILE = "1. *They* said <script>alert(1)</script>\x00 and [a](b)"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def source(ident: str) -> Source | None:
    if ident == "gone":
        return None
    record = statement("CHN", f"Words of {ident}.", "2022-02-25")
    return Source(cite(Cited(DOCUMENT, record)), DOCUMENT.id, DOCUMENT.title or "")


def brief() -> PrintedBrief:
    blocks = (Block("First.", ("r1", "r2"), "gap?actor=CHN#all"), Block(HOSTILE, ("r1",)), Block("No note."))
    quoted = Section("", "Quoted", (Block("“Yes.”\n“No.”", ("gone",), quoted=True),))
    return printed(Brief("A <brief>", ("CHN",), None, None, (Section("summary", "Summary", blocks), quoted)), source)


def test_notes_are_numbered_and_a_source_is_cited_in_full_once() -> None:
    found = brief()
    assert [block.note.number if block.note else None for block in found.sections[0].blocks] == [1, 2, None]
    full, short = ("".join(run.text for run in one.runs) for one in found.notes[0].cited)
    assert "archived as" in full
    assert "archived as" not in short
    assert found.notes[0].figure == "gap?actor=CHN#all"
    assert [one.document_id for one in found.sources] == [DOCUMENT.id]
    assert "not in the ledger" in found.notes[2].cited[0].runs[0].text


def test_a_quotation_that_the_text_has_is_not_repeated_in_its_note() -> None:
    block = Block("They said: “Words of r1.”", ("r1",))
    found = printed(Brief("A", (), None, None, (Section("", "S", (block,)),)), source)
    assert found.notes[0].cited[0].quotation == ""


def test_markdown_has_footnotes_and_no_markup_of_sources() -> None:
    found = markdown(brief())
    assert "First.[^1]" in found
    assert "\n[^1]: " in found
    assert "1\\. \\*They\\* said \\<script\\>" in found
    assert "\\[a\\](b)" in found
    assert "> “Yes.”\n> “No.”[^3]" in found
    assert DOCUMENT.id in found


def test_the_page_allows_nothing_but_its_style() -> None:
    found = brief_page(brief())
    assert "<script" not in found
    assert "&lt;script&gt;" in found
    assert "default-src 'none'" in unescape(found)
    assert 'href="#note-1"' in found
    assert 'id="note-1"' in found


def test_the_word_document_has_true_footnotes() -> None:
    data = word_document(brief())
    opened = docx.Document(BytesIO(data))
    assert opened.paragraphs[0].text == "A <brief>"
    with zipfile.ZipFile(BytesIO(data)) as parts:
        notes = ElementTree.fromstring(parts.read("word/footnotes.xml"))  # noqa: S314  our own
        body = ElementTree.fromstring(parts.read("word/document.xml"))  # noqa: S314
        assert b"footnotes+xml" in parts.read("[Content_Types].xml")
    numbers = [one.get(f"{_W}id") for one in notes]
    assert numbers == ["-1", "0", "1", "2", "3"]
    assert [one.get(f"{_W}id") for one in body.iter(f"{_W}footnoteReference")] == ["1", "2", "3"]
    assert "archived as" in "".join(notes[2].itertext())


def test_the_same_brief_is_the_same_file() -> None:
    assert word_document(brief()) == word_document(brief())


def test_a_brief_comes_back_from_its_json() -> None:
    one = Brief("A", ("CHN",), "2022-02-01", None, (Section("", "S", (Block("x", ("r",), "", quoted=True),)),), "by")
    assert brief_from(brief_json(one)) == one
