"""Verification: every source hashed again, every quote looked up again."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator

from talleyrand.ledger.database import Database, streamed
from talleyrand.ledger.event_data import files
from talleyrand.ledger.evidence import broken_quote
from talleyrand.ledger.inputs import Finding
from talleyrand.ledger.rows import RECORD_COLUMNS, record_of
from talleyrand.model.documents import address


def verify(connection: Database) -> Iterator[Finding]:
    """Yield all that differs: damage of the file, sources, texts, records, in this order; nothing when all is well."""
    yield from _file(connection)
    yield from _sources(connection)
    yield from _texts(connection)
    yield from _records(connection)
    yield from files.verify(connection)


def _file(connection: Database) -> Iterator[Finding]:
    """Let SQLite check its file; a server checks its own, and keeps rows from pointing to nothing."""
    if not isinstance(connection, sqlite3.Connection):
        return
    for (message,) in connection.execute("PRAGMA quick_check"):
        if message != "ok":
            yield Finding("ledger", str(message))
    for table, row, target, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Finding(f"{table} {row}", f"points to a {target} that is not there")


def _sources(connection: Database) -> Iterator[Finding]:
    for sha256, size, raw in streamed(connection, "SELECT sha256, size, raw FROM source"):
        problem = _source_problem(sha256, size, raw)
        if problem:
            yield Finding(sha256, problem)


def _source_problem(sha256: str, size: int, raw: bytes) -> str | None:
    try:
        content = zlib.decompress(raw)
    except zlib.error as error:
        return f"the archived bytes can't be unpacked: {error}"
    if address(content) != sha256:
        return f"the archived bytes have another hash: {address(content)}"
    return None if len(content) == size else f"{len(content)} bytes instead of {size}"


def _texts(connection: Database) -> Iterator[Finding]:
    for document_id, source, text, expected in streamed(
        connection, "SELECT id, source, text, text_sha256 FROM document"
    ):
        if text_hash(text) != expected:
            yield Finding(document_id, "the text is not the one that was entered")
        if document_id != source:
            yield Finding(document_id, f"the document's id is not its source's: {source}")


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _records(connection: Database) -> Iterator[Finding]:
    """Check records document by document: a text may be long and have a hundred thousand of them, it is read once."""
    query = f"SELECT {RECORD_COLUMNS} FROM record r JOIN document d ON d.seq = r.document ORDER BY r.document, r.seq"  # noqa: S608
    document, text = "", ""
    for row in streamed(connection, query):
        if row[1] != document:
            document = row[1]
            (text,) = connection.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()
        quote = broken_quote(record_of(row), text)
        if quote is not None:
            yield Finding(f"record {row[0]}", f"quotes {quote.text!r} at {quote.start}-{quote.end}, the text differs")
