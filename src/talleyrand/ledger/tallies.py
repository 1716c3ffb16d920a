"""Counts and lists: what is in the ledger, and what is not."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.ledger.database import Database, streamed
from talleyrand.ledger.inputs import NotCoded, Problem, Unsupported

_CURRENT = "FROM record r WHERE NOT EXISTS (SELECT 1 FROM superseded s WHERE s.record = r.seq)"
_KINDS = f"SELECT kind, count(*) {_CURRENT} GROUP BY kind ORDER BY kind"
_SINGLE = {
    "documents": "SELECT count(*) FROM document",
    "sentences": "SELECT count(*) FROM sentence",
    "undated_documents": "SELECT count(*) FROM document WHERE published IS NULL",
    "not_english": "SELECT count(*) FROM document WHERE language <> 'en'",
    "records": f"SELECT count(*) {_CURRENT}",
    "undated_records": f"SELECT count(*) {_CURRENT} AND r.date_start IS NULL",
    "superseded": "SELECT count(*) FROM superseded",
    "revisions": "SELECT count(*) FROM revision",
    "unsupported": "SELECT count(*) FROM unsupported",
    "errors": "SELECT count(*) FROM input_error",
}
_NEWEST = tuple(f"SELECT max(seq) FROM {table}" for table in ("reading", "revision", "resolution", "case_version"))  # noqa: S608


def counts(connection: Database) -> dict[str, int]:
    """Return the counts of `_SINGLE`, then those of each kind of record."""
    single = {name: int(connection.execute(sql).fetchone()[0]) for name, sql in _SINGLE.items()}
    return single | dict(connection.execute(_KINDS))


def rows(connection: Database) -> int:
    """Return how many records were ever entered: how large the ledger is, at no cost."""
    return int(connection.execute("SELECT max(seq) FROM record").fetchone()[0] or 0)


def version(connection: Database) -> str:
    """Return the last row of each table that a reading, verdict, resolution or case appends to, `12.3.0.1`."""
    return ".".join(str(connection.execute(sql).fetchone()[0] or 0) for sql in _NEWEST)


def unsupported(connection: Database) -> Iterator[Unsupported]:
    """Yield findings that were not entered, in the order of their documents."""
    query = (
        'SELECT d.id, u.start, u."end", u.text, u.reason FROM unsupported u JOIN document d ON d.seq = u.document '
        "ORDER BY u.document, u.seq"
    )
    return (Unsupported(*row) for row in streamed(connection, query))


def not_english(connection: Database) -> Iterator[NotCoded]:
    """Yield the documents that are in another language than English, in the order in which they were entered."""
    query = "SELECT id, language, title, outlet, published, path FROM document WHERE language <> 'en' ORDER BY seq"
    return (NotCoded(*row) for row in connection.execute(query))


def errors(connection: Database) -> Iterator[Problem]:
    """Yield inputs that could not be read, each once for each reason, in the order they were met."""
    return (Problem(*row) for row in connection.execute("SELECT place, what, hint FROM input_error ORDER BY seq"))


def unreadable(connection: Database) -> int:
    """Return how many inputs could not be read."""
    return int(connection.execute(_SINGLE["errors"]).fetchone()[0])
