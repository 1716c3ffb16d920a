"""Copying a ledger into another, in a file or on a server: every row with its number, sources byte for byte.

All of it is one transaction, the tables too: a copy that was interrupted has left an empty file or database at most,
and is begun anew. What is made of other rows (the full-text indexes) is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import REAL, Column, Connection, Integer, MetaData, Table, Text

from talleyrand.errors import LedgerError
from talleyrand.ledger.database import Database, streamed
from talleyrand.ledger.location import Location, Server
from talleyrand.ledger.opening import VERSION, connect_reading, schema_version
from talleyrand.ledger.tables.columns import Row
from talleyrand.ledger.tables.either import index_sentences, on_server
from talleyrand.ledger.tables.shapes import METADATA
from talleyrand.ledger.within import raw
from talleyrand.ledger.writer import filling

Told = Callable[[str, int], None]
"""Is told a table's name and how many of its rows were copied so far."""
ROWS = 500
"""Rows that are in memory at once."""
LARGE = 20
"""The same of tables with long texts or bytes."""
_LONG = frozenset({"source", "document", "layout", "data_piece"})
_OWN = MetaData()
_FACET = ("seq", "document", "start", "end", "kind", "type", "date_start", "date_end", "factuality")
LISTED = (
    Table(
        "record_facet",
        _OWN,
        *(Column(name, Integer if name in ("seq", "document", "start", "end") else Text) for name in _FACET),
        Column("confidence", REAL),
        Column("sources", Integer),
        Column("review", Text),
    ),
    Table(
        *("actor_tally", _OWN),
        *(Column(name, Text if name in ("key", "name") else Integer) for name in ("seq", "key", "name", "records")),
    ),
)
_WORDS = 'SELECT s.seq, d.seq, s.start, s."end" FROM sentence s JOIN document d ON d.seq = s.document ORDER BY s.seq'


def copy(source: Location, target: Location, *, told: Told) -> dict[str, int]:
    """Copy a ledger into one that is empty or not there yet, and return the number of rows of each table.

    Raises LedgerError where there is no ledger of the present schema to copy, and where the target is not empty.
    """
    reading = connect_reading(source)
    try:
        if schema_version(reading, source) < VERSION:
            hint = "talleyrand read or serve brings it up to date"
            raise LedgerError("an older Talleyrand made it", where=str(source), hint=hint)
        _hold_still(reading, source)
        with filling(target) as connection:
            _check_empty(connection, target)
            return _copied(reading, connection, told)
    finally:
        reading.close()


def _hold_still(reading: Database, source: Location) -> None:
    """Let what is read be as it was at one moment, whoever writes meanwhile."""
    level = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if isinstance(source, Server) else ""
    reading.execute(f"BEGIN{level}")


def _check_empty(connection: Connection, target: Location) -> None:
    for table in _tables():
        if raw(connection).execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone():  # noqa: S608 - names of ours
            hint = "copy into a new file or database; a copy that was made there is whole, talleyrand verify checks it"
            raise LedgerError(f"it is not empty: there are rows in {table.name}", where=str(target), hint=hint)


def _tables() -> list[Table]:
    return [table for table in METADATA.sorted_tables if table.name != "migration"]


def _copied(reading: Database, connection: Connection, told: Told) -> dict[str, int]:
    with _as_they_are(connection):
        counts = {table.name: _copy_table(reading, connection, table, told) for table in (*_tables(), *LISTED)}
    _index(reading, connection, told)
    if on_server(connection):
        connection.exec_driver_sql("ANALYZE")  # else the first questions are answered without knowing what is rare
    return counts


def _copy_table(reading: Database, connection: Connection, table: Table, told: Told) -> int:
    names = tuple(column.name for column in table.columns)
    order = ", ".join(f'"{column.name}"' for column in (table.primary_key.columns or [table.columns[0]]))
    columns = ", ".join(f'"{name}"' for name in names)
    rows = streamed(reading, f"SELECT {columns} FROM {table.name} ORDER BY {order}")  # noqa: S608 - names of ours
    done = 0
    while some := list(islice(rows, LARGE if table.name in _LONG else ROWS)):
        _enter(connection, table, [dict(zip(names, row, strict=True)) for row in some])
        done += len(some)
        told(table.name, done)
    return done


def _enter(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if on_server(connection):
        from talleyrand.ledger.postgresql.entering import enter

        enter(raw(connection), table, rows)
    else:
        connection.execute(table.insert(), rows)


@contextmanager
def _as_they_are(connection: Connection) -> Iterator[None]:
    """Let narrow tables be copied rather than be filled by what is entered beside them."""
    if not on_server(connection):  # there nothing is listed before it is told to be
        yield
        return
    from talleyrand.ledger.postgresql.schema import switch_listing

    switch_listing(connection, on=False)
    yield
    switch_listing(connection, on=True)


def _index(reading: Database, connection: Connection, told: Told) -> None:
    """Make the full-text indexes of what was copied."""
    if on_server(connection):
        from talleyrand.ledger.postgresql.full_text import index_actors

        index_actors(connection)
    done = 0
    for some in _sentences(reading):
        index_sentences(connection, some)
        done += len(some)
        told("sentence_index", done)


def _sentences(reading: Database) -> Iterator[list[tuple[int, str]]]:
    """Yield sentences, their rows and texts, some at a time; the text of a document is read once for its sentences."""
    last, text = 0, ""
    batch: list[tuple[int, str]] = []
    rows: Iterator[Any] = streamed(reading, _WORDS)
    for seq, document, start, end in rows:
        if document != last:
            last = document
            (text,) = reading.execute("SELECT text FROM document WHERE seq = ?", (document,)).fetchone()
        batch.append((seq, text[start:end]))
        if len(batch) == ROWS:
            yield batch
            batch = []
    if batch:
        yield batch
