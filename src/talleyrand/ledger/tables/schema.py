"""The ledger's tables, in SQLAlchemy Core. What is SQLite's own (STRICT, triggers, FTS5) stands apart at the end.

`source`, `layout`, `reading`, `record`, `record_actor`, `superseded`, `revision`, `resolution`, `case_version` and
`brief_version` are append-only: triggers refuse any change. A record that a later reading no longer finds is not
removed, it is named in `superseded`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    REAL,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from talleyrand.ledger.tables import lookup

METADATA = MetaData()
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


def _table(name: str, *items: SchemaItem, with_rowid: bool = True) -> Table:
    return Table(name, METADATA, *items, sqlite_strict=True, sqlite_with_rowid=with_rowid)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _large(name: str) -> Column[int]:
    """A whole number of 64 bits."""
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), nullable=False)


def _key() -> Column[int]:
    return Column("seq", Integer, primary_key=True)


def _of(name: str, target: str, *, index: bool = True) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=False, index=index)


migration = _table("migration", Column("version", Integer, primary_key=True), _text("name"))

run = _table(
    "run",
    _key(),
    _text("arguments"),
    _text("version"),
    _text("started"),
    _text("finished", null=True),
    _text("counts", null=True),
)

source = _table(
    "source",
    Column("sha256", Text, primary_key=True),
    _text("media_type"),
    _number("size"),
    Column("raw", LargeBinary, nullable=False),
)

document = _table(
    "document",
    _key(),
    Column("id", Text, nullable=False, unique=True),
    Column("source", Text, ForeignKey("source.sha256"), nullable=False, index=True),
    _text("external_id", null=True),
    _text("path", null=True),
    _text("title", null=True),
    _text("outlet", null=True),
    _text("url", null=True),
    _text("author", null=True),
    _text("published", null=True),
    _text("published_basis"),
    _text("language", null=True),
    _text("text_sha256"),
    _text("text"),
)

_other = document.c.language != "en"
by_language = Index("document_by_language", document.c.language, sqlite_where=_other, postgresql_where=_other)

layout = _table(
    "layout",
    Column("document", Integer, ForeignKey("document.seq"), primary_key=True),
    _number("pages"),
    _number("silent"),
    Column("body", LargeBinary, nullable=False),
)
"""Where the text of a document with pages stands on them; `silent` is how many of the pages have no text."""

document_path = _table(
    "document_path",
    _of("document", "document.seq", index=False),
    _text("path"),
    PrimaryKeyConstraint("document", "path"),
)

reading = _table(
    "reading",
    _key(),
    _of("document", "document.seq"),
    _of("run", "run.seq", index=False),
    _text("metadata"),
    _text("engine"),
    _text("version"),
)

sentence = _table(
    "sentence",
    _key(),
    _of("document", "document.seq"),
    _number("start"),
    _number("end"),
)

actor = _table(
    "actor",
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("type"),
    _text("country", null=True),
)

record = _table(
    "record",
    _key(),
    Column("id", Text, nullable=False, index=True),
    _of("document", "document.seq"),
    _of("reading", "reading.seq", index=False),
    _text("kind"),
    _text("type"),
    _number("start"),
    _number("end"),
    _text("date_start", null=True),
    _text("date_end", null=True),
    _text("precision"),
    _text("factuality"),
    _text("country", null=True),
    Column("confidence", REAL, nullable=False),
    _text("method"),
    _text("engine"),
    _text("body"),
    UniqueConstraint("id", "reading"),
    Index("record_by_kind", "kind", "date_start"),
    Index("record_by_date", "date_start"),
)

record_actor = _table(
    "record_actor",
    _of("record", "record.seq", index=False),
    _text("role"),
    _number("position"),
    _text("actor"),
    _text("country", null=True),
    _text("name"),
    _text("name_key"),
    _text("date_start", null=True),
    PrimaryKeyConstraint("record", "role", "position"),
    Index("record_actor_by_country", "country", "date_start", "record", "role"),
    Index("record_actor_by_actor", "actor", "date_start", "record", "role"),
    Index("record_actor_by_name", "name_key", "date_start", "record", "role"),
)

superseded = _table(
    "superseded",
    Column("record", Integer, ForeignKey("record.seq"), primary_key=True),
    _of("reading", "reading.seq", index=False),
)

revision = _table(
    "revision",
    _key(),
    Column("record_id", Text, nullable=False, index=True),
    _text("status"),
    _text("note"),
    _text("reviewer"),
    _text("at"),
    Column("what", Text, nullable=False, server_default="verdict"),
    _text("verdict", null=True),
    Column("record", Integer, ForeignKey("record.seq"), nullable=True),
    _text("body", null=True),
    Column("undoes", Integer, ForeignKey("revision.seq"), nullable=True),
    Index("revision_by_status", "status", "record_id"),
)

resolution = _table(
    "resolution",
    _key(),
    Column("record_id", Text, nullable=False, index=True),
    _text("outcome"),
    _text("note"),
    _text("reviewer"),
    _text("at"),
)

case_version = _table(
    "case_version",
    _key(),
    _text("id"),
    _number("version"),
    _text("body", null=True),
    _text("author"),
    _text("at"),
    UniqueConstraint("id", "version"),
)
"""Cases, a row for each change; the last version of an id counts, one without a body was taken away."""

brief_version = _table(
    "brief_version",
    _key(),
    _text("id"),
    _number("version"),
    _text("title"),
    _text("body", null=True),
    _text("author"),
    _text("at"),
    UniqueConstraint("id", "version"),
)
"""Saved briefs, a row for each saving; the last version of an id counts, one without a body was taken away."""

document_sketch = _table(
    "document_sketch",
    Column("document", Integer, ForeignKey("document.seq"), primary_key=True, autoincrement=False),
    _large("digest"),
    _number("windows"),
    _text("body"),
    _text("version"),
)
"""What a document is compared by when copies are looked for: `body` are the spans that count, as `0-120 150-900`."""

document_key = _table(
    "document_key",
    _large("key"),
    _number("document"),
    PrimaryKeyConstraint("key", "document"),
    with_rowid=False,
)
"""The keys of sketches. Of documents that share a key only those published first are kept: the others find them."""

document_copy = _table(
    "document_copy",
    Column("document", Integer, ForeignKey("document.seq"), primary_key=True, autoincrement=False),
    _of("original", "document.seq"),
    _text("rule"),
    Column("jaccard", REAL, nullable=False),
    Column("contained", REAL, nullable=False),
    Column("contains", REAL, nullable=False),
    _text("version"),
)
"""Which document copies which, by which rule, how alike they are, and the version of what compared them."""

unsupported = _table(
    "unsupported",
    _key(),
    _of("document", "document.seq"),
    _number("start", null=True),
    _number("end", null=True),
    _text("text", null=True),
    _text("reason"),
)

input_error = _table(
    "input_error",
    _key(),
    _of("run", "run.seq", index=False),
    _text("place"),
    _text("what"),
    _text("hint"),
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
