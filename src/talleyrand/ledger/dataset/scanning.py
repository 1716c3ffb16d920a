"""Reading files of a data set: only the columns asked for, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.dataset as pads
import pyarrow.parquet as pq
from pyarrow.fs import FSSpecHandler, LocalFileSystem, PyFileSystem

from talleyrand.errors import LedgerError
from talleyrand.ledger.dataset.columns import SCHEMAS
from talleyrand.ledger.dataset.manifest import File, Manifest, Table
from talleyrand.ledger.dataset.stores import Store, explained

BATCH_ROWS = 8_192
"""Rows that are read at once: some megabytes of records."""
AHEAD = 2
"""Batches and files that are read ahead of the one in work."""


def read_file(store: Store, file: File) -> pa.Table:
    """Return all of a file; raises LedgerError when it is damaged or gone."""
    content = store.read(file.name)
    try:
        return pq.read_table(pa.BufferReader(content), schema=SCHEMAS[file.table])
    except (pa.ArrowInvalid, OSError) as error:
        raise _damaged(store, error) from error


def scan(
    store: Store, table: Table, files: Iterable[File], columns: Sequence[str], condition: pads.Expression | None = None
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of files of a table that meet a condition, in batches without an order.

    Groups of rows that can't meet it, by their first and last values, are not read; nor are columns not asked for.
    """
    names = [store.path(file.name) for file in files]
    if not names:
        return
    system = LocalFileSystem() if store.is_local else PyFileSystem(FSSpecHandler(store.files))
    with explained(store.address):
        try:
            source = pads.dataset(names, schema=SCHEMAS[table], format="parquet", filesystem=system)
            yield from source.to_batches(
                columns=list(columns),
                filter=condition,
                batch_size=BATCH_ROWS,
                batch_readahead=AHEAD,
                fragment_readahead=AHEAD,
            )
        except pa.ArrowInvalid as error:
            raise _damaged(store, error) from error


def gathered(batches: Iterable[pa.RecordBatch], table: Table, columns: Sequence[str]) -> pa.Table:
    """Return batches as one table."""
    schema = pa.schema([SCHEMAS[table].field(name) for name in columns])
    return pa.Table.from_batches([batch for batch in batches if len(batch)], schema)


def places(store: Store, manifest: Manifest) -> Iterator[tuple[str, tuple[int, int, int], str]]:
    """Yield every document's id, its place in the order of reading, and the name of the part that it is in."""
    for file in manifest.of("documents"):
        part = file.name.rpartition("/")[2].removesuffix(".parquet").partition("-without-")[0]
        for batch in scan(store, "documents", [file], ("id", "run", "file", "position")):
            for ident, *place in zip(*(batch.column(at).to_pylist() for at in range(4)), strict=True):
                yield ident, (place[0], place[1], place[2]), part


def _damaged(store: Store, error: Exception) -> LedgerError:
    return LedgerError(f"a file is damaged: {error}", where=store.address, hint="write the data set anew")
