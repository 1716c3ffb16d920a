"""A sheet of rows that are entered together: each table's at once, in the order in which tables refer to each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.dialects import sqlite

from talleyrand.ledger.tables import lookup, schema
from talleyrand.ledger.tables.columns import Row, party_rows, record_row
from talleyrand.ledger.tables.either import index_sentences, on_server
from talleyrand.ledger.within import raw
from talleyrand.model.actors import Actor
from talleyrand.model.records import Record, Statement

ORDER = (
    schema.source,
    schema.document,
    schema.document_path,
    schema.layout,
    schema.reading,
    schema.superseded,
    schema.sentence,
    schema.actor,
    schema.record,
    schema.record_actor,
    schema.unsupported,
)
ONCE = frozenset({"source", "document_path", "actor"})
"""Tables of which a row that is there already is left as it is."""


class Sheet:
    """Collects rows inside a transaction; `write` enters them. Rows that refer to each other get their numbers here."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._rows: dict[str, list[Row]] = {table.name: [] for table in ORDER}
        self._next: dict[str, int] = {}
        self._indexed: list[tuple[int, str]] = []
        self._records: list[Record] = []

    def add(self, table: Table, row: Row) -> None:
        """Put a row on the sheet."""
        self._rows[table.name].append(row)

    def numbered(self, table: Table, row: Row) -> int:
        """Put a row on the sheet under the next free number of its table, and return that."""
        number = self._next.get(table.name) or self._first(table)
        self._next[table.name] = number + 1
        self.add(table, {"seq": number} | row)
        return number

    def index(self, sentence: int, words: str) -> None:
        """Let a sentence be found by its words."""
        self._indexed.append((sentence, words))

    def record(self, place: tuple[int, int], record: Record, body: str) -> None:
        """Put a record on the sheet with its parties and their names; `place` is the rows of document and reading."""
        row = {"document": place[0], "reading": place[1]} | record_row(record, body)
        self._rows["record_actor"] += party_rows(self.numbered(schema.record, row), record)
        self._records.append(record)

    def write(self) -> None:
        """Enter all rows."""
        actors = {actor.id: actor for record in self._records for actor in _actors(record)}
        for actor in actors.values():
            self.add(schema.actor, {"id": actor.id, "name": actor.name, "type": actor.type, "country": actor.country})
        for table in ORDER:
            if rows := self._rows[table.name]:
                self._insert(table, rows)
        if self._indexed:
            index_sentences(self.connection, self._indexed)
        if self._records:
            last = self._next["record"] - 1
            list_records(self.connection, last - len(self._records) + 1, last)

    def _insert(self, table: Table, rows: list[Row]) -> None:
        """Enter rows as the driver takes them: SQLAlchemy's own way costs as much again for each."""
        if on_server(self.connection):
            from talleyrand.ledger.postgresql.entering import enter

            enter(raw(self.connection), table, rows, once=table.name in ONCE)
            return
        statement, names = _statement(table)
        self.connection.exec_driver_sql(statement, [tuple(map(row.get, names)) for row in rows])

    def _first(self, table: Table) -> int:
        return int(self.connection.execute(select(func.max(table.c.seq))).scalar() or 0) + 1


def list_records(connection: Connection, first: int, last: int) -> None:
    """List and count records that were entered, from one row to another, both included, so that they are found."""
    if on_server(connection):  # its triggers see all rows of a statement at once
        return
    for statement in lookup.FILL:
        connection.execute(text(statement), {"first": first, "last": last})


@cache
def _statement(table: Table) -> tuple[str, tuple[str, ...]]:
    """Return the statement of SQLite that enters a row, and the names of its values in their order."""
    names = tuple(column.name for column in table.columns)
    compiled = table.insert().compile(dialect=sqlite.dialect(), column_keys=names)
    once = " ON CONFLICT DO NOTHING" if table.name in ONCE else ""
    return f"{compiled}{once}", tuple(compiled.positiontup or names)


def _actors(record: Record) -> Iterator[Actor]:
    yield from record.actors
    yield from record.recipients
    if isinstance(record.payload, Statement):
        yield from record.payload.addressees
