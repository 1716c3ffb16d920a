"""The ledger's tables of watching: addresses that were asked, what was told of, how far each webhook heard it.

They tell of the world outside, not of sources: an address is overwritten when it is asked again. News are append-only.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from talleyrand.ledger.tables.schema import METADATA

visit = Table(
    "visit",
    METADATA,
    Column("address", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("mark", Text),
    Column("failures", Integer, nullable=False),
    Column("failure", Text),
    Column("until", Text),
    sqlite_strict=True,
)
"""`at` is when an address was asked last, `mark` what its feed said of it then; `failure` is why it could not be
fetched (null: it could), `failures` how often in a row, `until` when it may be asked again."""

news = Table(
    "news",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("told", Integer, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_strict=True,
)
"""What was new after a round of watching, as JSON; `told` is 0 for what stood so when watching began."""

delivery = Table(
    "delivery",
    METADATA,
    Column("address", Text, primary_key=True),
    Column("news", Integer, nullable=False),
    Column("failure", Text),
    sqlite_strict=True,
)
"""The number of the last news that a webhook took, and why it took no more (null: it did)."""

TABLES = (visit, news, delivery)
WATCH_APPEND_ONLY = ("news",)
