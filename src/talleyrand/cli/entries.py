"""Printing records with their documents, in any format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from talleyrand.cli.options import Format
from talleyrand.cli.output import print_csv, print_rows
from talleyrand.errors import DateError

if TYPE_CHECKING:
    from talleyrand.model.events import Event
    from talleyrand.model.records import Entry

EVENT_COLUMNS = ("event", "event_reports", "event_independent")
"""Columns behind those of the record: its event, how often it is reported, and how independently."""


def print_entries(entries: Iterable[Entry], format: Format, table: Callable[[], None]) -> None:
    """Print records as contract 1 has them, or flat, acts and votes with their event; `table` prints the table."""
    if format == "table":
        table()
        return
    from talleyrand.model.contract import record_to_json
    from talleyrand.model.events import find_events
    from talleyrand.model.flat import COLUMNS, flat_row

    chosen = tuple(entries)
    events = find_events(record for record, _ in chosen)
    if format == "csv":
        print_csv((flat_row(*entry) | _event_cells(entry, events) for entry in chosen), (*COLUMNS, *EVENT_COLUMNS))
    else:
        rows = (record_to_json(*entry) | {"event": _event_json(entry, events)} for entry in chosen)
        print_rows(rows, format, columns=COLUMNS, table=table)


def _event_json(entry: Entry, events: Mapping[str, Event]) -> dict[str, str | int] | None:
    """The event of an act or vote, with its counts among the records printed; None for other kinds."""
    event = events.get(entry[0].id)
    return {"id": event.id, "reports": event.reports, "independent": event.independent} if event else None


def _event_cells(entry: Entry, events: Mapping[str, Event]) -> dict[str, str]:
    event = events.get(entry[0].id)
    values = (event.id, str(event.reports), str(event.independent)) if event else ("", "", "")
    return dict(zip(EVENT_COLUMNS, values, strict=True))


def checked_day(given: str | None, option: str) -> str | None:
    """Return a day given as an option; raises DateError when it is none."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise DateError(f"{given!r} is no day", where=option, hint="write YYYY-MM-DD") from error
