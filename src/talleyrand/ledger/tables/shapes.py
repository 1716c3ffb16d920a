"""What the ledger's tables are made of: strict tables, and the few kinds of columns that they have."""

from __future__ import annotations

from sqlalchemy import REAL, BigInteger, Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

METADATA = MetaData()
"""All tables of a ledger, once the modules that define them are imported."""


def table(name: str, *items: SchemaItem, with_rowid: bool = True) -> Table:
    """Return a table of a ledger, in which every value has its column's type."""
    return Table(name, METADATA, *items, sqlite_strict=True, sqlite_with_rowid=with_rowid)


def key() -> Column[int]:
    """The number of a row, which is its primary key."""
    return Column("seq", Integer, primary_key=True)


def of(name: str, target: str, *, index: bool = True) -> Column[int]:
    """The number of a row elsewhere, `target` being that table's column."""
    return Column(name, Integer, ForeignKey(target), nullable=False, index=index)


def text(name: str, *, null: bool = False, unique: bool = False) -> Column[str]:
    """A text."""
    return Column(name, Text, nullable=null, unique=unique or None)


def number(name: str, *, null: bool = False) -> Column[int]:
    """A whole number of 32 bits at most."""
    return Column(name, Integer, nullable=null)


def large(name: str) -> Column[int]:
    """A whole number of 64 bits."""
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), nullable=False)


def share(name: str) -> Column[float]:
    """A number from 0 to 1."""
    return Column(name, REAL, nullable=False)


def raw(name: str) -> Column[bytes]:
    """Bytes as they were."""
    return Column(name, LargeBinary, nullable=False)
