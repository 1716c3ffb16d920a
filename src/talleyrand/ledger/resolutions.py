"""What persons found became of forecasts: the last word on each counts, earlier ones stay in its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from talleyrand.errors import ConflictError
from talleyrand.ledger.database import Database, has_table
from talleyrand.ledger.inputs import Event
from talleyrand.model.records import Forecast, Outcome, Record

_LAST = """
SELECT record_id, outcome FROM resolution WHERE seq IN (SELECT max(seq) FROM resolution GROUP BY record_id)
"""
_OF = "SELECT outcome, at, reviewer, note FROM resolution WHERE record_id = ? ORDER BY seq"


def outcomes(connection: Database) -> dict[str, Outcome]:
    """Return the outcome of each resolved forecast by its record's id; empty in a ledger older than resolutions."""
    return dict(connection.execute(_LAST)) if has_table(connection, "resolution") else {}


def resolved(records: Iterable[Record], found: Mapping[str, Outcome]) -> Iterator[Record]:
    """Yield records, forecasts with the outcome that was found."""
    for record in records:
        if record.id in found and isinstance(record.payload, Forecast):
            yield replace(record, payload=replace(record.payload, outcome=found[record.id]))
        else:
            yield record


def history(connection: Database, record_id: str) -> tuple[Event, ...]:
    """Return the resolutions of a forecast, oldest first."""
    if not has_table(connection, "resolution"):
        return ()
    rows = connection.execute(_OF, (record_id,))
    return tuple(Event(f"outcome {outcome}", at, reviewer, note) for outcome, at, reviewer, note in rows)


def check_unchanged(connection: Database, record: Record, expects: str | None) -> None:
    """Raise ConflictError where a forecast's outcome is not the one that a person saw; None is not to be checked."""
    if expects is None or not isinstance(record.payload, Forecast) or record.payload.outcome == expects:
        return
    found = history(connection, record.id)
    said = f"{found[-1].by} found otherwise at {found[-1].at}" if found else "it was coded anew meanwhile"
    why = f": {found[-1].note}" if found and found[-1].note else ""
    what = f"{said} ({record.payload.outcome}){why}"
    raise ConflictError(what, where=f"record {record.id}", hint="look at it again, then decide")
