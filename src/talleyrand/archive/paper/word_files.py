"""Word documents: opened within bounds, and their paragraphs in order (python-docx, lxml)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from talleyrand.errors import InputError

MAX_UNPACKED = 512 * 1024 * 1024
MAX_RATIO = 300
"""A part that unpacks to so many times its size is a bomb; text packs to a tenth."""
MAX_PARTS = 20_000
_SMALL = 1024 * 1024
"""Bytes up to which a part may be packed as well as it likes."""
_OLD = b"\xd0\xcf\x11\xe0"
"""How the container begins that Word used before 2007, and still uses around documents with a password."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK})
"""What a reader does not see: deletions, properties, and the second form of what stands in two."""
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": " "}
_WHITE = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")
_SIZES = {"Title": 2.0, "Subtitle": 1.05}
_HEADING = re.compile(r"Heading(\d)")
_NO_NOTE = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_SAVE = "save it as .docx without a password"


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph, and the size of its type as a multiple of the body's, by its style."""

    text: str
    size: float = 1.0


def open_word(raw: bytes, where: str) -> Any:
    """Return a file as python-docx has it; raises InputError where it is no document or unpacks to too much."""
    if raw.startswith(_OLD):
        what = "an old Word document (.doc), or one that is locked with a password"
        raise InputError(what, where=where, hint=_SAVE)
    _check_size(raw, where)
    import docx  # noqa: PLC0415  (a slow import, needed for Word documents only)
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415
    from lxml.etree import XMLSyntaxError  # noqa: PLC0415

    damage = (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError, *_BROKEN)
    try:
        word = docx.Document(io.BytesIO(raw))
        word.element.body.tag  # noqa: B018  (a document without a body fails here)
    except damage as error:
        raise InputError(f"no Word document that can be read: {error}", where=where, hint=_SAVE) from error
    return word


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def _check_size(raw: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            parts = package.infolist()
    except (*_BROKEN, ValueError, OSError) as error:
        raise InputError("this is no Word document (.docx), or it is cut off", where=where, hint=_SAVE) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise InputError(f"it unpacks to more than {MAX_UNPACKED:,} bytes", where=where, hint="is it a bomb?")
    for part in parts:
        if part.file_size > _SMALL and part.file_size > MAX_RATIO * part.compress_size:
            what = f"its part {part.filename[:80]!r} unpacks to more than {MAX_RATIO} times its size"
            raise InputError(what, where=where, hint="is it a bomb?")


def paragraphs_of(word: Any, where: str) -> Iterator[WordParagraph]:
    """Yield the paragraphs in the order of the file, those in tables, controls and text boxes too; then the notes."""
    for element in _paragraphs(word.element.body):
        yield WordParagraph(_text(element), _size(element))
    for kind in ("footnotes", "endnotes"):
        for note in _notes(word, kind, where):
            yield WordParagraph(" ".join(filter(None, map(_text, _paragraphs(note)))), 0.9)


def _paragraphs(tree: Any) -> Iterator[Any]:
    for child in tree:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}p":
            yield child
        yield from _paragraphs(child)


def _text(paragraph: Any) -> str:
    words = _WHITE.sub(" ", "".join(_pieces(paragraph)))
    return _BREAKS.sub("\n", words).strip()


def _pieces(tree: Any) -> Iterator[str]:
    """Yield the characters of a paragraph; a paragraph within it (a text box) speaks for itself."""
    for child in tree:
        if child.tag in _SKIPPED or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _pieces(child)


def _size(paragraph: Any) -> float:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else str(style.get(f"{_W}val") or "")
    heading = _HEADING.match(name)
    return 2.0 - 0.1 * int(heading[1]) if heading else _SIZES.get(name, 1.0)


def _notes(word: Any, kind: str, where: str) -> Iterator[Any]:
    """Yield the foot- or endnotes that say something."""
    from lxml import etree  # noqa: PLC0415

    for relation in word.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(f"/{kind}"):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            tree = etree.fromstring(relation.target_part.blob, parser=parser)
        except etree.XMLSyntaxError as error:
            raise InputError(f"its {kind} are damaged: {error}", where=where, hint=_SAVE) from error
        yield from (note for note in tree if note.get(f"{_W}type") not in _NO_NOTE)
