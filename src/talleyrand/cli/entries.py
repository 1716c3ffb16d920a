"""Printing records with their documents, in any format."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from talleyrand.cli.options import Format
from talleyrand.errors import DateError

if TYPE_CHECKING:
    from talleyrand.model.records import Entry
    from talleyrand.pipeline.counting_events import Counted

EVENT_COLUMNS = ("event", "event_reports", "event_independent")
"""Columns behind those of the record: its event, how often it is reported, and how independently."""


def print_entries(entries: Iterable[Entry], format: Format, table: Callable[[], None]) -> None:
    """Print records as contract 1 has them, or flat, acts and votes with their event; `table` prints the table."""
    if format == "table":
        table()
        return
    for piece in entry_pieces(entries, format):
        sys.stdout.write(piece)


def entry_pieces(entries: Iterable[Entry], format: Literal["jsonl", "json", "csv"]) -> Iterator[str]:
    """Yield the text of records as contract 1 has them, or flat, acts and votes with their event among them.

    However many there are, few are in memory: see `pipeline.counting_events`.
    """
    if format == "csv":
        return _csv(entries)
    return _lines(entries) if format == "jsonl" else _list(entries)


def _lines(entries: Iterable[Entry]) -> Iterator[str]:
    from talleyrand.model.contract import record_to_json
    from talleyrand.pipeline.counting_events import with_events

    for text, event in with_events(entries, lambda entry: json.dumps(record_to_json(*entry), ensure_ascii=False)):
        yield f'{text[:-1]}, "event": {json.dumps(_event_json(event))}}}\n'


def _list(entries: Iterable[Entry]) -> Iterator[str]:
    from talleyrand.model.contract import record_to_json
    from talleyrand.pipeline.counting_events import with_events

    before = "["
    for text, event in with_events(entries, lambda entry: _indented(record_to_json(*entry))):
        told = _indented(_event_json(event)).replace("\n", "\n  ")
        said = f'{text[:-2]},\n  "event": {told}\n}}'.replace("\n", "\n  ")
        yield f"{before}\n  {said}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _csv(entries: Iterable[Entry]) -> Iterator[str]:
    from talleyrand.model.flat import COLUMNS, csv_line, flat_row
    from talleyrand.pipeline.counting_events import with_events

    yield csv_line((*COLUMNS, *EVENT_COLUMNS)) + "\n"
    for text, event in with_events(entries, lambda entry: csv_line(flat_row(*entry).values())):
        yield f"{text},{csv_line(event or ('', '', ''))}\n"


def _event_json(event: Counted | None) -> dict[str, str | int] | None:
    """The event of an act or vote, with its counts among the records printed; None for other kinds."""
    return dict(zip(("id", "reports", "independent"), event, strict=True)) if event else None


def checked_day(given: str | None, option: str) -> str | None:
    """Return a day given as an option; raises DateError when it is none."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise DateError(f"{given!r} is no day", where=option, hint="write YYYY-MM-DD") from error
