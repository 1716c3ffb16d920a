"""The records of a selection, of texts and of event data, in order of date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import starmap

from talleyrand.ledger import resolutions
from talleyrand.ledger.database import Database, streamed
from talleyrand.ledger.documents import copies
from talleyrand.ledger.event_data import files
from talleyrand.ledger.event_data import selecting as data
from talleyrand.ledger.rows import reader
from talleyrand.ledger.selecting.reading import count_query, query
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.model.records import Record


def records(connection: Database, selection: Selection) -> Iterator[Record]:
    """Yield the records of a selection; those of event data only where it asks for them."""
    texts = iter(()) if selection.data == "only" else _of_texts(connection, selection)
    if selection.data == "without" or not files.has_data(connection):
        yield from texts
    else:
        yield from data.together(texts, data.records(connection, selection), selection.limit)


def count(connection: Database, selection: Selection) -> int:
    """Return how many records a selection has, whatever its limit."""
    asked = selection.data != "without" and files.has_data(connection)
    rows = data.count(connection, selection) if asked else 0
    if selection.data == "only":
        return rows
    return rows + int(connection.execute(*count_query(selection)).fetchone()[0])


def _of_texts(connection: Database, selection: Selection) -> Iterator[Record]:
    rows = streamed(connection, *query(selection))
    made = rows if selection.limit is None else reversed(list(rows))
    given = starmap(reader(bare=selection.bare), made)
    found = resolutions.outcomes(connection)
    yield from copies.with_stories(connection, resolutions.resolved(given, found) if found else given)
