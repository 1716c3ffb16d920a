"""Documents and records as the columns of their tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import CursorResult

from talleyrand.ledger.verify import text_hash
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.contract import canonical, document_json
from talleyrand.model.documents import Document
from talleyrand.model.payloads import actor_json
from talleyrand.model.records import Act, Forecast, Framing, Record, Statement, Vote
from talleyrand.model.spans import Quote

Row = dict[str, Any]


def document_row(document: Document) -> Row:
    """Return the columns of a document."""
    author = canonical(actor_json(document.author)) if document.author else None
    more = {"author": author, "source": document.id, "text": document.text, "text_sha256": text_hash(document.text)}
    return document_json(document) | more


def record_row(record: Record, body: str) -> Row:
    """Return the columns of a record: those that are asked for, and `body`, which holds all."""
    return {
        "id": record.id,
        "kind": record.kind,
        "type": _type(record),
        "start": record.evidence.start,
        "end": record.evidence.end,
        "date_start": record.date.start,
        "date_end": record.date.end,
        "precision": record.date.precision,
        "factuality": record.factuality,
        "country": record.actors[0].country if record.actors else None,
        "confidence": float(record.confidence),
        "method": record.method,
        "engine": record.engine,
        "body": body,
    }


def _type(record: Record) -> str:
    match record.payload:
        case Act(event_type=event_type):
            return event_type
        case Statement(form=form):
            return form
        case Vote(choice=choice):
            return choice
        case Forecast(outcome=outcome):
            return outcome
        case Framing(frame=frame):
            return frame


def party_rows(seq: int, record: Record) -> Iterator[Row]:
    """Yield a row for each party of a record, in its role and place."""
    addressees = record.payload.addressees if isinstance(record.payload, Statement) else ()
    groups: dict[str, Sequence[Actor | Attribution]] = {
        "actor": record.actors,
        "recipient": record.recipients,
        "addressee": addressees,
        "reported_by": record.reported_by,
    }
    for role, parties in groups.items():
        for position, party in enumerate(parties):
            yield {
                "record": seq,
                "role": role,
                "position": position,
                "actor": party.id,
                "country": party.country,
                "name": party.name,
                "name_key": party.name.casefold(),
                "date_start": record.date.start,
            }


def refusal_row(document: int, quote: Quote | None, reason: str) -> Row:
    """Return the columns of a finding that is not entered."""
    start, end, words = (quote.start, quote.end, quote.text) if quote else (None, None, None)
    return {"document": document, "start": start, "end": end, "text": words, "reason": reason}


def inserted(result: CursorResult[Any]) -> int:
    """Return the row number that an INSERT of one row gave."""
    (seq,) = result.inserted_primary_key or (0,)
    return int(seq)
