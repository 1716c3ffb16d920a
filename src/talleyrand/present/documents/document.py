"""What is known about a document, in words: for its own page, and in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from talleyrand.codebook.languages import language_name
from talleyrand.model.documents import CODED_LANGUAGE, Document
from talleyrand.present.plain import clip, day_words, line
from talleyrand.present.sourcing import origin_words, outlet_words

TITLE_LIMIT = 160
UNTITLED = "Untitled source"
BASES = {
    "given": "as given when it was read",
    "metadata": "as its metadata say",
    "inferred": "inferred from its text or address",
    "unknown": "not known",
}


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in one line. `published` is a day in words, empty where it is not known."""

    id: str
    title: str
    outlet: str
    author: str
    published: str


@dataclass(frozen=True, slots=True)
class AboutView:
    """What is known about a document; what is not known is empty.

    `author_id` is the actor whose words it is, `published` a day in words, `day` the same as YYYY-MM-DD (or a part of
    it), `basis` in words how that is known, `characters` code points of its text, `language` its name.
    """

    id: str
    title: str
    outlet: str
    author: str
    author_id: str
    published: str
    day: str
    basis: str
    url: str
    external_id: str
    paths: tuple[str, ...]
    characters: int
    language: str
    coded: bool


def about(document: Document, paths: Iterable[str]) -> AboutView:
    """Return what is known about a document that was found under some paths."""
    return AboutView(
        id=document.id,
        title=line(document.title or "") or UNTITLED,
        outlet=outlet_words(document),
        author=line(document.author.name) if document.author else "",
        author_id=document.author.id if document.author else "",
        published=day_words(document.published) if document.published else "",
        day=line(document.published or ""),
        basis=BASES[document.published_basis],
        url=line(document.url or ""),
        external_id=line(document.external_id or ""),
        paths=tuple(map(line, paths)),
        characters=len(document.text),
        language=language_name(document.language) if document.language else "",
        coded=document.coded,
    )


def not_coded_words(language: str | None) -> str:
    """Return what is to be said of a document by its language; empty for one that is coded.

    >>> not_coded_words("uk"), not_coded_words("en")
    ('in Ukrainian, not coded', '')
    """
    return "" if language is None or language == CODED_LANGUAGE else f"in {language_name(language)}, not coded"


def document_line(document: Document) -> DocumentLine:
    """Return a document in one line."""
    author = clip(line(document.author.name), TITLE_LIMIT) if document.author else ""
    published = day_words(document.published) if document.published else ""
    outlet = clip(origin_words(document), TITLE_LIMIT)
    return DocumentLine(document.id, title_words(document), outlet, author, published)


def title_words(document: Document) -> str:
    """Return a document's title on one line, in words where it has none."""
    return clip(line(document.title or ""), TITLE_LIMIT) or UNTITLED
