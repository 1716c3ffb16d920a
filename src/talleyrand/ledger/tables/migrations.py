"""Migrations: functions that bring an older ledger to the present schema, in order, each in one transaction.

A new ledger gets the present schema at once and is marked with every migration; an older one runs those it lacks.

A migration runs in SQLite and in PostgreSQL. `_add(connection, tables, append_only)` and `ALTER TABLE name ADD COLUMN
name TEXT` (or INTEGER, REAL) do for both: in PostgreSQL `migrate` gives columns the types that SQLite's mean, and rows
the numbers. What must be said otherwise asks `on_server`; the first eight know SQLite alone, for no ledger on a server
is so old. A new trigger has a twin in `postgresql/lookup.py`, and
tests/ledger/test_transfer.py compares the tables of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, Table, text

from talleyrand.ledger.opening import APPLICATION_ID
from talleyrand.ledger.postgresql.types import fit
from talleyrand.ledger.tables import lookup, schema, schema_event_data, schema_people, schema_watch
from talleyrand.ledger.tables.either import make_append_only, on_server
from talleyrand.ledger.tables.shapes import METADATA

Migration = Callable[[Connection], None]
MIGRATIONS: list[Migration] = []
LAST = 2**62
"""A row number beyond all."""
fit(METADATA)
LATER_APPEND_ONLY = (
    *schema_people.PEOPLE_APPEND_ONLY,
    *schema_watch.WATCH_APPEND_ONLY,
    *schema_event_data.DATA_APPEND_ONLY,
)


def migration(function: Migration) -> Migration:
    """Append `function` to the migrations; its place in the list is its version."""
    MIGRATIONS.append(function)
    return function


@migration
def first_schema(connection: Connection) -> None:
    """Make all tables, their triggers and the full-text index."""
    if on_server(connection):
        from talleyrand.ledger.postgresql.schema import make

        make(connection, METADATA, (*schema.APPEND_ONLY, *LATER_APPEND_ONLY))
        return
    METADATA.create_all(connection, checkfirst=False)
    for statement in (*schema.sqlite_statements(), *schema.append_only(LATER_APPEND_ONLY)):
        connection.exec_driver_sql(statement)
    connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))


@migration
def resolutions(connection: Connection) -> None:
    """Add the table of what became of forecasts, as persons found."""
    _add(connection, [schema.resolution], ["resolution"])


@migration
def decisions(connection: Connection) -> None:
    """Let revisions say what was decided, and what a record says by it."""
    for column in (
        "what TEXT NOT NULL DEFAULT 'verdict'",
        "verdict TEXT",
        "record INTEGER REFERENCES record(seq)",
        "body TEXT",
        "undoes INTEGER REFERENCES revision(seq)",
    ):
        connection.execute(text(f"ALTER TABLE revision ADD COLUMN {column}"))
    next(index for index in schema.revision.indexes if index.name == "revision_by_status").create(connection)


@migration
def lookups(connection: Connection) -> None:
    """Add what records and actors are found by, filled from the records that are there."""
    for statement in (*lookup.TABLES, *lookup.TRIGGERS):
        connection.exec_driver_sql(statement)
    for statement in lookup.FILL:
        connection.execute(text(statement), {"first": 0, "last": LAST})
    for statement in lookup.INDEXES:
        connection.exec_driver_sql(statement)


@migration
def cases(connection: Connection) -> None:
    """Add the table of cases."""
    _add(connection, [schema.case_version], ["case_version"])


@migration
def people(connection: Connection) -> None:
    """Add the tables of people: accounts, sessions, tokens, the audit log."""
    _add(connection, schema_people.TABLES, schema_people.PEOPLE_APPEND_ONLY)


@migration
def briefs(connection: Connection) -> None:
    """Add the table of saved briefs."""
    _add(connection, [schema.brief_version], ["brief_version"])


@migration
def watching(connection: Connection) -> None:
    """Add the tables of watching: addresses that were asked, news, how far webhooks heard them."""
    _add(connection, schema_watch.TABLES, schema_watch.WATCH_APPEND_ONLY)


@migration
def layouts(connection: Connection) -> None:
    """Add the table of where texts stand on their pages."""
    _add(connection, [schema.layout], ["layout"])


@migration
def copies(connection: Connection) -> None:
    """Add what near-duplicate documents are found by, and which copies which; the next run of reading fills it."""
    _add(connection, (schema.document_sketch, schema.document_key, schema.document_copy))


@migration
def languages(connection: Connection) -> None:
    """Add the language of each document; those read before have none until they are coded anew."""
    connection.execute(text("ALTER TABLE document ADD COLUMN language TEXT"))
    schema.by_language.create(connection)


@migration
def entering(connection: Connection) -> None:
    """Let what enters records list and count them, all at once, instead of triggers one by one.

    Triggers of a server list and count a batch at once.
    """
    if on_server(connection):
        return
    for name in ("record_is_listed", "party_is_counted"):
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))


@migration
def data_sets(connection: Connection) -> None:
    """Add the tables of other people's data."""
    _add(connection, schema_event_data.TABLES, schema_event_data.DATA_APPEND_ONLY)


@migration
def periods(connection: Connection) -> None:
    """Make what copies are found by anew, filed by periods; the next run of reading fills it."""
    tables = (schema.document_sketch, schema.document_key, schema.document_copy)
    for table in tables:
        connection.execute(text(f"DROP TABLE {table.name}"))
    _add(connection, tables)


@migration
def lists(connection: Connection) -> None:
    """Let the newest documents, and the records of one file of event data, be found without looking at all of them."""
    connection.execute(text("CREATE INDEX IF NOT EXISTS data_record_by_file ON data_record (file)"))
    schema.by_day.create(connection)


def _add(connection: Connection, tables: Iterable[Table], append_only: Sequence[str] = ()) -> None:
    """Make tables, and let those named refuse that rows are changed or removed."""
    for table in tables:
        table.create(connection)
    make_append_only(connection, append_only)


def migrate(connection: Connection, version: int) -> None:
    """Bring a ledger at `version` (0: an empty file) to the present schema."""
    if version == 0:
        first_schema(connection)
    else:
        for function in MIGRATIONS[version:]:
            function(connection)
    if on_server(connection):
        from talleyrand.ledger.postgresql.schema import finish

        finish(connection)
    rows = [{"version": number, "name": made.__name__} for number, made in enumerate(MIGRATIONS, start=1)]
    connection.execute(schema.migration.insert(), rows[version:])
