"""A brief as a Word document, with true footnotes: python-docx makes the document, the part of footnotes is ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from talleyrand.present.briefs.printed import Cited, Note, PrintedBlock, PrintedBrief

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""What the file says of its own making: the same brief is the same file."""
FONT = "Times New Roman"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RULES = (  # -1 and 0 are the lines that part notes from text
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
    "<w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
    "<w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)


def word_document(brief: PrintedBrief) -> bytes:
    """Return a brief as the bytes of a .docx file."""
    document = docx.Document()
    _prepare(document, brief)
    document.add_heading(_clean(brief.title), 0)
    for section in brief.sections:
        document.add_heading(_clean(section.title), 1)
        for block in section.blocks:
            _paragraph(document, block)
    _sources(document, brief)
    _add_notes(document, brief)
    written = BytesIO()
    document.save(written)
    return _timeless(written)


def _timeless(written: BytesIO) -> bytes:
    """Return a zipped file whose parts say nothing of when they were packed."""
    packed = BytesIO()
    with ZipFile(written) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as made:
        for name in parts.namelist():
            made.writestr(ZipInfo(name, _MADE.timetuple()[:6]), parts.read(name), ZIP_DEFLATED)
    return packed.getvalue()


def _prepare(document: Document, brief: PrintedBrief) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _clean(brief.title), "Talleyrand", _clean(brief.made)
    properties.created = properties.modified = _MADE
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(28)
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = FONT, Pt(11)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 22), ("Heading 1", 13)):
        styles[name].font.name, styles[name].font.size, styles[name].font.color.rgb = FONT, Pt(size), None
        _plain_font(styles[name])
    note = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.size = styles["Normal"], Pt(9)
    note.paragraph_format.space_after = Pt(2)
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True


def _plain_font(style: Any) -> None:
    """Take away the fonts of the template's theme, which stand before those that a style names."""
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _paragraph(document: Document, block: PrintedBlock) -> None:
    paragraph = document.add_paragraph(style="Quote" if block.quoted else "Normal")
    for at, part in enumerate(block.text.split("\n")):
        run = paragraph.add_run(_clean(part))
        if at:
            run._r.insert(0, run._r.makeelement(f"{{{_MAIN}}}br", {}))
    if block.note is not None:
        mark = paragraph.add_run()
        mark.style = document.styles["footnote reference"]
        place = {f"{{{_MAIN}}}id": str(block.note.number)}
        mark._r.append(mark._r.makeelement(f"{{{_MAIN}}}footnoteReference", place))


def _sources(document: Document, brief: PrintedBrief) -> None:
    if brief.sources:
        document.add_heading("Sources as archived", 1)
    for one in brief.sources:
        paragraph = document.add_paragraph(f"{_clean(one.title)}, {one.document_id}")
        paragraph.paragraph_format.space_after = Pt(2)
        for run in paragraph.runs:
            run.font.size = Pt(8.5)
    if brief.made:
        document.add_paragraph(_clean(brief.made))


def _add_notes(document: Document, brief: PrintedBrief) -> None:
    body = "".join(map(_note, brief.notes))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    xml = f'{head}<w:footnotes xmlns:w="{_MAIN}">{_RULES}{body}</w:footnotes>'
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), _MEDIA, xml.encode(), package)
    document.part.relate_to(part, _KIND)


def _note(note: Note) -> str:
    reference = '<w:r><w:rPr><w:rStyle w:val="footnotereference"/></w:rPr><w:footnoteRef/></w:r>'
    pieces = "".join(_cited(one) for one in note.cited)
    figure = _run(f"All records: talleyrand why '{note.figure}' ", small=True) if note.figure else ""
    return (
        f'<w:footnote w:id="{note.number}"><w:p><w:pPr><w:pStyle w:val="footnotetext"/></w:pPr>'
        f"{reference}{_run(' ')}{pieces}{figure}</w:p></w:footnote>"
    )


def _cited(one: Cited) -> str:
    return "".join(_pieces(one))


def _pieces(one: Cited) -> Iterator[str]:
    for run in one.runs:
        yield _run(run.text, italic=run.italic)
    yield _run(f" “{one.quotation}” " if one.quotation else " ")


def _run(text: str, *, italic: bool = False, small: bool = False) -> str:
    properties = ("<w:i/>" if italic else "") + ('<w:sz w:val="14"/>' if small else "")
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(_clean(text))}</w:t></w:r>'


def _clean(text: str) -> str:
    """Return text without the characters that XML has no place for."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
