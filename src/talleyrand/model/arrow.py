"""The table of a result as Arrow, its column types from those of its row type."""

from __future__ import annotations

import types
from dataclasses import fields
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}


def arrow_table(result: Any) -> pa.Table:
    """Return the rows of a `Result` as a table; columns keep their types where there are no rows."""
    hints = get_type_hints(result.row_type)
    names = [column.name for column in fields(result.row_type)]
    schema = pa.schema([pa.field(name, _type(hints[name])) for name in names])
    return pa.Table.from_pylist(result.to_dicts(), schema=schema)


def _type(hint: Any) -> pa.DataType:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _type(next(part for part in inner if part is not type(None)))
    if origin in {tuple, list}:
        return pa.list_(_type(inner[0]))
    if origin is not None:
        return _TYPES.get(type(inner[0]), pa.string())
    return _TYPES.get(hint, pa.string())
