"""Checking a data set: every file and source hashed again, every quote looked up again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from talleyrand.errors import LedgerError
from talleyrand.ledger.bodies import record_from
from talleyrand.ledger.dataset.manifest import File, Manifest
from talleyrand.ledger.dataset.scanning import scan
from talleyrand.ledger.dataset.stores import Store
from talleyrand.ledger.evidence import broken_quote
from talleyrand.ledger.inputs import Finding
from talleyrand.model.documents import address


def verify(store: Store, manifest: Manifest) -> Iterator[Finding]:
    """Yield all that differs: files, then sources and records month by month; nothing when all is well."""
    damaged = set()
    for file in manifest.files:
        problem = _problem(store, file)
        if problem:
            damaged.add(file.name)
            yield Finding(file.name, problem)
    whole = [file for file in manifest.files if file.name not in damaged]
    for month in sorted({file.month for file in whole if file.table == "documents"}):
        records = [file for file in whole if file.table == "records" and file.month == month]
        for file in whole:
            if file.table == "documents" and file.month == month:
                yield from _documents(store, file, records)


def _problem(store: Store, file: File) -> str | None:
    try:
        content = store.read(file.name)
    except LedgerError as error:
        return error.what
    if hashlib.sha256(content).hexdigest() != file.sha256:
        return "the file is not the one that was written"
    return None


def _documents(store: Store, file: File, records: list[File]) -> Iterator[Finding]:
    for batch in scan(store, "documents", [file], ("id", "text", "raw")):
        rows = batch.to_pylist()
        for row in rows:
            if address(row["raw"]) != row["id"]:
                yield Finding(row["id"], f"the archived bytes have another hash: {address(row['raw'])}")
        yield from _records(store, records, {row["id"]: row["text"] for row in rows})


def _records(store: Store, files: list[File], texts: dict[str, str]) -> Iterator[Finding]:
    among = pc.field("document").isin(pa.array(sorted(texts), pa.string()))
    for batch in scan(store, "records", files, ("id", "document", "kind", "body"), among):
        for row in batch.to_pylist():
            record = record_from(row["id"], row["document"], row["kind"], row["body"], "proposed")
            quote = broken_quote(record, texts[record.document_id])
            if quote is not None:
                place = f"{quote.start}-{quote.end}"
                yield Finding(f"record {record.id}", f"quotes {quote.text!r} at {place}, the text differs")
