"""Files of event data, of any size: told apart by their content, read in pieces of whole lines.

A file is the content address of what it holds: a file and the same file packed by gzip or in a ZIP are one source. A
ZIP of several, as a year of POLECAT is one of months, is that many sources.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, cast

from talleyrand.archive.inputs import PART
from talleyrand.codebook.event_formats import GDELT_COLUMNS, POLECAT_COLUMNS
from talleyrand.errors import InputError
from talleyrand.model.tabs import line_text

DataSet = Literal["POLECAT", "PLOVER", "GDELT"]

PIECE = 1 << 20
"""Bytes that are read at once; a piece ends with a line."""
LONGEST_LINE = 1 << 20
"""Bytes of the longest line that is one; a longer one is no row of any data set."""
LARGEST = 1 << 36
"""Bytes after unpacking at which a file is refused: 64 GiB, ten times the largest yearly file."""
_GDELT_1 = 58
_OF_SYSTEMS = re.compile(r"(^|/)(__MACOSX/|\.)")
"""Files that operating systems put into a ZIP beside what a person packs."""
_HINT = "a POLECAT file has its header, GDELT 2.0 events 61 columns between tabs, PLOVER an object of JSON a line"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of event data: `address` is the SHA-256 of its unpacked bytes, `size` how many those are.

    `member` is its name in a ZIP; `has_header` tells whether its first line names the columns.
    """

    path: Path
    member: str
    address: str
    size: int
    data_set: DataSet
    columns: tuple[str, ...]
    has_header: bool

    @property
    def place(self) -> str:
        """Where it was found, as a person is told."""
        return _place(self.path, self.member)


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines of a file: `first` is the number of the first of them, from 1."""

    first: int
    raw: bytes


def members(path: Path) -> tuple[str, ...]:
    """Return the names of the files that a ZIP holds, one empty name for any other file; raises InputError."""
    with _explained(str(path)):
        if not zipfile.is_zipfile(path):
            return ("",)
        with zipfile.ZipFile(path) as packed:
            names = [one.filename for one in packed.infolist() if not one.is_dir()]
    found = tuple(name for name in names if not _OF_SYSTEMS.search(name))
    if not found:
        raise InputError("nothing is packed in it", where=str(path), hint="is it whole?")
    return found


def open_data_file(path: Path, member: str = "") -> DataFile:
    """Return what a file is, or a member of a ZIP; raises InputError for what can't be read or is no known data."""
    where = _place(path, member)
    digest, size, head = hashlib.sha256(), 0, b""
    with _opened(path, member) as file:
        while block := file.read(PIECE):
            if b"\n" not in head and len(head) < LONGEST_LINE:
                head += block
            digest.update(block)
            size += len(block)
            if size > LARGEST:
                raise InputError(f"more than {LARGEST:,} bytes", where=where, hint="split it by year")
    if not size:
        raise InputError("the file is empty", where=where)
    data_set, columns, has_header = _recognised(head, where)
    return DataFile(path, member, f"sha256:{digest.hexdigest()}", size, data_set, columns, has_header)


def pieces(file: DataFile) -> Iterator[Piece]:
    """Yield a file piece by piece; raises InputError for a line that is too long, and when the file has changed."""
    digest, line, rest = hashlib.sha256(), 1, b""
    with _opened(file.path, file.member) as opened:
        while block := opened.read(PIECE):
            digest.update(block)
            rest += block
            end = rest.rfind(b"\n") + 1
            if end:
                yield Piece(line, rest[:end])
                line += rest.count(b"\n", 0, end)
                rest = rest[end:]
            if len(rest) > LONGEST_LINE:
                what = f"a line of more than {LONGEST_LINE:,} bytes"
                raise InputError(what, where=f"{file.place}:{line}", hint="it is no row of event data")
    if rest:
        yield Piece(line, rest)
    if f"sha256:{digest.hexdigest()}" != file.address:
        raise InputError("the file changed while it was read", where=file.place, hint="import it again")


def rows(piece: Piece) -> Iterator[tuple[int, str]]:
    """Yield the lines of a piece with their numbers, without their ends."""
    for number, line in enumerate(piece.raw.split(b"\n"), piece.first):
        if line and line != b"\r":
            yield number, line_text(line)


@contextmanager
def _opened(path: Path, member: str) -> Iterator[IO[bytes]]:
    """Open a file, unpacked; raises InputError for one that can't be."""
    with _explained(_place(path, member)):
        if member:
            with zipfile.ZipFile(path) as packed, packed.open(member) as unpacked:
                yield unpacked
        elif path.suffix == ".gz":
            with gzip.open(path) as unzipped:
                yield cast("IO[bytes]", unzipped)
        else:
            with path.open("rb") as plain:
                yield plain


@contextmanager
def _explained(where: str) -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        absent = isinstance(error, (FileNotFoundError, IsADirectoryError, PermissionError))
        hint = "check the path and who may read it" if absent else "is it whole?"
        raise InputError(f"it can't be read: {said}", where=where, hint=hint) from error


def _place(path: Path, member: str) -> str:
    return f"{path}{PART}{member}" if member else str(path)


def _recognised(head: bytes, where: str) -> tuple[DataSet, tuple[str, ...], bool]:
    """Return the data set whose first bytes these are, its columns in their order, and whether they begin with them."""
    first = line_text(head.split(b"\n", 1)[0])
    if "\0" in first:
        raise InputError("no file of text", where=where, hint=_HINT)
    if first.lstrip().startswith("{"):
        return "PLOVER", (), False
    cells = tuple(cell.strip().strip('"') for cell in first.rstrip("\t").split("\t"))
    if "Event ID" in cells:
        return "POLECAT", _polecat(cells, where), True
    if tuple(cell.upper() for cell in cells) == _GDELT_NAMES:
        return "GDELT", GDELT_COLUMNS, True
    columns = first.count("\t") + 1
    if columns == len(GDELT_COLUMNS) and cells[0].isdigit():
        return "GDELT", GDELT_COLUMNS, False
    if columns == _GDELT_1 and cells[0].isdigit():
        raise InputError("GDELT 1.0, which has 58 columns", where=where, hint="take the files of GDELT 2.0")
    raise InputError("no file of event data that is known", where=where, hint=_HINT)


def _polecat(cells: tuple[str, ...], where: str) -> tuple[str, ...]:
    """Return the columns of a POLECAT file under their usual names; some releases have more, or another order."""
    columns = tuple("Intensity" if cell == "Event Intensity" else cell for cell in cells)
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise InputError(f"columns of POLECAT are missing: {', '.join(missing)}", where=where, hint=_HINT)
    return columns


_GDELT_NAMES = tuple(name.upper() for name in GDELT_COLUMNS)
_NEEDED = tuple(
    name
    for name in POLECAT_COLUMNS
    if name in {"Event Date", "Event Type", "Event Mode", "Actor Name", "Actor Country", "Recipient Name"}
)
