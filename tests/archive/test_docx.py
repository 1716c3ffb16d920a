"""Word documents: what a reader sees of them, and nothing of what is not there any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from talleyrand.archive.options import ReadOptions
from talleyrand.archive.paper import word_files
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import InputError
from talleyrand.model.documents import address
from word_making import paragraph, run, word


def outcome(tmp_path: Path, raw: bytes, name: str = "note.docx") -> Snapshot | InputError:
    file = tmp_path / name
    file.write_bytes(raw)
    (found,) = read_paths([file], ReadOptions())
    return found


def read(tmp_path: Path, body: str, **parts: str) -> Snapshot:
    found = outcome(tmp_path, word(body, **parts))
    assert isinstance(found, Snapshot), found
    return found


def paragraphs(tmp_path: Path, body: str, **parts: str) -> list[str]:
    return read(tmp_path, body, **parts).document.text.split("\n\n")


def refusal(tmp_path: Path, raw: bytes, name: str = "note.docx") -> str:
    found = outcome(tmp_path, raw, name)
    assert isinstance(found, InputError)
    return found.line()


def test_paragraphs_stand_apart_and_runs_together(tmp_path):
    body = (
        paragraph(run("The talks "), run("ended. "), run("Nobody  spoke.")) + paragraph() + paragraph(run("They left."))
    )
    assert paragraphs(tmp_path, body) == ["The talks ended. Nobody spoke.", "They left."]


def test_the_bytes_are_the_source(tmp_path):
    raw = word(paragraph(run("The talks ended.")))
    found = outcome(tmp_path, raw)
    assert (found.raw, found.document.id) == (raw, address(raw))
    assert found.media_type.endswith("wordprocessingml.document")


def test_tables_are_read_cell_by_cell(tmp_path):
    cells = [["France", "Yes"], ["Italy", "No"]]
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(run(cell))}</w:tc>' for cell in row)}</w:tr>" for row in cells)
    assert paragraphs(tmp_path, f"{paragraph(run('Votes'))}<w:tbl>{rows}</w:tbl>") == ["Votes", *cells[0], *cells[1]]


def test_what_is_tracked_reads_as_it_stands_now(tmp_path):
    body = paragraph(
        run("They "),
        "<w:del><w:r><w:delText>refused</w:delText></w:r></w:del>",
        f"<w:ins>{run('agreed')}</w:ins>",
        f"<w:moveFrom>{run(' yesterday')}</w:moveFrom>",
        run(" to meet."),
    )
    assert paragraphs(tmp_path, body) == ["They agreed to meet."]


def test_controls_links_and_text_boxes_are_read_once(tmp_path):
    box = f"<w:txbxContent>{paragraph(run('For immediate release'))}</w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    control = f"<w:sdt><w:sdtContent>{paragraph(run('In a control.'))}</w:sdtContent></w:sdt>"
    linked = paragraph(run("See "), f"<w:hyperlink>{run('the page')}</w:hyperlink>", f"<w:r>{twice}</w:r>")
    assert paragraphs(tmp_path, linked + control) == ["See the page", "For immediate release", "In a control."]


def test_signs_are_characters_and_fields_show_their_result(tmp_path):
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = paragraph(
        run("One"), "<w:r><w:tab/></w:r>", run("two"), "<w:r><w:noBreakHyphen/></w:r>", field, run("three")
    )
    assert paragraphs(tmp_path, body) == ["One two-three"]
    broken = paragraph(run("One"), "<w:r><w:br/></w:r>", run("two"))
    assert read(tmp_path, broken).document.text == "One\ntwo"


def test_footnotes_come_last(tmp_path):
    notes = (
        f'<w:footnote w:type="separator">{paragraph(run("---"))}</w:footnote>'
        f"<w:footnote>{paragraph(run('See the'), run(' statement.'))}</w:footnote>"
    )
    body = paragraph(run("The talks ended."), "<w:r><w:footnoteReference/></w:r>") + paragraph(run("They left."))
    assert paragraphs(tmp_path, body, notes=notes) == ["The talks ended.", "They left.", "See the statement."]


def test_the_title_is_the_one_that_the_text_says(tmp_path):
    text = paragraph(run("The foreign ministers of the two countries ended their talks on Friday."))
    body = paragraph(run("Press Service")) + paragraph(run("Talks end in Geneva"), style="Title") + text
    assert read(tmp_path, body, title="Template for letters 2004").document.title == "Talks end in Geneva"
    assert read(tmp_path, body, title="TALKS END IN GENEVA").document.title == "TALKS END IN GENEVA"
    assert read(tmp_path, text).document.title is None


def test_a_date_in_the_head_is_the_day_of_publication(tmp_path):
    found = read(tmp_path, paragraph(run("Geneva, 3 March 2022")) + paragraph(run("The talks ended.")))
    assert (found.document.published, found.document.published_basis) == ("2022-03-03", "inferred")


@pytest.mark.parametrize("name", ["note.doc", "note.docx"])
def test_old_and_locked_documents_are_told(tmp_path, name):
    assert "an old Word document (.doc), or one that is locked" in refusal(
        tmp_path, b"\xd0\xcf\x11\xe0" + b"\0" * 600, name
    )


@pytest.mark.parametrize("raw", [b"", b"no document", word(paragraph(run("The talks ended.")))[:-200]])
def test_what_is_no_whole_document_is_refused(tmp_path, raw):
    assert "this is no Word document (.docx), or it is cut off" in refusal(tmp_path, raw)


def test_damaged_parts_are_told(tmp_path):
    assert "no Word document that can be read" in refusal(tmp_path, word("<w:p>"))
    damaged = word(paragraph(run("The talks ended.")), notes="<w:footnote>")
    assert "its footnotes are damaged" in refusal(tmp_path, damaged)


def test_a_document_without_words_is_refused(tmp_path):
    assert "there is no text in it" in refusal(tmp_path, word(paragraph()))


def test_bombs_are_refused_before_they_are_opened(tmp_path, monkeypatch):
    bomb = word(paragraph(run("The talks ended.")), more={"word/media/a.xml": b"\0" * 4_000_000})
    assert "'word/media/a.xml' unpacks to more than 300 times its size" in refusal(tmp_path, bomb)
    monkeypatch.setattr(word_files, "MAX_UNPACKED", 1000)
    assert "it unpacks to more than 1,000 bytes" in refusal(tmp_path, word(paragraph(run("The talks ended."))))


def test_entities_are_not_resolved(tmp_path):
    entity = '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    body = f"{entity}<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    document = f"{body}<w:body><w:p><w:r><w:t>Talks.&e;</w:t></w:r></w:p></w:body></w:document>"
    raw = word("", more={"word/document.xml": document.encode()})
    result = outcome(tmp_path, raw)
    assert not isinstance(result, Snapshot) or "root" not in result.document.text
