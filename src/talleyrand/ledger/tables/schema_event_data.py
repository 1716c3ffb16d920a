"""The ledger's tables of other people's data: files, their bytes in pieces, the records that rest on their rows.

They stand apart from `record` so that no query of what texts say can meet them. Files are kept whole, in pieces of
whole lines, which makes every row readable without unpacking the rest. Only `complete` of a file ever changes: it is 0
until all of its rows were read.
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from talleyrand.ledger.tables.schema import METADATA

data_file = Table(
    "data_file",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("data_set", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("complete", Integer, nullable=False),
    sqlite_strict=True,
)

data_piece = Table(
    "data_piece",
    METADATA,
    Column("file", Integer, ForeignKey("data_file.seq"), nullable=False),
    Column("first", Integer, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    PrimaryKeyConstraint("file", "first"),
    sqlite_strict=True,
)

data_record = Table(
    "data_record",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("file", Integer, ForeignKey("data_file.seq"), nullable=False),
    Column("type", Text, nullable=False),
    Column("date_start", Text, nullable=False),
    Column("date_end", Text, nullable=False),
    Column("factuality", Text, nullable=False),
    Column("confidence", REAL, nullable=False),
    Column("source", Text),
    Column("body", Text, nullable=False),
    Index("data_record_by_date", "date_start"),
    sqlite_strict=True,
)

data_party = Table(
    "data_party",
    METADATA,
    Column("record", Integer, ForeignKey("data_record.seq"), nullable=False),
    Column("role", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("country", Text),
    Column("name_key", Text, nullable=False),
    PrimaryKeyConstraint("record", "role", "position"),
    Index("data_party_by_country", "country", "record", "role"),
    Index("data_party_by_actor", "actor", "record", "role"),
    Index("data_party_by_name", "name_key", "record", "role"),
    sqlite_strict=True,
)

TABLES = (data_file, data_piece, data_record, data_party)
DATA_APPEND_ONLY = ("data_piece", "data_record", "data_party")
