"""Contract 1: a record as one JSON object a line, and back.

The document stands inside the object; the payload stands under the name of the record's kind. Fields that the contract
does not name (`engine`, `basis`, `evidence.role`, an actor's `sector`, a date's `partial`, a vote's `roll_call`) are
additions and may be absent. A record of event data has `basis` "data", a `row` that says which, and null for `evidence`
and `act.trigger`: a row of numbers is no text that anybody can check, and must not look like one.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from talleyrand.model.actors import Attribution
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document
from talleyrand.model.identity import record_id
from talleyrand.model.payloads import (
    Json,
    actor_from,
    actor_json,
    maybe_quote_from,
    maybe_quote_json,
    payload_from,
    payload_json,
    quote_from,
    quote_json,
)
from talleyrand.model.records import SCHEMA, DataRow, Record
from talleyrand.model.spans import NO_WORDS

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)

__all__ = [
    "Json",
    "canonical",
    "document_json",
    "record_body",
    "record_from_body",
    "record_from_json",
    "record_id",
    "record_to_json",
]


def record_to_json(record: Record, document: Document) -> Json:
    """Return `record` as the object of contract 1, with the metadata of `document` inside.

    Raises `ValueError` when the record belongs to another document.
    """
    if record.document_id != document.id:
        raise ValueError(f"record {record.id} belongs to {record.document_id}, not to {document.id}")
    head: Json = {
        "schema": SCHEMA,
        "id": record.id,
        "kind": record.kind,
        "basis": record.basis,
        "document": document_json(document),
    }
    return head | record_body(record) | {"review": {"status": record.review}}


def record_from_json(data: Json) -> Record:
    """Return the record that a JSON object of contract 1 describes; raises `ValueError` for another schema."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"schema {data.get('schema')!r} is not {SCHEMA!r}")
    return record_from_body(data["id"], data["document"]["id"], data["kind"], data, data["review"]["status"])


def record_body(record: Record) -> Json:
    """Return what a record says without its id, document and review: what the ledger keeps."""
    payload = payload_json(record.payload)
    row = {} if record.row is None else {"row": asdict(record.row)}
    if record.row is not None and "trigger" in payload:
        payload["trigger"] = None
    return row | {
        "evidence": quote_json(record.evidence) | {"role": record.block} if record.row is None else None,
        "actors": [actor_json(actor) for actor in record.actors],
        "recipients": [actor_json(actor) for actor in record.recipients],
        "date": _date_json(record.date),
        "factuality": record.factuality,
        "reported_by": [_attribution_json(link) for link in record.reported_by],
        record.kind: payload,
        "confidence": record.confidence,
        "method": record.method,
        "engine": record.engine,
    }


def record_from_body(id: str, document_id: str, kind: str, body: Json, review: Any = "proposed") -> Record:
    """Return the record of a body made by `record_body`."""
    evidence = body["evidence"] or {}
    row = body.get("row")
    return Record(
        id,
        document_id,
        payload_from(kind, body[kind]),
        quote_from(evidence) if evidence else NO_WORDS,
        tuple(map(actor_from, body["actors"])),
        tuple(map(actor_from, body["recipients"])),
        DateInterval(**body["date"]),
        body["factuality"],
        tuple(map(_attribution_from, body["reported_by"])),
        body["confidence"],
        body["method"],
        body.get("engine", ""),
        evidence.get("role", "body"),
        review,
        row=DataRow(**row) if row else None,
    )


def document_json(document: Document) -> Json:
    """Return a document's metadata as contract 1 nests it, without its text."""
    return {
        "id": document.id,
        "external_id": document.external_id,
        "path": document.path,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "author": actor_json(document.author) if document.author else None,
        "published": document.published,
        "published_basis": document.published_basis,
        "language": document.language,
    }


def canonical(value: Any) -> str:
    """Return `value` as compact JSON, characters as they are, fields in their order."""
    return _ENCODER.encode(value)


def _date_json(date: DateInterval) -> Json:
    return {
        "start": date.start,
        "end": date.end,
        "precision": date.precision,
        "basis": date.basis,
        "text": date.text,
        "partial": date.partial,
    }


def _attribution_json(link: Attribution) -> Json:
    return {
        "type": link.type,
        "id": link.id,
        "name": link.name,
        "country": link.country,
        "mention": maybe_quote_json(link.mention),
    }


def _attribution_from(data: Json) -> Attribution:
    return Attribution(data["type"], data["id"], data["name"], data["country"], maybe_quote_from(data["mention"]))
