"""Reading CSV and TSV tables of articles: a document a row, streamed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from talleyrand.archive.decoding import decode
from talleyrand.archive.inputs import Input
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.rows import Columns, read_row
from talleyrand.archive.snapshots import Snapshot
from talleyrand.archive.vote_files import SEPARATORS
from talleyrand.errors import InputError

_MARK = "\ufeff"
_MOST_LINES = 1_000_000
"""Lines of a row: no cell has more, but all that follows a quotation mark that is never closed."""
_QUOTES = "is a quotation mark missing?"


def read_csv(given: Input, options: ReadOptions) -> Iterator[Snapshot | InputError]:
    """Yield a snapshot for each row of a table, or the error that tells which line can't be read and why.

    The first row names the columns; cells are parted by whatever of `,;|` and the tab it has most. Raises InputError
    for a table without a column of texts.
    """
    if b"\0" in given.head():
        decode(given.head(), where=given.path)
        raise InputError("UTF-16 can't be read line by line", where=given.path, hint="save it as UTF-8")
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))  # Python's own limit is 128 KiB
    with given.open() as handle:
        yield from _read(_Lines(handle, options.max_bytes, given.path), given, options)


def _read(lines: _Lines, given: Input, options: ReadOptions) -> Iterator[Snapshot | InputError]:
    first = lines.peek().removeprefix(_MARK)
    if not first.strip():
        raise InputError("the input is empty", where=given.path, hint="nothing to read")
    rows = _rows(lines, max(SEPARATORS, key=first.count))
    header = next(rows, None)
    if header is None:
        raise InputError("the first line names no column", where=given.path, hint="name them: text,date,title")
    if isinstance(header, InputError):
        raise header
    names = [name.strip() for name in header[1]]
    columns = Columns.of([names[0].removeprefix(_MARK), *names[1:]], given, options)
    found = False
    for row in rows:
        found = True
        yield row if isinstance(row, InputError) else _document(row, columns, given, options)
    if not found:
        yield InputError("the table has no rows below its header", where=given.path, hint="nothing to read")


def _document(
    row: tuple[int, list[str]], columns: Columns, given: Input, options: ReadOptions
) -> Snapshot | InputError:
    try:
        return read_row(row[1], columns, given, f"{given.path}:{row[0]}", options)
    except InputError as error:
        return error


def _rows(lines: _Lines, separator: str) -> Iterator[tuple[int, list[str]] | InputError]:
    """Yield each row with the number of its first line, or what is wrong with it; empty lines are passed over."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        lines.begin()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield InputError(f"no row of a table: {error}", where=lines.where, hint=_QUOTES)
            lines.go_back()
            reader = csv.reader(lines, delimiter=separator, strict=True)
            continue
        except InputError as error:
            yield error
            lines.go_back()
            reader = csv.reader(lines, delimiter=separator, strict=True)
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield lines.number, cells


class _Lines:
    """The lines of a table; those of the present row are kept, so that reading can go on behind its first."""

    def __init__(self, handle: BinaryIO, limit: int, path: str) -> None:
        self._handle, self._limit, self._path = handle, limit, path
        self._row: list[bytes] = []
        self._again: list[bytes] = []
        self._size = 0
        self.number = 0
        self._next = 1

    @property
    def where(self) -> str:
        """The first line of the present row."""
        return f"{self._path}:{self.number}"

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._handle.readline(self._limit + 2)
        if not line:
            raise StopIteration
        self._row.append(line)
        self._size += len(line)
        if self._size > self._limit or len(self._row) > _MOST_LINES:
            most = f"{self._limit:,} bytes" if self._size > self._limit else f"{_MOST_LINES:,} lines"
            raise InputError(f"the row is longer than {most}", where=self.where, hint=_QUOTES)
        return (
            line.decode("ascii")
            if line.isascii()
            else decode(line, where=f"{self._path}:{self._next + len(self._row) - 1}")
        )

    def begin(self) -> None:
        """Begin a row."""
        self._next += len(self._row)
        self.number = self._next
        self._row, self._size = [], 0

    def go_back(self) -> None:
        """Go back behind the first line of the present row."""
        self._again.extend(reversed(self._row[1:]))
        self._row = self._row[:1]

    def peek(self) -> str:
        """Return the first line that is not empty, which stays to be read; those before it are passed over."""
        for line in self:
            if line.removeprefix(_MARK).strip():
                self._again.append(self._row.pop())
                self.begin()
                return line
            self._size = 0
        return ""
