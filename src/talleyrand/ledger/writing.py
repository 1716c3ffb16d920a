"""Entering documents: what each adds goes on a sheet, every quote checked; the sheet is written in one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from talleyrand.ledger.checking import check_snapshot, sorted_out
from talleyrand.ledger.inputs import Added, Archived, Entry
from talleyrand.ledger.layouts import pack
from talleyrand.ledger.review import recoding
from talleyrand.ledger.review.recoding import Present
from talleyrand.ledger.sheet import Sheet
from talleyrand.ledger.tables import schema
from talleyrand.ledger.tables.columns import document_row, refusal_row
from talleyrand.ledger.tables.either import unindex_sentences
from talleyrand.ledger.within import raw
from talleyrand.model.contract import canonical, document_json, record_body
from talleyrand.model.documents import Document
from talleyrand.model.layouts import Layout
from talleyrand.model.records import Record
from talleyrand.model.spans import Span

COMPRESSION = 6
_METADATA = ("title", "outlet", "url", "author", "published", "published_basis", "language")


def enter_source(sheet: Sheet, snapshot: Archived) -> int:
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
    sheet.add(schema.source, row)
    seq = sheet.numbered(schema.document, document_row(document))
    enter_path(sheet, seq, document.path)
    if snapshot.layout is not None:
        enter_layout(sheet, seq, snapshot.layout)
    return seq


def enter_layout(sheet: Sheet, document: int, layout: Layout) -> None:
    """Enter where the text of a new document stands on its pages."""
    silent = sum(not page.has_text for page in layout.sheets)
    row = {"document": document, "pages": len(layout.sheets), "silent": silent, "body": pack(layout)}
    sheet.add(schema.layout, row)


def enter_path(sheet: Sheet, document: int, path: str | None) -> None:
    """Note that a document was found under `path`, once."""
    if path:
        sheet.add(schema.document_path, {"document": document, "path": path})


def update_metadata(connection: Connection, seq: int, document: Document) -> None:
    """Give a document that is coded anew the metadata that it was read with; its text stays."""
    row = document_row(document)
    changed = {name: row[name] for name in _METADATA}
    connection.execute(schema.document.update().where(schema.document.c.seq == seq).values(changed))


def enter_reading(sheet: Sheet, document: int, run: int, entry: Entry) -> int:
    """Note that a run coded a document, with which metadata, engine and version; returns the reading's row."""
    engine, version = entry.made_by
    metadata = canonical(document_json(entry.snapshot.document))
    row = {"document": document, "run": run, "metadata": metadata, "engine": engine, "version": version}
    return sheet.numbered(schema.reading, row)


def enter_sentences(sheet: Sheet, document: int, body: str, sentences: Sequence[Span]) -> None:
    """Enter the sentences of a document, their words to be searched."""
    for span in sentences:
        seq = sheet.numbered(schema.sentence, {"document": document, "start": span.start, "end": span.end})
        sheet.index(seq, body[span.start : span.end])


def forget(connection: Connection, document: int) -> None:
    """Take away what a document that is coded anew gets anew: its sentences, and what could not be entered."""
    unindex_sentences(connection, document)
    connection.execute(schema.sentence.delete().where(schema.sentence.c.document == document))
    connection.execute(schema.unsupported.delete().where(schema.unsupported.c.document == document))


def enter_coding(sheet: Sheet, place: tuple[int, int], entry: Entry, present: Mapping[str, Present]) -> Added:
    """Enter records whose quotes hold, supersede those no longer found, and list what can't be entered.

    `place` is the rows of the document and of the reading, `present` what the ledger has of the document by id.
    """
    document, reading = place
    records, refusals = sorted_out(entry.snapshot.document, entry.coding)
    if present:
        records, held = recoding.held_back(raw(sheet.connection), document, records, present)
        refusals += held
    bodies = {record.id: body_of(record) for record in records}
    new = [record for record in records if record.id not in present or present[record.id].body != bodies[record.id]]
    gone = _gone(present, bodies)
    for seq in gone:
        sheet.add(schema.superseded, {"record": seq, "reading": reading})
    for record in new:
        sheet.record(place, record, bodies[record.id])
    for refusal in refusals:
        sheet.add(schema.unsupported, refusal_row(document, *refusal))
    return Added(1, tuple(new), len(refusals), len(gone))


def body_of(record: Record) -> str:
    """Return what a record says as the ledger keeps it."""
    return canonical(record_body(record))


def _gone(present: Mapping[str, Present], bodies: Mapping[str, str]) -> list[int]:
    """Return the rows that the new coding replaces or no longer has; what a person vouched for or wrote stays."""
    found = {id: one for id, one in present.items() if not one.by_person}
    return [one.seq for id, one in found.items() if bodies.get(id) != one.body and (id in bodies or not one.stays)]
