"""Documents of a data set with all that coding gave for them, as they are entered into a ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from talleyrand.ledger.bodies import record_from
from talleyrand.ledger.dataset.columns import Row, document_of, sentences_of
from talleyrand.ledger.dataset.manifest import File, Manifest, Table
from talleyrand.ledger.dataset.scanning import scan
from talleyrand.ledger.dataset.stores import Store
from talleyrand.ledger.inputs import Entry
from talleyrand.ledger.layouts import unpack
from talleyrand.model.documents import Document
from talleyrand.model.layouts import Layout
from talleyrand.model.records import Record
from talleyrand.model.spans import Quote

TOGETHER = 5_000
"""Documents whose records are looked for together."""
TOGETHER_BYTES = 64 * 1024 * 1024
"""Bytes of sources that are held together."""
COLUMNS = ("id", "metadata", "media_type", "engine", "version", "position", "file", "run", "text", "sentences")


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was archived."""

    document: Document
    raw: bytes
    media_type: str
    layout: Layout | None


@dataclass(frozen=True, slots=True)
class Found:
    """What coding a document gave."""

    records: tuple[Record, ...]
    unsupported: tuple[tuple[Quote | None, str], ...]


def coded(store: Store, manifest: Manifest) -> Iterator[list[Entry]]:
    """Yield all documents, many at once: month by month, in the order in which they were read."""
    for month in sorted({file.month for file in manifest.of("documents")}):
        files = [file for file in manifest.files if file.month == month]
        for rows in _together(store, files):
            yield _entries(store, files, rows)


def _together(store: Store, files: Sequence[File]) -> Iterator[list[Row]]:
    held: list[Row] = []
    size = 0
    wanted = (*COLUMNS, "layout", "raw")
    for batch in scan(store, "documents", [file for file in files if file.table == "documents"], wanted):
        held.extend(batch.to_pylist())
        size += batch.nbytes
        if len(held) >= TOGETHER or size >= TOGETHER_BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def _entries(store: Store, files: Sequence[File], rows: Sequence[Row]) -> list[Entry]:
    ids = pa.array([row["id"] for row in rows], pa.string())
    records = _by_document(store, files, "records", ids, ("document", "id", "kind", "body", "number"))
    refusals = _by_document(store, files, "unsupported", ids, ("document", "start", "end", "text", "reason"))
    ordered = sorted(rows, key=lambda row: (row["run"], row["file"], row["position"]))
    return [_entry(row, records, refusals) for row in ordered]


def _by_document(
    store: Store, files: Sequence[File], table: Table, ids: pa.Array, columns: Sequence[str]
) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    of_table = [file for file in files if file.table == table]
    for batch in scan(store, table, of_table, columns, pc.field("document").isin(ids)):
        for row in batch.to_pylist():
            found[row["document"]].append(row)
    return found


def _entry(row: Row, records: Mapping[str, list[Row]], refusals: Mapping[str, list[Row]]) -> Entry:
    ident = row["id"]
    found = sorted(records.get(ident, ()), key=lambda one: int(one["number"]))
    made = tuple(record_from(one["id"], ident, one["kind"], one["body"], "proposed") for one in found)
    unsupported = tuple((_quote(one), str(one["reason"])) for one in refusals.get(ident, ()))
    layout = unpack(row["layout"]) if row["layout"] else None
    source = Source(document_of(row), row["raw"], row["media_type"], layout)
    return Entry(source, sentences_of(row["sentences"]), Found(made, unsupported), (row["engine"], row["version"]))


def _quote(row: Row) -> Quote | None:
    return None if row["start"] is None else Quote(row["start"], row["end"], row["text"])
