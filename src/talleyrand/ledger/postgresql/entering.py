"""Entering many rows in one statement: a column of them is one value, so that the statement is always the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import REAL, Integer, LargeBinary, Table

from talleyrand.ledger.database import Database
from talleyrand.ledger.postgresql.texts import kept

ROWS = 1_000
"""Rows that are entered at once."""
_TYPES = ((Integer, "bigint"), (REAL, "float8"), (LargeBinary, "bytea"))


def enter(connection: Database, table: Table, rows: Sequence[Mapping[str, Any]], *, once: bool = False) -> None:
    """Enter rows of a table, all with the same columns; with `once` those that are there are left as they are."""
    if not rows:
        return
    names = tuple(column.name for column in table.columns if column.name in rows[0])
    sql = _statement(table, names, once)
    for start in range(0, len(rows), ROWS):
        some = rows[start : start + ROWS]
        connection.execute(sql, [[_value(row.get(name)) for row in some] for name in names])


@cache
def _statement(table: Table, names: tuple[str, ...], once: bool) -> str:
    types = [table.columns[name].type for name in names]
    kinds = [next((name for kind, name in _TYPES if isinstance(one, kind)), "text") for one in types]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f"CAST(? AS {kind}[])" for kind in kinds)
    end = " ON CONFLICT DO NOTHING" if once else ""
    return f"INSERT INTO {table.name} ({columns}) SELECT * FROM unnest({values}){end}"  # noqa: S608 - names


def _value(value: Any) -> Any:
    return kept(value) if isinstance(value, str) else value
