"""Files of event data as the ledger keeps them: found as documents, read row by row, hashed again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from talleyrand.codebook.event_formats import GDELT_COLUMNS, UNKNOWN
from talleyrand.errors import NotFoundError
from talleyrand.ledger.database import Database, streamed
from talleyrand.ledger.event_data.selecting import COLUMNS, FROM
from talleyrand.ledger.inputs import Event, Finding
from talleyrand.ledger.rows import reader
from talleyrand.model.documents import Document
from talleyrand.model.records import DataRow, Record
from talleyrand.model.tabs import line_text, tab_cells

_FIRST = DataRow("", 1, "")
"""The line of a header."""
_FILES = "SELECT id, data_set, path FROM data_file"
_PIECES = "SELECT p.raw FROM data_piece p JOIN data_file f ON f.seq = p.file WHERE f.id = ? ORDER BY p.first"
_PIECE_OF = (
    "SELECT p.first, p.raw FROM data_piece p JOIN data_file f ON f.seq = p.file "
    "WHERE f.id = ? AND p.first <= ? ORDER BY p.first DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file of event data: the SHA-256 of its bytes, how many those are, and when (ISO 8601) it is imported."""

    address: str
    data_set: str
    path: str
    size: int
    at: str


@dataclass(frozen=True, slots=True)
class DataSetTally:
    """How many records of a data set the ledger has, in how many files."""

    data_set: str
    files: int
    records: int


def has_data(connection: Database) -> bool:
    """Tell whether any file was imported; a ledger of an older program has no place for them."""
    if connection.execute("SELECT 1 FROM migration WHERE name = 'data_sets'").fetchone() is None:
        return False
    return connection.execute("SELECT seq FROM data_file LIMIT 1").fetchone() is not None


def documents(connection: Database) -> dict[str, Document]:
    """Return every file as a document without text, by id."""
    return {row[0]: _document(*row) for row in connection.execute(_FILES)} if has_data(connection) else {}


def document(connection: Database, document_id: str) -> Document | None:
    """Return a file as a document without text, None when it is none."""
    if not has_data(connection):
        return None
    row = connection.execute(f"{_FILES} WHERE id = ?", (document_id,)).fetchone()
    return _document(*row) if row else None


def report_of(record: Record, file: Document) -> Document:
    """Return the report that a row tells of: in the file, under the data set's id, as far as the row names it."""
    row = record.row
    if row is None:
        return file
    return replace(file, external_id=row.event, outlet=row.source or file.outlet, url=row.url)


def record(connection: Database, prefix: str) -> Record | None:
    """Return the record whose id begins so, None where there is none; raises NotFoundError where several do."""
    if not prefix or not has_data(connection):
        return None
    query = f"SELECT {COLUMNS} {FROM} WHERE r.id >= ? AND r.id < ? ORDER BY r.id LIMIT 3"
    rows = connection.execute(query, (prefix, f"{prefix}~")).fetchall()
    if len(rows) > 1:
        near = ", ".join(row[0] for row in rows)
        raise NotFoundError("several records begin so", where=prefix, hint=f"among them {near}")
    return reader()(*rows[0]) if rows else None


def line_of(connection: Database, document_id: str, row: DataRow) -> str:
    """Return a row as it stands in its file; raises NotFoundError when the file is not there."""
    found = connection.execute(_PIECE_OF, (document_id, row.line)).fetchone()
    if found is None:
        raise NotFoundError("no such file of event data in the ledger", where=document_id)
    first, packed = found
    lines = zlib.decompress(packed).split(b"\n")
    return line_text(lines[row.line - first])


def fields(connection: Database, document_id: str, row: DataRow) -> list[tuple[str, str]]:
    """Return the cells of a row that are not empty, each with its column; an object of JSON as it is, in one."""
    line = line_of(connection, document_id, row)
    if row.data_set == "PLOVER":
        return [("record", line)]
    header = GDELT_COLUMNS if row.data_set == "GDELT" else _header(line_of(connection, document_id, _FIRST))
    cells = line.split("\t") if row.data_set == "GDELT" else tab_cells(line, len(header))
    return [(name, cell) for name, cell in zip(header, cells, strict=False) if cell not in ("", UNKNOWN)]


def _header(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().strip('"') for cell in line.rstrip("\t").split("\t"))


def history(connection: Database, record: Record) -> tuple[Event, ...]:
    """Return when the file of a record was imported."""
    rows = connection.execute("SELECT at, data_set FROM data_file WHERE id = ?", (record.document_id,))
    return tuple(Event("imported", at, data_set, record.method) for at, data_set in rows)


def content(connection: Database, document_id: str) -> Iterator[bytes]:
    """Yield a file's bytes piece by piece; nothing for one that is not there."""
    for (packed,) in streamed(connection, _PIECES, (document_id,)):
        yield zlib.decompress(packed)


def tallies(connection: Database) -> list[DataSetTally]:
    """Return how many records of which data sets there are, by name."""
    query = (
        "SELECT f.data_set, count(DISTINCT f.seq), count(r.seq) FROM data_file f "
        "LEFT JOIN data_record r ON r.file = f.seq GROUP BY f.data_set ORDER BY f.data_set"
    )
    return [DataSetTally(*row) for row in connection.execute(query)] if has_data(connection) else []


def size(connection: Database) -> tuple[int, tuple[str, ...]]:
    """Return how many records there are and of which data sets, at no cost: none is ever taken away."""
    if not has_data(connection):
        return 0, ()
    (records,) = connection.execute("SELECT max(seq) FROM data_record").fetchone()
    names = connection.execute("SELECT DISTINCT data_set FROM data_file ORDER BY data_set").fetchall()
    return records or 0, tuple(name for (name,) in names)


def verify(connection: Database) -> Iterator[Finding]:
    """Hash every file again; yields what differs, and which are not complete."""
    if not has_data(connection):
        return
    for document_id, size, complete in connection.execute("SELECT id, size, complete FROM data_file").fetchall():
        if not complete:
            yield Finding(document_id, "its import was stopped; import the file again to go on")
            continue
        problem = _problem(connection, document_id, size)
        if problem:
            yield Finding(document_id, problem)


def _problem(connection: Database, document_id: str, size: int) -> str | None:
    digest, length = hashlib.sha256(), 0
    try:
        for piece in content(connection, document_id):
            digest.update(piece)
            length += len(piece)
    except zlib.error as error:
        return f"the archived bytes can't be unpacked: {error}"
    if f"sha256:{digest.hexdigest()}" != document_id:
        return f"the archived bytes have another hash: sha256:{digest.hexdigest()}"
    return None if length == size else f"{length} bytes instead of {size}"


def _document(document_id: str, data_set: str, path: str) -> Document:
    return Document(document_id, "", path, outlet=data_set)
