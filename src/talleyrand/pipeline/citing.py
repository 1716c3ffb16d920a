"""What is cited, out of the ledger: a record with its document and the day on which that was archived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from talleyrand.errors import NotFoundError
from talleyrand.ledger.documents.contents import readings_of
from talleyrand.ledger.store import Ledger
from talleyrand.model.records import Entry, Record
from talleyrand.present.citations.citation import Cited
from talleyrand.present.citations.source import DOCUMENTS_AT_HAND


def cited_record(ledger: Ledger, record: Record) -> Cited:
    """Return a record as it is cited; raises NotFoundError for one of event data, which has no words."""
    if record.row is not None:
        hint = f"cite {record.row.data_set} and its event {record.row.event}"
        raise NotFoundError("a record of event data has no words to be cited", where=record.id, hint=hint)
    return Cited(ledger.document(record.document_id), record, _retrieved(ledger, record.document_id))


def cited_document(ledger: Ledger, document_id: str) -> Cited:
    """Return a document as it is cited; raises NotFoundError."""
    document = ledger.document(document_id)
    return Cited(document, None, _retrieved(ledger, document.id))


def cited_records(ledger: Ledger, idents: Iterable[str]) -> Iterator[Cited]:
    """Yield records by ids or the beginnings of these, each once; raises NotFoundError for one that is not there."""
    seen: set[str] = set()
    for ident in idents:
        record = ledger.record(ident)
        if record.id not in seen:
            seen.add(record.id)
            yield cited_record(ledger, record)


def cited_entries(ledger: Ledger, entries: Iterable[Entry]) -> Iterator[Cited]:
    """Yield records of texts as they are cited, however many there are."""
    retrieved = lru_cache(DOCUMENTS_AT_HAND)(lambda document_id: _retrieved(ledger, document_id))
    for record, document in entries:
        yield Cited(document, record, retrieved(document.id))


def _retrieved(ledger: Ledger, document_id: str) -> str | None:
    readings = readings_of(ledger.connection, document_id)
    return readings[0].at[:10] if readings else None
