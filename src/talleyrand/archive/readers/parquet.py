"""Reading Parquet tables of articles: a document a row, some rows at a time. Needs the extra `tables` (pyarrow)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from talleyrand.archive.inputs import Input
from talleyrand.archive.options import MEBIBYTE, ReadOptions
from talleyrand.archive.rows import Columns, read_row
from talleyrand.archive.snapshots import Snapshot
from talleyrand.archive.streams import Budget
from talleyrand.errors import InputError

ROWS = 64
"""Rows that are held at a time: articles are long."""
HELD = 64 * MEBIBYTE
"""Bytes of rows that are held at a time; what many rows share is held once."""
_TEXTS = frozenset({"string", "large_string", "binary", "large_binary"})
_WHOLE = "is the file whole?"


def read_parquet(given: Input, options: ReadOptions) -> Iterator[Snapshot | InputError]:
    """Yield a snapshot for each row of a table, or the error that tells which row can't be read and why.

    Raises InputError for what is no Parquet, for a table without a column of texts, and where pyarrow is missing.
    """
    try:
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        hint = "pip install 'talleyrand[tables]'"
        raise InputError("Parquet needs the package pyarrow", where=given.path, hint=hint) from error
    broken = (pyarrow.ArrowException, OSError, ValueError, KeyError)
    with given.seekable() as handle:
        try:
            rows = _rows(pyarrow.parquet, handle)
            columns = Columns.of(next(rows), given, options)
        except broken as error:
            what = f"no Parquet that can be read: {_line(error)}"
            raise InputError(what, where=given.path, hint=_WHOLE) from error
        budget = _budget(given, handle, options)
        number = 0
        while True:
            try:
                cells = next(rows, None)
            except broken as error:
                where = f"{given.path}: row {number + 1:,}"
                raise InputError(f"damaged Parquet: {_line(error)}", where=where, hint=_WHOLE) from error
            if cells is None:
                break
            number += 1
            budget.spend(_size(cells), given.path)
            yield _document(cells, columns, given, number, options)
    if not number:
        yield InputError("the table has no rows", where=given.path, hint="nothing to read")


def _budget(given: Input, handle: BinaryIO, options: ReadOptions) -> Budget:
    if given.budget is not None:
        return given.budget
    budget = Budget(options.max_unpacked)
    budget.earn(handle.seek(0, 2))
    return budget


def _size(cells: list[Any]) -> int:
    return sum(len(cell) for cell in cells if isinstance(cell, str | bytes))


def _document(
    cells: list[Any], columns: Columns, given: Input, number: int, options: ReadOptions
) -> Snapshot | InputError:
    try:
        return read_row(cells, columns, given, f"{given.path}: row {number:,}", options)
    except InputError as error:
        return error


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())


def _rows(parquet: Any, handle: BinaryIO) -> Iterator[list[Any]]:
    """Yield the names of the columns, then the cells of each row."""
    schema = parquet.ParquetFile(handle).schema_arrow
    yield list(schema.names)
    texts = [column.name for column in schema if str(column.type) in _TEXTS]
    file = parquet.ParquetFile(handle, read_dictionary=texts)
    for batch in file.iter_batches(batch_size=_rows_at_a_time(file.metadata)):
        for row in range(batch.num_rows):
            yield [column[row].as_py() for column in batch.columns]


def _rows_at_a_time(metadata: Any) -> int:
    """Return how many rows are held at a time: `ROWS`, fewer where they are long."""
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    longest = max((group.total_byte_size // max(1, group.num_rows) for group in groups), default=0)
    return max(1, min(ROWS, HELD // max(1, longest)))
