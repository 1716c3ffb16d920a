"""Documents of a data set: by id, many at once, without their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from talleyrand.errors import NotFoundError
from talleyrand.ledger.dataset.columns import Row, document_of
from talleyrand.ledger.dataset.manifest import File, Manifest
from talleyrand.ledger.dataset.scanning import scan
from talleyrand.ledger.dataset.stores import Store
from talleyrand.model.documents import Document

CACHED = 512
"""Documents that are kept in memory."""
PLACE = ("run", "file", "position")


class Shelf:
    """The documents of a data set."""

    def __init__(self, store: Store, manifest: Manifest) -> None:
        self._store = store
        self._files = manifest.of("documents")
        self.get = lru_cache(CACHED)(self._document)

    def row(self, document_id: str, columns: Sequence[str]) -> Row:
        """Return columns of one document, read from its place alone; raises NotFoundError."""
        wanted = pc.field("id") == document_id
        for file in self._files:
            for batch in scan(self._store, "documents", [file], ("position", "file"), wanted):
                if len(batch):
                    return self._at(file, batch, wanted, columns)
        raise NotFoundError("no such document in the data set", where=document_id)

    def of(self, idents: Iterable[str], months: Iterable[str]) -> dict[str, Document]:
        """Return documents by id, with their texts, out of the files of some months."""
        among = set(months)
        files = [file for file in self._files if file.month in among]
        wanted = pc.field("id").isin(pa.array(sorted(set(idents)), pa.string()))
        rows = self._rows(files, ("id", "metadata", "text"), wanted)
        return {row["id"]: document_of(row) for row in rows}

    def bare(self) -> dict[str, Document]:
        """Return all documents by id, in the order of reading, their texts left out."""
        rows = self._rows(self._files, ("id", "metadata", *PLACE), None)
        found = sorted((*(row[name] for name in PLACE), row["id"], document_of(row)) for row in rows)
        return {ident: document for *_, ident, document in found}

    def _document(self, document_id: str) -> Document:
        return document_of(self.row(document_id, ("metadata", "text")))

    def _at(self, file: File, found: pa.RecordBatch, wanted: object, columns: Sequence[str]) -> Row:
        """Return the row found; its place tells which groups of rows need not be read."""
        place = (pc.field("position") == found["position"][0]) & (pc.field("file") == found["file"][0])
        return next(self._rows([file], columns, place & wanted))

    def _rows(self, files: Sequence[File], columns: Sequence[str], wanted: object) -> Iterator[Row]:
        for batch in scan(self._store, "documents", files, columns, wanted):
            yield from batch.to_pylist()
