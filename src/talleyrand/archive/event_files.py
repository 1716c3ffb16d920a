"""Files of event data, of any size: told apart by their content, read in pieces of whole lines.

A file is the content address of what it holds: a file and the same file packed by gzip or in a ZIP are one source.
"""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, cast

from talleyrand.codebook.event_formats import GDELT_COLUMNS, POLECAT_COLUMNS
from talleyrand.errors import InputError

DataSet = Literal["POLECAT", "PLOVER", "GDELT"]

PIECE = 1 << 20
"""Bytes that are read at once; a piece ends with a line."""
LONGEST_LINE = 1 << 20
"""Bytes of the longest line that is one; a longer one is no row of any data set."""
LARGEST = 1 << 36
"""Bytes after unpacking at which a file is refused: 64 GiB, ten times the largest yearly file."""
_GDELT_1 = 58
_HINT = "a POLECAT file has its header, GDELT 2.0 events 61 columns between tabs, PLOVER an object of JSON a line"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of event data: `address` is the SHA-256 of its unpacked bytes, `size` how many those are."""

    path: Path
    address: str
    size: int
    data_set: DataSet
    columns: tuple[str, ...]

    @property
    def has_header(self) -> bool:
        """Whether its first line names the columns."""
        return self.data_set == "POLECAT"


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines of a file: `first` is the number of the first of them, from 1."""

    first: int
    raw: bytes


def open_data_file(path: Path) -> DataFile:
    """Return what a file is; raises InputError for one that can't be read or is of no known event data."""
    digest, size, head = hashlib.sha256(), 0, b""
    with _opened(path) as file:
        while block := file.read(PIECE):
            if b"\n" not in head and len(head) < LONGEST_LINE:
                head += block
            digest.update(block)
            size += len(block)
            if size > LARGEST:
                raise InputError(f"more than {LARGEST:,} bytes", where=str(path), hint="split it by year")
    if not size:
        raise InputError("the file is empty", where=str(path))
    data_set, columns = _recognised(head, str(path))
    return DataFile(path, f"sha256:{digest.hexdigest()}", size, data_set, columns)


def pieces(file: DataFile) -> Iterator[Piece]:
    """Yield a file piece by piece; raises InputError for a line that is too long, and when the file has changed."""
    digest, line, rest = hashlib.sha256(), 1, b""
    with _opened(file.path) as opened:
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
                raise InputError(what, where=f"{file.path}:{line}", hint="it is no row of event data")
    if rest:
        yield Piece(line, rest)
    if f"sha256:{digest.hexdigest()}" != file.address:
        raise InputError("the file changed while it was read", where=str(file.path), hint="import it again")


def rows(piece: Piece) -> Iterator[tuple[int, str]]:
    """Yield the lines of a piece with their numbers, without their ends; what is no UTF-8 is replaced."""
    for number, line in enumerate(piece.raw.decode("utf-8", "replace").split("\n"), piece.first):
        if line and line != "\r":
            yield number, line.rstrip("\r").removeprefix("\ufeff")


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, unpacked; raises InputError for one that can't be."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed, packed.open(_only_member(packed, path)) as member:
                yield member
        elif path.suffix == ".gz":
            with gzip.open(path) as unpacked:
                yield cast("IO[bytes]", unpacked)
        else:
            with path.open("rb") as plain:
                yield plain
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        absent = isinstance(error, (FileNotFoundError, IsADirectoryError, PermissionError))
        hint = "check the path and who may read it" if absent else "is it whole?"
        raise InputError(f"it can't be read: {said}", where=str(path), hint=hint) from error


def _only_member(packed: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    members = [one for one in packed.infolist() if not one.is_dir()]
    if len(members) != 1:
        raise InputError(f"{len(members)} files are packed in it", where=str(path), hint="unpack it first")
    return members[0]


def _recognised(head: bytes, where: str) -> tuple[DataSet, tuple[str, ...]]:
    """Return the data set whose first bytes these are, and its columns in their order."""
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace").strip("\r\ufeff")
    if b"\0" in head:
        raise InputError("no file of text", where=where, hint=_HINT)
    if first.lstrip().startswith("{"):
        return "PLOVER", ()
    cells = tuple(cell.strip().strip('"') for cell in first.split("\t"))
    if "Event ID" in cells:
        return "POLECAT", _polecat(cells, where)
    if len(cells) == len(GDELT_COLUMNS) and cells[0].isdigit():
        return "GDELT", GDELT_COLUMNS
    if len(cells) == _GDELT_1 and cells[0].isdigit():
        raise InputError("GDELT 1.0, which has 58 columns", where=where, hint="take the files of GDELT 2.0")
    raise InputError("no file of event data that is known", where=where, hint=_HINT)


def _polecat(cells: tuple[str, ...], where: str) -> tuple[str, ...]:
    """Return the columns of a POLECAT file under their usual names; some releases have more, or another order."""
    columns = tuple("Intensity" if cell == "Event Intensity" else cell for cell in cells)
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise InputError(f"columns of POLECAT are missing: {', '.join(missing)}", where=where, hint=_HINT)
    return columns


_NEEDED = tuple(
    name
    for name in POLECAT_COLUMNS
    if name in {"Event Date", "Event Type", "Event Mode", "Actor Name", "Actor Country", "Recipient Name"}
)
