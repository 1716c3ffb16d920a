"""CSL-JSON items, which Zotero, Pandoc and every citation processor of CSL read (schema 1.0.2)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from talleyrand.model.documents import Document
from talleyrand.present.citations.bibtex import key_of
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
    speakers,
    title_of,
)

_TYPES = {"article": "article-newspaper", "statement": "webpage", "page": "webpage", "text": "document"}


def csl(cited: Cited) -> dict[str, Any]:
    """Return one item; the quotation stands in `note`, what CSL has no field for in `custom`."""
    number = paragraph_of(cited)
    of_source = _of_source(cited.document, cited.retrieved)
    own = {"note": _note(cited, number), "custom": _custom(cited, number)}
    return {"id": key_of(cited)} | of_source | {name: value for name, value in own.items() if value}


@lru_cache(DOCUMENTS_AT_HAND)
def _of_source(document: Document, retrieved: str | None) -> dict[str, Any]:
    """Return what all items of a document share; not to be changed."""
    kind = kind_of_source(document)
    type_ = "document" if kind == "statement" and not document.url else _TYPES[kind]
    publisher = publisher_of(document)
    item: dict[str, Any] = {"type": type_, "title": title_of(document)}
    item["author"] = [_name(name_of(document.author))] if document.author else []
    item["container-title" if kind == "article" else "publisher"] = publisher
    item["issued"] = _date(document.published)
    item["accessed"] = _date(retrieved)
    item["URL"] = address_of(document)
    item["genre"] = genre_of(document)
    item["archive_location"] = document.id
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> dict[str, Any]:
    if not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given} | ({"static-ordering": True} if name.family_first else {})


def _date(day: str | None) -> dict[str, list[list[int]]]:
    parts = date_parts(day)
    return {"date-parts": [parts]} if parts else {}


def _note(cited: Cited, number: int | None) -> str:
    quotation = quotation_of(cited)
    parts = (f"“{quotation}”" if quotation else "", f"para. {number}" if number else "", archive_words(cited))
    return "; ".join(part for part in parts if part)


def _custom(cited: Cited, number: int | None) -> dict[str, Any]:
    record = cited.record
    if record is None:
        return {}
    return {
        "record": record.id,
        "quotation": quotation_of(cited),
        "locator": {"label": "paragraph", "value": number},
        "characters": [record.evidence.start, record.evidence.end],
        "passed_on_by": list(speakers(cited)),
    }
