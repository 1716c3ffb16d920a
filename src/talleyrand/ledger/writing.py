"""Entering documents: one transaction each, every quote checked before a record goes in."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.dialects.sqlite import insert

from talleyrand.ledger.checking import check_snapshot, sorted_out
from talleyrand.ledger.inputs import Added, Archived, Entry
from talleyrand.ledger.layouts import pack
from talleyrand.ledger.review import recoding
from talleyrand.ledger.review.recoding import Present
from talleyrand.ledger.tables import schema
from talleyrand.ledger.tables.columns import Row, document_row, inserted, party_rows, record_row, refusal_row
from talleyrand.ledger.within import raw
from talleyrand.model.actors import Actor
from talleyrand.model.contract import canonical, document_json, record_body
from talleyrand.model.documents import Document
from talleyrand.model.layouts import Layout
from talleyrand.model.records import Record, Statement
from talleyrand.model.spans import Span

COMPRESSION = 6
_INDEX = "INSERT INTO sentence_index(rowid, text) VALUES (:seq, :text)"
_UNINDEX = (
    "INSERT INTO sentence_index(sentence_index, rowid, text) "
    "SELECT 'delete', seq, text FROM sentence_text WHERE seq IN (SELECT seq FROM sentence WHERE document = :document)"
)
_METADATA = ("title", "outlet", "url", "author", "published", "published_basis", "language")


def enter_source(connection: Connection, snapshot: Archived) -> int:
    """Enter the raw bytes, the document and its path; returns the document's row.

    Raises `InputError` for a snapshot that contradicts itself.
    """
    document = snapshot.document
    check_snapshot(snapshot)
    row = {
        "sha256": document.id,
        "media_type": snapshot.media_type,
        "size": len(snapshot.raw),
        "raw": zlib.compress(snapshot.raw, COMPRESSION),
    }
    connection.execute(insert(schema.source).on_conflict_do_nothing(), row)
    seq = inserted(connection.execute(schema.document.insert(), document_row(document)))
    enter_path(connection, seq, document.path)
    if snapshot.layout is not None:
        enter_layout(connection, seq, snapshot.layout)
    return seq


def enter_layout(connection: Connection, document: int, layout: Layout) -> None:
    """Enter where the text of a new document stands on its pages."""
    silent = sum(not sheet.has_text for sheet in layout.sheets)
    row = {"document": document, "pages": len(layout.sheets), "silent": silent, "body": pack(layout)}
    connection.execute(schema.layout.insert(), row)


def enter_path(connection: Connection, document: int, path: str | None) -> None:
    """Note that a document was found under `path`, once."""
    if path:
        connection.execute(insert(schema.document_path).on_conflict_do_nothing(), {"document": document, "path": path})


def update_metadata(connection: Connection, seq: int, document: Document) -> None:
    """Give a document that is coded anew the metadata that it was read with; its text stays."""
    row = document_row(document)
    changed = {name: row[name] for name in _METADATA}
    connection.execute(schema.document.update().where(schema.document.c.seq == seq).values(changed))


def enter_reading(connection: Connection, document: int, run: int, entry: Entry) -> int:
    """Note that a run coded a document, with which metadata, engine and version; returns the reading's row."""
    engine, version = entry.made_by
    metadata = canonical(document_json(entry.snapshot.document))
    row = {"document": document, "run": run, "metadata": metadata, "engine": engine, "version": version}
    return inserted(connection.execute(schema.reading.insert(), row))


def enter_sentences(connection: Connection, document: int, body: str, sentences: Sequence[Span]) -> None:
    """Replace the sentences of a document and index their words."""
    connection.execute(text(_UNINDEX), {"document": document})
    connection.execute(schema.sentence.delete().where(schema.sentence.c.document == document))
    first = (connection.execute(text("SELECT max(seq) FROM sentence")).scalar() or 0) + 1
    numbered = list(enumerate(sentences, first))
    if numbered:
        rows = [{"seq": seq, "document": document, "start": span.start, "end": span.end} for seq, span in numbered]
        connection.execute(schema.sentence.insert(), rows)
        connection.execute(text(_INDEX), [{"seq": seq, "text": body[span.start : span.end]} for seq, span in numbered])


def enter_coding(connection: Connection, document: int, reading: int, entry: Entry) -> Added:
    """Enter records whose quotes hold, supersede those no longer found, and list what can't be entered."""
    records, refusals = sorted_out(entry.snapshot.document, entry.coding)
    present = recoding.present(raw(connection), document)
    records, held = recoding.held_back(raw(connection), document, records, present)
    bodies = {record.id: body_of(record) for record in records}
    new = [record for record in records if record.id not in present or present[record.id].body != bodies[record.id]]
    gone = _gone(present, bodies)
    if gone:
        connection.execute(schema.superseded.insert(), [{"record": seq, "reading": reading} for seq in gone])
    enter_records(connection, document, reading, [(record, bodies[record.id]) for record in new])
    refusals += held
    connection.execute(schema.unsupported.delete().where(schema.unsupported.c.document == document))
    _insert(connection, schema.unsupported, [refusal_row(document, *refusal) for refusal in refusals])
    return Added(1, tuple(new), len(refusals), len(gone))


def enter_records(connection: Connection, document: int, reading: int, records: Sequence[tuple[Record, str]]) -> None:
    """Enter records of one document with their bodies as a reading made them, each with its parties and their names."""
    if not records:
        return
    first = (connection.execute(text("SELECT max(seq) FROM record")).scalar() or 0) + 1
    place = {"document": document, "reading": reading}
    numbered = list(enumerate(records, first))
    _insert(connection, schema.record, [{"seq": seq} | place | record_row(*record) for seq, record in numbered])
    _insert(connection, schema.record_actor, [row for seq, (record, _) in numbered for row in party_rows(seq, record)])
    _enter_actors(connection, [record for record, _ in records])


def body_of(record: Record) -> str:
    """Return what a record says as the ledger keeps it."""
    return canonical(record_body(record))


def _gone(present: dict[str, Present], bodies: dict[str, str]) -> list[int]:
    """Return the rows that the new coding replaces or no longer has; what a person vouched for or wrote stays."""
    found = {id: one for id, one in present.items() if not one.by_person}
    return [one.seq for id, one in found.items() if bodies.get(id) != one.body and (id in bodies or not one.stays)]


def _enter_actors(connection: Connection, records: Sequence[Record]) -> None:
    actors = {actor.id: actor for record in records for actor in _actors(record)}
    rows = [{"id": a.id, "name": a.name, "type": a.type, "country": a.country} for a in actors.values()]
    if rows:
        connection.execute(insert(schema.actor).on_conflict_do_nothing(), rows)


def _actors(record: Record) -> Iterator[Actor]:
    yield from record.actors
    yield from record.recipients
    if isinstance(record.payload, Statement):
        yield from record.payload.addressees


def _insert(connection: Connection, table: Any, rows: list[Row]) -> None:
    if rows:
        connection.execute(table.insert(), rows)
