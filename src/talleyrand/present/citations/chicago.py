"""Notes as The Chicago Manual of Style (17th and 18th editions) has them for newspapers, official texts and websites.

A note runs on with commas: author in the order of speech, title between quotation marks, publication in italics, date,
place in the text, address. Words that came to the source from elsewhere have their speaker first, `quoted in` it. A
source without a date has the day it was consulted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from talleyrand.present.citations.source import (
    Cited,
    address_of,
    archive_words,
    date_in_full,
    genre_of,
    kind_of_source,
    name_of,
    paragraph_of,
    passed_on,
    publisher_of,
    short_title,
    speakers,
    title_of,
)

UNTITLED = {
    "article": "untitled article",
    "statement": "untitled text",
    "page": "untitled web page",
    "text": "untitled text",
}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a note, and whether they stand in italics."""

    text: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a note: in italics, between quotation marks that take the comma in, or going on without a comma."""

    text: str
    italic: bool = False
    quoted: bool = False
    goes_on: bool = False


def note(cited: Cited) -> tuple[Run, ...]:
    """Return the full note, as its first citation has it, with where the source is archived."""
    runs = _joined([*_passed_on(cited), *_source(cited)], "")
    return (*runs, Run(f" ({archive_words(cited)})."))


def short_note(cited: Cited) -> tuple[Run, ...]:
    """Return the note as later citations have it: family name, shortened title, place in the text."""
    document = cited.document
    pieces = list(_passed_on(cited))
    if document.author is not None:
        pieces.append(_Piece(name_of(document.author).family))
    title, publisher = title_of(document), publisher_of(document)
    if title:
        pieces.append(_Piece(short_title(title), quoted=True))
    else:
        pieces += [_Piece(publisher, italic=True)] if publisher else []
        pieces.append(_Piece(UNTITLED[kind_of_source(document)]))
    return tuple(_joined([*pieces, *_place(cited)], "."))


def plain(runs: Iterable[Run]) -> str:
    """Return a note as plain text."""
    return "".join(run.text for run in runs)


def _passed_on(cited: Cited) -> Iterator[_Piece]:
    if cited.record is not None:
        for name in speakers(cited):
            yield _Piece(f"{name}, {passed_on(cited.record)}", goes_on=True)


def _source(cited: Cited) -> Iterator[_Piece]:
    document = cited.document
    kind, title, publisher = kind_of_source(document), title_of(document), publisher_of(document)
    if document.author is not None:
        yield _Piece(name_of(document.author).plain)
    if publisher and not title:
        yield _Piece(publisher, italic=kind == "article")
    yield _Piece(title, quoted=True) if title else _Piece(UNTITLED[kind])
    if genre_of(document):
        yield _Piece(genre_of(document))
    if publisher and title:
        yield _Piece(publisher, italic=kind == "article")
    yield _Piece(_date(cited))
    yield from _place(cited)
    if address_of(document):
        yield _Piece(address_of(document))


def _date(cited: Cited) -> str:
    published, retrieved = date_in_full(cited.document.published), date_in_full(cited.retrieved)
    return published or (f"accessed {retrieved}" if retrieved else "n.d.")


def _place(cited: Cited) -> Iterator[_Piece]:
    number = paragraph_of(cited)
    if number:
        yield _Piece(f"para. {number}")


def _joined(pieces: Sequence[_Piece], end: str) -> Iterator[Run]:
    """Join pieces with commas, within quotation marks where these close a piece; `end` stands after the last one."""
    for number, piece in enumerate(pieces, 1):
        last = number == len(pieces)
        mark = end if last else "" if piece.goes_on else ","
        text = f"“{piece.text}{mark}”" if piece.quoted else piece.text
        yield Run(text, piece.italic)
        yield Run(("" if piece.quoted else mark) + ("" if last else " "))
