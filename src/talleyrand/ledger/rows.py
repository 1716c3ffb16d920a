"""Rows of the ledger as documents and records: plain columns and JSON into dataclasses, nothing in between."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from talleyrand.errors import NotFoundError
from talleyrand.ledger.database import Database
from talleyrand.model.documents import Document
from talleyrand.model.payloads import actor_from
from talleyrand.model.records import Record

Row = tuple[Any, ...]

RECORD_COLUMNS = (
    "r.id, d.id, r.kind, r.body, "
    "coalesce((SELECT v.status FROM revision v WHERE v.record_id = r.id ORDER BY v.seq DESC LIMIT 1), 'proposed')"
)
DOCUMENT_COLUMNS = "id, text, path, external_id, title, outlet, url, author, published, published_basis, language"

CACHED_DOCUMENTS = 512
"""Documents kept in memory while entries are read: enough for a dossier, and a few megabytes."""


def record_of(row: Row) -> Record:
    """Return the record of a row with the columns `RECORD_COLUMNS` in front."""
    return reader()(*row[:5])


def reader(*, bare: bool = False) -> Callable[..., Record]:
    """Return what makes a record of the columns `RECORD_COLUMNS`; with `bare` an act is made without its words.

    It is loaded when the first record is read: not every command reads one.
    """
    from talleyrand.ledger.bodies import bare_record_from, record_from

    return bare_record_from if bare else record_from


def document_of(row: Row) -> Document:
    """Return the document of a row with the columns `DOCUMENT_COLUMNS`."""
    author = actor_from(json.loads(row[7])) if row[7] else None
    id, text, path, external_id, title, outlet, url = row[:7]
    return Document(id, text, path, external_id, title, outlet, url, author, *row[8:11])


class Documents:
    """The documents of a ledger by id, each read once while it is among the last used."""

    def __init__(self, connection: Database) -> None:
        self._connection = connection
        self.get = lru_cache(CACHED_DOCUMENTS)(self._load)

    def bare(self) -> dict[str, Document]:
        """Return every document by its id, its text left out."""
        columns = DOCUMENT_COLUMNS.replace("text", "''", 1)
        rows = self._connection.execute(f"SELECT {columns} FROM document")  # noqa: S608 - constant columns
        return {row[0]: document_of(row) for row in rows}

    def bare_of(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return some documents by id, their texts left out."""
        columns = DOCUMENT_COLUMNS.replace("text", "''", 1)
        query = f"SELECT {columns} FROM document WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
        return {row[0]: document_of(row) for row in self._connection.execute(query, (json.dumps(list(ids)),))}

    def _load(self, document_id: str) -> Document:
        query = f"SELECT {DOCUMENT_COLUMNS} FROM document WHERE id = ?"  # noqa: S608 - constant columns
        row = self._connection.execute(query, (document_id,)).fetchone()
        return document_of(row) if row is not None else self._data_file(document_id)

    def _data_file(self, document_id: str) -> Document:
        from talleyrand.ledger.event_data.files import document

        found = document(self._connection, document_id)
        if found is None:
            raise NotFoundError("no such document in the ledger", where=document_id)
        return found
