"""What adding a document comes to: a new one is entered, a known one only noted or, if asked for, coded anew."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Row, select

from talleyrand.errors import InputError
from talleyrand.ledger import writing
from talleyrand.ledger.inputs import Added, Entry
from talleyrand.ledger.review import recoding
from talleyrand.ledger.sheet import Sheet
from talleyrand.ledger.tables import schema
from talleyrand.ledger.verify import text_hash
from talleyrand.ledger.within import raw
from talleyrand.model.documents import Document


def add(connection: Connection, run: int, entries: Sequence[Entry], *, recode: bool) -> list[Added | InputError]:
    """Enter documents inside a transaction; see `Ledger.add_all`."""
    sheet = Sheet(connection)
    met: set[str] = set()
    found: list[Added | InputError] = []
    for entry in entries:
        ident = entry.snapshot.document.id
        found.append(Added() if ident in met else _add(sheet, run, entry, recode=recode))
        met.add(ident)
    sheet.write()
    return found


def _add(sheet: Sheet, run: int, entry: Entry, *, recode: bool) -> Added | InputError:
    """Put a document on the sheet; what is wrong with it is found before its first row."""
    document = entry.snapshot.document
    known = _find(sheet.connection, document.id)
    try:
        seq = writing.enter_source(sheet, entry.snapshot) if known is None else known.seq
        if known is not None and recode:
            _check_text(known.text_sha256, document)
    except InputError as error:
        return error
    if known is not None:
        writing.enter_path(sheet, seq, document.path)
        if not recode:
            return Added()
        writing.update_metadata(sheet.connection, seq, document)
        writing.forget(sheet.connection, seq)
    reading = writing.enter_reading(sheet, seq, run, entry)
    writing.enter_sentences(sheet, seq, document.text, entry.sentences)
    present = {} if known is None else recoding.present(raw(sheet.connection), seq)
    return writing.enter_coding(sheet, (seq, reading), entry, present)


def note_path(connection: Connection, document_id: str, path: str | None) -> None:
    """Note another path of a known document."""
    present = _find(connection, document_id)
    if present is not None:
        sheet = Sheet(connection)
        writing.enter_path(sheet, present.seq, path)
        sheet.write()


def _find(connection: Connection, document_id: str) -> Row[int, str] | None:
    document = schema.document.c
    return connection.execute(select(document.seq, document.text_sha256).where(document.id == document_id)).first()


def _check_text(expected: str, document: Document) -> None:
    if text_hash(document.text) != expected:
        where = document.path or document.id
        raise InputError("its text was cleaned otherwise before", where=where, hint="read it into a new ledger")
