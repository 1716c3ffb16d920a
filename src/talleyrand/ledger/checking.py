"""What is checked before anything is written: a source's hash and characters, every quote of every record."""

from __future__ import annotations

from dataclasses import replace

from talleyrand.errors import InputError
from talleyrand.ledger.evidence import broken_quote
from talleyrand.ledger.inputs import Archived, Coded
from talleyrand.model.documents import Document, address
from talleyrand.model.records import Record
from talleyrand.model.spans import Quote

Refusal = tuple[Quote | None, str]


def check_snapshot(snapshot: Archived) -> None:
    """Raise `InputError` for a snapshot that contradicts itself."""
    document = snapshot.document
    where = document.path or document.id
    if address(snapshot.raw) != document.id:
        raise InputError("the document's id is not the hash of its bytes", where=where)
    if not document.text.isascii() and any("\ud800" <= character <= "\udfff" for character in document.text):
        raise InputError("half of a surrogate pair is no character", where=where, hint="save it as UTF-8")


def sorted_out(document: Document, coding: Coded) -> tuple[list[Record], list[Refusal]]:
    """Part the records that may go in from those that may not; of two alike the first stays."""
    records: dict[str, Record] = {}
    refusals = list(coding.unsupported)
    for record in coding.records:
        reason = _objection(record, document)
        if reason:
            refusals.append((record.evidence, reason))
        else:
            records.setdefault(record.id, record)
    return list(records.values()), [_safe(refusal, document.text) for refusal in refusals]


def _objection(record: Record, document: Document) -> str | None:
    if record.document_id != document.id:
        return f"record {record.id} belongs to another document, {record.document_id}"
    quote = broken_quote(record, document.text)
    if quote is None:
        return None
    return f"{record.method or record.kind} quotes {quote.text!r} at {quote.start}-{quote.end}, the text differs there"


def _safe(refusal: Refusal, body: str) -> Refusal:
    """Return the refusal with the characters that the text really has in its place."""
    quote, reason = refusal
    return (None if quote is None else replace(quote, text=body[max(quote.start, 0) : max(quote.end, 0)]), reason)
