"""The ledger's tables of other people's data: files, their bytes in pieces, the records that rest on their rows.

They stand apart from `record` so that no query of what texts say can meet them. Files are kept whole, in pieces of
whole lines, which makes every row readable without unpacking the rest. Only `complete` of a file ever changes: it is 0
until all of its rows were read.
"""

from __future__ import annotations

from sqlalchemy import Index, PrimaryKeyConstraint

from talleyrand.ledger.tables.shapes import key, number, of, raw, share, table, text

data_file = table(
    "data_file",
    key(),
    text("id", unique=True),
    text("data_set"),
    text("path"),
    number("size"),
    text("at"),
    number("complete"),
)

data_piece = table(
    "data_piece",
    of("file", "data_file.seq", index=False),
    number("first"),
    raw("raw"),
    PrimaryKeyConstraint("file", "first"),
)

data_record = table(
    "data_record",
    key(),
    text("id", unique=True),
    of("file", "data_file.seq", index=False),
    text("type"),
    text("date_start"),
    text("date_end"),
    text("factuality"),
    share("confidence"),
    text("source", null=True),
    text("body"),
    Index("data_record_by_date", "date_start"),
    Index("data_record_by_file", "file"),
)

data_party = table(
    "data_party",
    of("record", "data_record.seq", index=False),
    text("role"),
    number("position"),
    text("actor"),
    text("country", null=True),
    text("name_key"),
    PrimaryKeyConstraint("record", "role", "position"),
    Index("data_party_by_country", "country", "record", "role"),
    Index("data_party_by_actor", "actor", "record", "role"),
    Index("data_party_by_name", "name_key", "record", "role"),
)

TABLES = (data_file, data_piece, data_record, data_party)
DATA_APPEND_ONLY = ("data_piece", "data_record", "data_party")
