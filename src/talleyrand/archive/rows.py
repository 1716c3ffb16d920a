"""A row of a table of articles as a document: its cells by name, archived in one form whatever the table's format."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talleyrand.archive.columns import find_columns
from talleyrand.archive.documents import Source, make_snapshot, read_metadata
from talleyrand.archive.inputs import Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import InputError

Cell = Any
"""What a cell holds: text in CSV; a number, a day, a list ... in Parquet; None when it is empty."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: their names, and the place of each field of a document."""

    names: tuple[str, ...]
    fields: Mapping[str, int]

    @classmethod
    def of(cls, names: Sequence[str], given: Input, options: ReadOptions) -> Columns:
        """Return the columns of a table with its names; raises InputError when none has the text."""
        return cls(tuple(_unlike(names)), find_columns(names, options.columns, given.path))


def _unlike(names: Sequence[str]) -> Iterator[str]:
    """Yield the names, one that came before and one that is empty with its number, so that no cell hides another."""
    met: set[str] = set()
    for number, name in enumerate(names, 1):
        made = name if name and name not in met else f"{name or 'column'} {number}"
        met.add(made)
        yield made


def read_row(cells: Sequence[Cell], columns: Columns, given: Input, where: str, options: ReadOptions) -> Snapshot:
    """Return the document of a row; raises InputError.

    Its raw bytes are a JSON object of all cells that are filled, by the names of their columns, keys sorted, in UTF-8.
    """
    if len(cells) != len(columns.names):
        what = f"{len(cells)} cells, where the table has {len(columns.names)} columns"
        raise InputError(what, where=where, hint="is a separator or a quotation mark missing?")
    raw = _canonical(dict(zip(columns.names, cells, strict=True)))
    if len(raw) > options.max_bytes:
        raise InputError(f"the row is longer than {options.max_bytes:,} bytes", where=where, hint="raise the limit")
    fields = {field: _text(cells[at]) for field, at in columns.fields.items()}
    source = Source(raw, given.path, where, "application/json", given.known)
    return make_snapshot(fields.pop("text") or "", read_metadata(fields, where=where), source, options)


def _canonical(cells: Mapping[str, Cell]) -> bytes:
    filled = {name: value for name, value in cells.items() if value is not None and value != ""}
    written = json.dumps(_plain(filled), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode("utf-8", "surrogatepass")


def _text(cell: Cell) -> str | None:
    value = _plain(cell)
    return value if value is None or isinstance(value, str) else str(value)


def _plain(value: Cell) -> Any:
    """Return a cell in the terms of JSON: days in ISO 8601, bytes in Base64, what is no number as nothing."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
