"""BibTeX entries: `@article` for an outlet's report, `@misc` for the rest; every character safe for LaTeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from talleyrand.present.citations.source import (
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

_SPECIAL = {
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
_URL_SPECIAL = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", '"': "%22", "<": "%3C", ">": "%3E"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOT_KEY = re.compile(r"[^a-z0-9]+")
KEY_LETTERS = 24


def bibtex(cited: Cited) -> str:
    """Return one entry. Its key has the author or outlet, the year, a word of the title, and the id of the record."""
    kind = "article" if kind_of_source(cited.document) == "article" else "misc"
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(cited, kind) if value)
    return f"@{kind}{{{key_of(cited)},\n{fields}\n}}\n"


def key_of(cited: Cited) -> str:
    """Return the key of an entry: plain letters and figures, the same whenever it is made."""
    document = cited.document
    who = name_of(document.author).family if document.author else publisher_of(document)
    year = date_parts(document.published)[:1]
    word = short_title(title_of(document)).split(" ")[0]
    ident = cited.record.id if cited.record else document.id.removeprefix("sha256:")
    stem = "".join(_plain(part)[:KEY_LETTERS] for part in (who, str(year[0]) if year else "", word))
    return f"{stem or 'source'}-{ident[:8]}"


def _fields(cited: Cited, kind: str) -> Iterator[tuple[str, str]]:
    document = cited.document
    publisher = publisher_of(document)
    yield "author", _braced(_name(name_of(document.author)), whole=True) if document.author else ""
    yield "title", _braced(title_of(document), whole=True) or "{Untitled}"
    yield "journal" if kind == "article" else "publisher", _braced(publisher)
    yield "howpublished", _braced(genre_of(document))
    yield from _dates(cited)
    yield "url", f"{{{_url(address_of(document))}}}" if address_of(document) else ""
    yield "note", _braced(_note(cited))


def _name(name: Name) -> str:
    return f"{name.family}, {name.given}" if name.given else name.family


def _dates(cited: Cited) -> Iterator[tuple[str, str]]:
    parts = date_parts(cited.document.published)
    names = ("year", "month", "day")
    for name, part in zip(names, parts, strict=False):
        yield name, _MONTHS[part - 1] if name == "month" else f"{{{part}}}"
    yield "urldate", _braced(cited.retrieved or "")


def _note(cited: Cited) -> str:
    number = paragraph_of(cited)
    quotation = quotation_of(cited)
    parts = (
        f"“{quotation}”" if quotation else "",
        f"said by {', passed on by '.join(speakers(cited))}" if speakers(cited) else "",
        f"para. {number}" if number else "",
        archive_words(cited),
    )
    return "; ".join(part for part in parts if part)


def _braced(text: str, *, whole: bool = False) -> str:
    """Return a value between braces; `whole` keeps capitals, and an organ's name from being taken apart."""
    escaped = "".join(_SPECIAL.get(character, character) for character in line(text))
    if not escaped:
        return ""
    return f"{{{{{escaped}}}}}" if whole and ", " not in escaped else f"{{{escaped}}}"


def _url(url: str) -> str:
    return "".join(_URL_SPECIAL.get(character, character) for character in url)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_KEY.sub("", "".join(character for character in decomposed if not unicodedata.combining(character)))
