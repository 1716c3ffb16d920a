"""The ledger's tables of watching: addresses that were asked, what was told of, how far each webhook heard it.

They tell of the world outside, not of sources: an address is overwritten when it is asked again. News are append-only.
"""

from __future__ import annotations

from sqlalchemy import Column, Text

from talleyrand.ledger.tables.shapes import key, number, table, text

visit = table(
    "visit",
    Column("address", Text, primary_key=True),
    text("at"),
    text("etag", null=True),
    text("last_modified", null=True),
    text("mark", null=True),
    number("failures"),
    text("failure", null=True),
    text("until", null=True),
)
"""`at` is when an address was asked last, `mark` what its feed said of it then; `failure` is why it could not be
fetched (null: it could), `failures` how often in a row, `until` when it may be asked again."""

news = table(
    "news",
    key(),
    text("id", unique=True),
    text("at"),
    number("told"),
    text("body"),
)
"""What was new after a round of watching, as JSON; `told` is 0 for what stood so when watching began."""

delivery = table(
    "delivery",
    Column("address", Text, primary_key=True),
    number("news"),
    text("failure", null=True),
)
"""The number of the last news that a webhook took, and why it took no more (null: it did)."""

TABLES = (visit, news, delivery)
WATCH_APPEND_ONLY = ("news",)
