"""What adding a document comes to: a new one is entered, a known one only noted or, if asked for, coded anew."""

from __future__ import annotations

from sqlalchemy import Connection, Row, select

from talleyrand.errors import InputError
from talleyrand.ledger import writing
from talleyrand.ledger.inputs import Added, Entry
from talleyrand.ledger.tables import schema
from talleyrand.ledger.verify import text_hash
from talleyrand.model.documents import Document


def add(connection: Connection, run: int, entry: Entry, *, recode: bool) -> Added:
    """Enter a document inside a transaction; see `Ledger.add`."""
    document = entry.snapshot.document
    present = _find(connection, document.id)
    if present is None:
        seq = writing.enter_source(connection, entry.snapshot)
    else:
        seq = present.seq
        writing.enter_path(connection, seq, document.path)
        if not recode:
            return Added()
        _check_text(present.text_sha256, document)
        writing.update_metadata(connection, seq, document)
    reading = writing.enter_reading(connection, seq, run, entry)
    writing.enter_sentences(connection, seq, document.text, entry.sentences)
    return writing.enter_coding(connection, seq, reading, entry)


def note_path(connection: Connection, document_id: str, path: str | None) -> None:
    """Note another path of a known document."""
    present = _find(connection, document_id)
    if present is not None:
        writing.enter_path(connection, present.seq, path)


def _find(connection: Connection, document_id: str) -> Row[int, str] | None:
    document = schema.document.c
    return connection.execute(select(document.seq, document.text_sha256).where(document.id == document_id)).first()


def _check_text(expected: str, document: Document) -> None:
    if text_hash(document.text) != expected:
        where = document.path or document.id
        raise InputError("its text was cleaned otherwise before", where=where, hint="read it into a new ledger")
