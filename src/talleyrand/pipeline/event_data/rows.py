"""What a row of event data comes to: a record without text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from math import nan

from talleyrand.archive.published import read_date
from talleyrand.codebook.plover import load_event_types
from talleyrand.errors import DateError, InputError
from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval, Precision
from talleyrand.model.records import Act, DataRow, Factuality, Record
from talleyrand.model.spans import NO_WORDS

CONFIDENCE = 0.5
"""Data sets don't say how sure their rows are: a record of theirs is neither sure nor doubtful."""
LEAST, MOST = -10.0, 10.0
"""Bounds of an intensity, PLOVER's as well as Goldstein's."""
_DAY = 10


class PassedOver(Exception):  # noqa: N818 - no fault: a row that is whole, of what PLOVER has no event for
    """A row that tells of no PLOVER event; its one argument says of what."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a row tells: who did what to whom and when; `key` is what makes two rows the same event."""

    key: str
    act: Act
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: DateInterval
    factuality: Factuality = "actual"


def data_record(row: DataRow, address: str, told: Told) -> Record:
    """Return the record of a row of the file at `address`; raises InputError for an event without an actor."""
    if not told.actors:
        raise InputError("the row names no actor", hint="who did it must be told")
    ident = hashlib.sha256(f"{row.data_set}\n{told.key}".encode("utf-8", "replace")).hexdigest()[:16]
    return Record(
        ident,
        address,
        told.act,
        NO_WORDS,
        told.actors,
        told.recipients,
        told.date,
        told.factuality,
        confidence=CONFIDENCE,
        method=f"import.{row.data_set.lower()}@1",
        row=row,
    )


@lru_cache(maxsize=1 << 14)
def act_of(event_type: str, mode: str, contexts: tuple[str, ...], intensity: str) -> Act:
    """Return a PLOVER act; `intensity` is a number as written, empty for the type's own.

    Raises InputError for a type that PLOVER does not know and for what is no number.
    """
    known = load_event_types().get(event_type.strip().upper())
    if known is None:
        raise InputError(f"unknown event type {event_type!r}", hint="one of PLOVER's sixteen, such as CONSULT")
    chosen = mode.strip() or None
    score = score_of(intensity) if intensity.strip() else known.intensity(chosen)
    return Act(known.name, chosen, contexts, known.quad, score, NO_WORDS)


def score_of(text: str) -> float:
    """Return how much an event helps or harms, -10 to 10; raises InputError for what is no such number."""
    try:
        score = float(text)
    except ValueError:
        score = nan
    if not LEAST <= score <= MOST:
        raise InputError(f"{text!r} is no number", hint="an intensity from -10 to 10")
    return score


@lru_cache(maxsize=1 << 14)
def interval(start: str, end: str = "", precision: Precision = "day") -> DateInterval:
    """Return days as an interval; raises InputError for what is no day."""
    first = _day(start)
    last = _day(end) if end else first
    return DateInterval(first, max(first, last), precision, "stated")


def _day(text: str) -> str:
    try:
        day = read_date(text)
    except DateError as error:
        raise InputError(f"{text!r} is no day", hint="write YYYY-MM-DD") from error
    if len(day) != _DAY:
        raise InputError(f"{text!r} is no day", hint="write YYYY-MM-DD")
    return day
