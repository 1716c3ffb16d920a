"""Who vouches for a record: the source nearest to the event, or the document that tells of it itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from talleyrand.codebook.outlets import state_outlet
from talleyrand.model.actors import Attribution
from talleyrand.model.documents import Document
from talleyrand.model.records import Record

STATE_MEDIA, AUTHOR, REPORT = "state media", "author", "report"
WORDS = {
    "named": "a named person",
    "anonymous": "an unnamed source",
    "institution": "an institution",
    "document": "a document or readout",
    "outlet": "another outlet",
    STATE_MEDIA: "state media",
    AUTHOR: "the document's own author",
    REPORT: "the outlet's own report",
}
"""Types of sources in order, in words."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who vouches: the type (a key of `WORDS`), an id, a name, and the ISO code of its country."""

    type: str
    id: str
    name: str
    country: str | None = None


UNKNOWN = Voucher(REPORT, "", "source not known")


class Vouching:
    """Tells who vouches for records of some documents (by id); where these are not given, by the chains alone."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._own: dict[str, Voucher] = {}
        self._links: dict[tuple[str, str], Voucher] = {}

    def nearest(self, record: Record) -> Voucher:
        """Return who is nearest to the event in the record's chain; without one, the document's author or outlet."""
        own = self.own(record.document_id)
        return self._of_link(record.reported_by[-1], own) if record.reported_by else own

    def types_in(self, record: Record) -> set[str]:
        """Return the types of all through whom a record came, the document's own among them."""
        own = self.own(record.document_id)
        types = {self._of_link(link, own).type for link in record.reported_by}
        if own is not UNKNOWN or not types:
            types.add(own.type)
        return types

    def own(self, document_id: str) -> Voucher:
        """Return who tells what a document tells: its author, or the outlet that published it."""
        found = self._own.get(document_id)
        if found is None:
            document = self._documents.get(document_id)
            found = self._own[document_id] = UNKNOWN if document is None else of_document(document)
        return found

    def outlet(self, record: Record) -> str | None:
        """Return who published a record: the document's outlet, else its author, else the outlet in the chain."""
        document = self._documents.get(record.document_id)
        if document is not None:
            return document.outlet or (document.author.name if document.author else None)
        return next((link.name for link in record.reported_by if link.type == "outlet"), None)

    def outlets(self, records: Iterable[Record]) -> set[str]:
        """Return who published some records."""
        return {outlet for outlet in map(self.outlet, records) if outlet}

    def _of_link(self, link: Attribution, own: Voucher) -> Voucher:
        if link.id == own.id:
            return own
        key = link.type, link.id
        found = self._links.get(key)
        if found is None:
            found = self._links[key] = of_link(link)
        return found


def of_document(document: Document) -> Voucher:
    """Return who tells what a document tells: its author, else its outlet."""
    if document.author is not None:
        return Voucher(AUTHOR, document.author.id, document.author.name, document.author.country)
    outlet = document.outlet
    if outlet is None:
        return UNKNOWN
    run_by = state_outlet(outlet)
    return Voucher(STATE_MEDIA if run_by else REPORT, outlet, outlet, run_by)


def of_link(link: Attribution) -> Voucher:
    """Return the source that a link of a chain is."""
    if link.type != "outlet":
        return Voucher(link.type, link.id, link.name, link.country)
    run_by = state_outlet(link.id)
    return Voucher(STATE_MEDIA if run_by else "outlet", link.id, link.name, run_by or link.country)
