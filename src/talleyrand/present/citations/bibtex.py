"""BibTeX entries: `@article` for an outlet's report, `@misc` for the rest; every character safe for LaTeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from talleyrand.model.documents import Document
from talleyrand.present.citations.source import (
    DOCUMENTS_AT_HAND,
    Cited,
    Name,
    address_of,
    archive_words,
    date_parts,
    genre_of,
    kind_of_source,
    name_of,
    paragraph_of,
    publisher_of,
    quotation_of,
    short_title,
    speakers,
    title_of,
)
from talleyrand.present.plain import line

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_URL_SPECIAL = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", '"': "%22", "<": "%3C", ">": "%3E"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOT_KEY = re.compile(r"[^a-z0-9]+")
KEY_LETTERS = 24
KEY_DIGITS = 12
"""Of the id, in a key: keys of one outlet, year and word differ in a million records too."""


def bibtex(cited: Cited) -> str:
    """Return one entry. Its key has the author or outlet, the year, a word of the title, and the id of the record."""
    kind = "article" if kind_of_source(cited.document) == "article" else "misc"
    of_source = _of_source(cited.document, cited.retrieved, kind)
    return f"@{kind}{{{key_of(cited)},\n{of_source},\n  note = {_braced(_note(cited))}\n}}\n"


def key_of(cited: Cited) -> str:
    """Return the key of an entry: plain letters and figures, the same whenever it is made."""
    ident = cited.record.id if cited.record else cited.document.id.removeprefix("sha256:")
    return f"{_stem(cited.document)}-{ident[:KEY_DIGITS]}"


@lru_cache(DOCUMENTS_AT_HAND)
def _stem(document: Document) -> str:
    who = name_of(document.author).family if document.author else publisher_of(document)
    year = date_parts(document.published)[:1]
    word = short_title(title_of(document)).split(" ")[0]
    return "".join(_plain(part)[:KEY_LETTERS] for part in (who, str(year[0]) if year else "", word)) or "source"


@lru_cache(DOCUMENTS_AT_HAND)
def _of_source(document: Document, retrieved: str | None, kind: str) -> str:
    """Return the fields that all citations of a document share."""
    fields = _fields(document, retrieved, kind)
    return ",\n".join(f"  {name} = {value}" for name, value in fields if value)


def _fields(document: Document, retrieved: str | None, kind: str) -> Iterator[tuple[str, str]]:
    publisher = publisher_of(document)
    yield "author", _braced(_name(name_of(document.author)), whole=True) if document.author else ""
    yield "title", _braced(title_of(document), whole=True) or "{Untitled}"
    yield "journal" if kind == "article" else "publisher", _braced(publisher)
    yield "howpublished", _braced(genre_of(document))
    yield from _dates(document, retrieved)
    yield "url", f"{{{_url(address_of(document))}}}" if address_of(document) else ""


def _name(name: Name) -> str:
    return f"{name.family}, {name.given}" if name.given else name.family


def _dates(document: Document, retrieved: str | None) -> Iterator[tuple[str, str]]:
    parts = date_parts(document.published)
    names = ("year", "month", "day")
    for name, part in zip(names, parts, strict=False):
        yield name, _MONTHS[part - 1] if name == "month" else f"{{{part}}}"
    yield "urldate", _braced(retrieved or "")


def _note(cited: Cited) -> str:
    number = paragraph_of(cited)
    quotation = quotation_of(cited)
    said = ", passed on by ".join(speakers(cited))
    parts = (
        f"“{quotation}”" if quotation else "",
        f"said by {said}" if said else "",
        f"para. {number}" if number else "",
        archive_words(cited),
    )
    return "; ".join(part for part in parts if part)


def _braced(text: str, *, whole: bool = False) -> str:
    """Return a value between braces; `whole` keeps capitals, and an organ's name from being taken apart."""
    escaped = line(text).translate(_SPECIAL)
    if not escaped:
        return ""
    return f"{{{{{escaped}}}}}" if whole and ", " not in escaped else f"{{{escaped}}}"


def _url(url: str) -> str:
    return url.translate(_URL_SPECIAL)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_KEY.sub("", "".join(character for character in decomposed if not unicodedata.combining(character)))
