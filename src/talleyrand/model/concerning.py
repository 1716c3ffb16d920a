"""Whom and when a record concerns: contacts, counterparts, periods."""

from __future__ import annotations

from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Record, Statement


def is_contact(record: Record) -> bool:
    """Tell whether the record is of a call, a meeting or talks."""
    return isinstance(record.payload, Act) and record.payload.event_type == "CONSULT"


def counterparts(record: Record) -> tuple[Actor, ...]:
    """Return the recipients and, for a statement, its addressees."""
    extra = record.payload.addressees if isinstance(record.payload, Statement) else ()
    return (*record.recipients, *extra)


def in_period(record: Record, since: str | None, until: str | None) -> bool:
    """Tell whether the record's days may touch the period; what has no date at all is kept, to be listed apart."""
    start, end = record.date.start, record.date.end
    too_early = since is not None and end is not None and end < since
    return not too_early and (until is None or start is None or start <= until + "~")
