"""One loader for the data files of the codebook: CSV tables and TOML documents in `data/`."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from talleyrand.errors import CodebookError

LIST_SEPARATOR = "|"
_DATA = "talleyrand.codebook"


def data_file(name: str) -> Traversable:
    """Return the data file `name`; CodebookError where there is none."""
    file = resources.files(_DATA).joinpath("data", name)
    if not file.is_file():
        raise CodebookError("no such data file", where=f"codebook/data/{name}", hint="reinstall talleyrand")
    return file


def read_rows(name: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the rows of a CSV table as lists of strings in the order of `columns`, which must be its header."""
    reader = csv.reader(io.StringIO(data_file(name).read_text(encoding="utf-8"), newline=""))
    header = tuple(next(reader, ()))
    if header != columns:
        raise CodebookError(f"columns are {header}, not {columns}", where=name)
    for row in reader:
        if len(row) != len(columns):
            raise CodebookError(f"{len(row)} fields, not {len(columns)}", where=f"{name}:{reader.line_num}")
        yield row


def read_toml(name: str) -> dict[str, Any]:
    """Return a TOML data file as a dictionary; CodebookError names the line that is malformed."""
    try:
        return tomllib.loads(data_file(name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(
            str(error), where=f"codebook/data/{name}", hint="reinstall talleyrand or mend the file"
        ) from error


def split_list(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds a list.

    >>> split_list("Beijing|Peking"), split_list("")
    (('Beijing', 'Peking'), ())
    """
    return tuple(part for part in cell.split(LIST_SEPARATOR) if part)


def words(text: str) -> frozenset[str]:
    """Return the words of a white-space separated list."""
    return frozenset(text.split())


def require(entry: dict[str, Any], *keys: str, where: str) -> None:
    """Check that an entry has what every rule needs."""
    for key in keys:
        if not entry.get(key):
            raise CodebookError(
                f"entry {entry.get('id', '?')} has no {key}",
                where=where,
                hint="every rule has an id, a reason and examples",
            )
