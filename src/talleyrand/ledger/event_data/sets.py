"""Other people's data in a ledger: what goes in, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from talleyrand.ledger.database import Database
from talleyrand.ledger.event_data import files
from talleyrand.ledger.event_data.files import DataSetTally, NewFile
from talleyrand.ledger.inputs import Event
from talleyrand.model.documents import Document
from talleyrand.model.records import Record

if TYPE_CHECKING:
    from sqlalchemy import Connection


class EventData:
    """The event data of a ledger. A ledger of an older program has none."""

    def __init__(self, connection: Database, transaction: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._connection = connection
        self._transaction = transaction

    # Writing

    def begin(self, file: NewFile) -> int | None:
        """Enter a file of event data and return its number; None when it was imported before, whole."""
        from talleyrand.ledger.event_data import entering

        with self._transaction() as connection:
            return entering.begin(connection, file)

    def enter(self, file: int, first: int, piece: bytes, records: Iterable[Record]) -> int:
        """Enter whole lines of a file and the records of them; returns how many are new."""
        from talleyrand.ledger.event_data import entering

        with self._transaction() as connection:
            return entering.enter(connection, file, first, piece, records)

    def finish(self, file: int) -> None:
        """Note that a file was read to its end."""
        from talleyrand.ledger.event_data import entering

        with self._transaction() as connection:
            entering.finish(connection, file)

    # Reading

    def tallies(self) -> list[DataSetTally]:
        """Return how many records of which data sets there are, in how many files."""
        return files.tallies(self._connection)

    def size(self) -> tuple[int, tuple[str, ...]]:
        """Return how many records there are and of which data sets, at no cost."""
        return files.size(self._connection)

    def documents(self) -> dict[str, Document]:
        """Return every file as a document without text, by id."""
        return files.documents(self._connection)

    def fields(self, record: Record) -> list[tuple[str, str]]:
        """Return the cells of the row that a record rests on, each with its column; none for a record of a text."""
        return files.fields(self._connection, record.document_id, record.row) if record.row else []

    def history(self, record: Record) -> tuple[Event, ...]:
        """Return when a record's file was imported; nothing for a record of a text."""
        return files.history(self._connection, record) if record.row else ()
