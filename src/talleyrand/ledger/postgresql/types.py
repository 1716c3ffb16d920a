"""What the types of the ledger's columns mean in PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import DOUBLE_PRECISION, REAL, BigInteger, Integer, MetaData, Text
from sqlalchemy.types import TypeEngine

_TYPES: tuple[tuple[type[TypeEngine[Any]], TypeEngine[Any]], ...] = (
    (REAL, DOUBLE_PRECISION()),
    (Integer, BigInteger()),
    (Text, Text(collation="C")),
)


def fit(tables: MetaData) -> None:
    """Give columns what SQLite means by their types: whole numbers of 64 bits, texts in the order of their bytes."""
    for column in (column for table in tables.tables.values() for column in table.columns):
        for kind, meant in _TYPES:
            if isinstance(column.type, kind) and not column.type._variant_mapping:
                column.type = column.type.with_variant(meant, "postgresql")
