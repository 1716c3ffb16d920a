"""Documents and records as rows of a data set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from talleyrand.ledger.dataset.columns import SCHEMAS, Row
from talleyrand.ledger.dataset.manifest import Table
from talleyrand.ledger.inputs import Archived
from talleyrand.ledger.layouts import pack
from talleyrand.ledger.tables.columns import record_row
from talleyrand.model.actors import Actor
from talleyrand.model.contract import canonical, document_json, record_body
from talleyrand.model.documents import Document
from talleyrand.model.records import Record, Statement
from talleyrand.model.spans import Quote, Span

Place = tuple[int, int, int]
"""Where a document stands in the order of reading: its run, the number of its file there, its position in that."""


def record_rows(records: Sequence[Record], document: Document, version: str, place: Place) -> list[Row]:
    """Return the rows of a document's records, in their order."""
    run, file, position = place
    author = document.author.name if document.author else None
    shared = {
        "document": document.id,
        "version": version,
        "published": document.published,
        "publisher": document.outlet or author,
        "run": run,
        "file": file,
        "position": position,
    }
    return [_record_row(record) | shared | {"number": number} for number, record in enumerate(records)]


def document_row(snapshot: Archived, sentences: Sequence[Span], made_by: tuple[str, str], place: Place) -> Row:
    """Return the row of a document."""
    document = snapshot.document
    told = document_json(document)
    run, file, position = place
    return told | {
        "author": document.author.name if document.author else None,
        "metadata": canonical(told),
        "media_type": snapshot.media_type,
        "engine": made_by[0],
        "version": made_by[1],
        "run": run,
        "file": file,
        "position": position,
        "text": document.text,
        "sentences": [offset for span in sentences for offset in (span.start, span.end)],
        "layout": None if snapshot.layout is None else pack(snapshot.layout),
        "raw": snapshot.raw,
    }


def refusal_row(document_id: str, quote: Quote | None, reason: str) -> Row:
    """Return the row of a finding that is no record."""
    start, end, words = (quote.start, quote.end, quote.text) if quote else (None, None, None)
    return {"document": document_id, "start": start, "end": end, "text": words, "reason": reason}


def parties_of(record: Record) -> tuple[Actor, ...]:
    """Return all who take part in a record: who acts, who receives, who is addressed."""
    addressees = record.payload.addressees if isinstance(record.payload, Statement) else ()
    return (*record.actors, *record.recipients, *addressees)


def table_of(table: Table, rows: Iterable[Row]) -> pa.Table:
    """Return rows as a table of its schema."""
    return pa.Table.from_pylist(list(rows), schema=SCHEMAS[table])


def _record_row(record: Record) -> Row:
    row = record_row(record, canonical(record_body(record)))
    row.pop("country")
    parties = {"actor": record.actors, "recipient": parties_of(record)[len(record.actors) :]}
    for role, actors in parties.items():
        row |= _party_cells(role, actors)
    counts = {"actors": len(record.actors), "recipients": len(record.recipients)}
    return row | counts | {"sources": list(dict.fromkeys(link.type for link in record.reported_by))}


def _party_cells(role: str, actors: Iterable[Actor]) -> Row:
    found = list(actors)
    return {
        f"{role}_ids": [actor.id for actor in found],
        f"{role}_countries": [actor.country for actor in found if actor.country],
        f"{role}_names": [actor.name for actor in found],
    }
