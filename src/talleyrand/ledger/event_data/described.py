"""What files of event data are: where each came from, when, how much is in it, and its records in order."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from talleyrand.ledger.database import Database
from talleyrand.ledger.event_data.files import has_data
from talleyrand.ledger.event_data.selecting import COLUMNS, FROM
from talleyrand.ledger.rows import reader
from talleyrand.model.records import Record

_FILES = "SELECT seq, id, data_set, path, size, at, complete FROM data_file"
_LAST_PIECE = "SELECT first, raw FROM data_piece WHERE file = ? ORDER BY first DESC LIMIT 1"
_STRETCH = "SELECT count(*), coalesce(min(seq), 0), coalesce(max(seq), 0) FROM data_record WHERE file = ?"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of event data: its hash, its data set, where it was read from, its bytes, when it was imported.

    `complete` is False for one whose import was stopped; `seq` is its row.
    """

    seq: int
    id: str
    data_set: str
    path: str
    size: int
    at: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """How many records a file gave, and between which rows of their table they stand."""

    records: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DataRecord:
    """A record of a file, and its row."""

    seq: int
    record: Record


def files(connection: Database) -> tuple[DataFile, ...]:
    """Return every file, those of one data set together, in the order in which they were imported."""
    if not has_data(connection):
        return ()
    return tuple(_file(row) for row in connection.execute(f"{_FILES} ORDER BY data_set, seq"))


def file_of(connection: Database, file_id: str) -> DataFile | None:
    """Return a file by its id, None where there is none."""
    if not has_data(connection):
        return None
    row = connection.execute(f"{_FILES} WHERE id = ?", (file_id,)).fetchone()
    return _file(row) if row else None


def lines_of(connection: Database, file: int) -> int:
    """Return how many lines of a file are in the ledger: where its last piece begins tells, and what that holds."""
    row = connection.execute(_LAST_PIECE, (file,)).fetchone()
    if row is None:
        return 0
    first, packed = row
    content = zlib.decompress(packed)
    return int(first) - 1 + content.count(b"\n") + (not content.endswith(b"\n"))


def stretch_of(connection: Database, file: int) -> Stretch:
    """Return how many records a file gave, all of them counted."""
    return Stretch(*connection.execute(_STRETCH, (file,)).fetchone())


def records_of(connection: Database, file: int, held: Stretch, after: int, limit: int) -> list[DataRecord]:
    """Return at most `limit` records of a file behind a row, in order."""
    within = (file, max(after + 1, held.first), held.last, limit)
    query = f"SELECT r.seq, {COLUMNS} {FROM} WHERE r.file = ? AND r.seq BETWEEN ? AND ? ORDER BY r.seq LIMIT ?"
    made = reader()
    return [DataRecord(row[0], made(*row[1:])) for row in connection.execute(query, within)]


def place_of(connection: Database, file: int, record: str) -> int:
    """Return the row before a record of a file, 0 where it is none of it."""
    row = connection.execute("SELECT seq FROM data_record WHERE id = ? AND file = ?", (record, file)).fetchone()
    return int(row[0]) - 1 if row else 0


def _file(row: tuple[int, str, str, str, int, str, int]) -> DataFile:
    return DataFile(*row[:6], complete=bool(row[6]))
