"""The ledger's tables, in SQLAlchemy Core. What is SQLite's own (STRICT, triggers, FTS5) stands apart at the end.

`source`, `layout`, `reading`, `record`, `record_actor`, `superseded`, `revision`, `resolution`, `case_version` and
`brief_version` are append-only: triggers refuse any change. A record that a later reading no longer finds is not
removed, it is named in `superseded`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    literal_column,
)

from talleyrand.ledger.tables import lookup
from talleyrand.ledger.tables.shapes import key, large, number, of, raw, share, table, text

APPEND_ONLY = (
    "source",
    "reading",
    "record",
    "record_actor",
    "superseded",
    "revision",
    "resolution",
    "case_version",
    "brief_version",
    "layout",
)


migration = table("migration", Column("version", Integer, primary_key=True), text("name"))

run = table(
    "run",
    key(),
    text("arguments"),
    text("version"),
    text("started"),
    text("finished", null=True),
    text("counts", null=True),
)

source = table(
    "source",
    Column("sha256", Text, primary_key=True),
    text("media_type"),
    number("size"),
    raw("raw"),
)

document = table(
    "document",
    key(),
    text("id", unique=True),
    Column("source", Text, ForeignKey("source.sha256"), nullable=False, index=True),
    text("external_id", null=True),
    text("path", null=True),
    text("title", null=True),
    text("outlet", null=True),
    text("url", null=True),
    text("author", null=True),
    text("published", null=True),
    text("published_basis"),
    text("language", null=True),
    text("text_sha256"),
    text("text"),
)

_other = document.c.language != "en"
by_day = Index("document_by_day", literal_column("coalesce(published, '')"), document.c.seq)
by_language = Index("document_by_language", document.c.language, sqlite_where=_other, postgresql_where=_other)

layout = table(
    "layout",
    Column("document", Integer, ForeignKey("document.seq"), primary_key=True),
    number("pages"),
    number("silent"),
    raw("body"),
)
"""Where the text of a document with pages stands on them; `silent` is how many of the pages have no text."""

document_path = table(
    "document_path",
    of("document", "document.seq", index=False),
    text("path"),
    PrimaryKeyConstraint("document", "path"),
)

reading = table(
    "reading",
    key(),
    of("document", "document.seq"),
    of("run", "run.seq", index=False),
    text("metadata"),
    text("engine"),
    text("version"),
)

sentence = table(
    "sentence",
    key(),
    of("document", "document.seq"),
    number("start"),
    number("end"),
)

actor = table(
    "actor",
    Column("id", Text, primary_key=True),
    text("name"),
    text("type"),
    text("country", null=True),
)

record = table(
    "record",
    key(),
    Column("id", Text, nullable=False, index=True),
    of("document", "document.seq"),
    of("reading", "reading.seq", index=False),
    text("kind"),
    text("type"),
    number("start"),
    number("end"),
    text("date_start", null=True),
    text("date_end", null=True),
    text("precision"),
    text("factuality"),
    text("country", null=True),
    share("confidence"),
    text("method"),
    text("engine"),
    text("body"),
    UniqueConstraint("id", "reading"),
    Index("record_by_kind", "kind", "date_start"),
    Index("record_by_date", "date_start"),
)

record_actor = table(
    "record_actor",
    of("record", "record.seq", index=False),
    text("role"),
    number("position"),
    text("actor"),
    text("country", null=True),
    text("name"),
    text("name_key"),
    text("date_start", null=True),
    PrimaryKeyConstraint("record", "role", "position"),
    Index("record_actor_by_country", "country", "date_start", "record", "role"),
    Index("record_actor_by_actor", "actor", "date_start", "record", "role"),
    Index("record_actor_by_name", "name_key", "date_start", "record", "role"),
)

superseded = table(
    "superseded",
    Column("record", Integer, ForeignKey("record.seq"), primary_key=True),
    of("reading", "reading.seq", index=False),
)

revision = table(
    "revision",
    key(),
    Column("record_id", Text, nullable=False, index=True),
    text("status"),
    text("note"),
    text("reviewer"),
    text("at"),
    Column("what", Text, nullable=False, server_default="verdict"),
    text("verdict", null=True),
    Column("record", Integer, ForeignKey("record.seq"), nullable=True),
    text("body", null=True),
    Column("undoes", Integer, ForeignKey("revision.seq"), nullable=True),
    Index("revision_by_status", "status", "record_id"),
)

resolution = table(
    "resolution",
    key(),
    Column("record_id", Text, nullable=False, index=True),
    text("outcome"),
    text("note"),
    text("reviewer"),
    text("at"),
)

case_version = table(
    "case_version",
    key(),
    text("id"),
    number("version"),
    text("body", null=True),
    text("author"),
    text("at"),
    UniqueConstraint("id", "version"),
)
"""Cases, a row for each change; the last version of an id counts, one without a body was taken away."""

brief_version = table(
    "brief_version",
    key(),
    text("id"),
    number("version"),
    text("title"),
    text("body", null=True),
    text("author"),
    text("at"),
    UniqueConstraint("id", "version"),
)
"""Saved briefs, a row for each saving; the last version of an id counts, one without a body was taken away."""

document_sketch = table(
    "document_sketch",
    Column("document", Integer, ForeignKey("document.seq"), primary_key=True, autoincrement=False),
    large("digest"),
    number("windows"),
    text("body"),
    text("version"),
    number("period"),
)
"""What a document is compared by when copies are looked for: `body` are the spans that count, as `0-120 150-900`, and
`period` is what its keys are filed under."""

document_key = table(
    "document_key",
    large("key"),
    number("document"),
    PrimaryKeyConstraint("key", "document"),
    with_rowid=False,
)
"""The keys of sketches, each with the period in front in which the document was published (`period << 48 | key`). Of
documents that share one only those published first are kept: the others find them."""

document_copy = table(
    "document_copy",
    Column("document", Integer, ForeignKey("document.seq"), primary_key=True, autoincrement=False),
    of("original", "document.seq"),
    text("rule"),
    share("jaccard"),
    share("contained"),
    share("contains"),
    text("version"),
)
"""Which document copies which, by which rule, how alike they are, and the version of what compared them."""

unsupported = table(
    "unsupported",
    key(),
    of("document", "document.seq"),
    number("start", null=True),
    number("end", null=True),
    text("text", null=True),
    text("reason"),
)

input_error = table(
    "input_error",
    key(),
    of("run", "run.seq", index=False),
    text("place"),
    text("what"),
    text("hint"),
    UniqueConstraint("place", "what"),
)


def sqlite_statements() -> tuple[str, ...]:
    """Return what only SQLite needs: the full-text index, narrow copies to find by, triggers that keep all of it."""
    return (*append_only(APPEND_ONLY), *FULL_TEXT, *lookup.STATEMENTS)


def append_only(tables: Iterable[str]) -> list[str]:
    """Return the triggers that refuse to change or remove rows of tables."""
    return [
        f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in tables
        for verb in ("UPDATE", "DELETE")
    ]


FULL_TEXT = (
    'CREATE VIEW sentence_text(seq, text) AS SELECT s.seq, substr(d.text, s.start + 1, s."end" - s.start) '
    "FROM sentence s JOIN document d ON d.seq = s.document",
    "CREATE VIRTUAL TABLE sentence_index USING fts5("
    "text, content='sentence_text', content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2')",
)
