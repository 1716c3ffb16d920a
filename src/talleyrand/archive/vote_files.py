"""Files of votes: a CSV table as an archived source, its rows with their places in the text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from talleyrand.archive.decoding import decode
from talleyrand.archive.options import MEBIBYTE
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import InputError
from talleyrand.model.documents import Document, address
from talleyrand.model.spans import Quote

MAX_BYTES = 64 * MEBIBYTE
"""A larger file is refused."""
SEPARATORS = ",;\t|"
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: its line in the file (from 1), its characters in the text, its cells."""

    line: int
    quote: Quote
    cells: tuple[str, ...]
    separator: str = ","

    def cell_quote(self, at: int) -> Quote | None:
        """Return the characters of a cell, None where quotation marks in the row hide its place."""
        if '"' in self.quote.text:
            return None
        start = self.quote.start + sum(len(cell) + 1 for cell in self.cells[:at])
        return Quote(start, start + len(self.cells[at]), self.cells[at]) if self.cells[at] else None


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file as archived: its snapshot, the names of its columns, and how its cells are parted."""

    snapshot: Snapshot
    columns: tuple[str, ...]
    separator: str

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows below the header; empty lines are passed over.

        Raises InputError, naming the line, where the file is no table.
        """
        yield from list(_rows(self.snapshot.document.text, self.separator, self.snapshot.document.path or ""))[1:]


def read_table(file: Path, *, outlet: str | None = None) -> Table:
    """Return the table in a file; its text is the file's characters. Raises InputError where there is none."""
    raw = _bytes(file)
    text = decode(raw, where=str(file))
    header = text.lstrip(_MARK).split("\n", 1)[0]
    separator = max(SEPARATORS, key=header.count)
    columns = next(_rows(text, separator, str(file))).cells
    document = Document(
        id=address(raw), text=text, path=str(file), title=file.name, outlet=outlet, published_basis="unknown"
    )
    return Table(Snapshot(document, raw, "text/csv"), tuple(column.strip(f"{_MARK} ") for column in columns), separator)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as handle:
            raw = handle.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(error.strerror or "it can't be read", where=str(file), hint="check the path") from error
    if len(raw) > MAX_BYTES:
        raise InputError(f"the file is larger than {MAX_BYTES:,} bytes", where=str(file), hint="split it by year")
    return raw


def _rows(text: str, separator: str, where: str) -> Iterator[TableRow]:
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        start, line = lines.position, reader.line_num + 1
        try:
            cells: Sequence[str] | None = next(reader, None)
        except csv.Error as error:
            hint = "save it as CSV, UTF-8"
            raise InputError(f"no row of a table: {error}", where=f"{where}:{line}", hint=hint) from error
        if cells is None:
            return
        if cells:
            body = text[start : lines.position].rstrip("\r\n")
            yield TableRow(line, Quote(start, start + len(body), body), tuple(cells), separator)


class _Lines:
    """The lines of a text, and how far they have been read."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.position = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.position += len(line)
        return line
