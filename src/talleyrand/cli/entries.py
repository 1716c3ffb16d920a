"""Printing records with their documents, in any format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from talleyrand.cli.options import Format
from talleyrand.cli.output import print_csv, print_rows
from talleyrand.errors import DateError
from talleyrand.model.contract import record_to_json
from talleyrand.model.documents import Document
from talleyrand.model.flat import COLUMNS, flat_row
from talleyrand.model.records import Record

Entry = tuple[Record, Document]


def print_entries(entries: Iterable[Entry], format: Format, table: Callable[[], None]) -> None:
    """Print records as contract 1 has them, or flat; `table` prints the table."""
    if format == "csv":
        print_csv((flat_row(*entry) for entry in entries), COLUMNS)
    else:
        print_rows((record_to_json(*entry) for entry in entries), format, columns=COLUMNS, table=table)


def checked_day(given: str | None, option: str) -> str | None:
    """Return a day given as an option; raises DateError when it is none."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise DateError(f"{given!r} is no day", where=option, hint="write YYYY-MM-DD") from error
