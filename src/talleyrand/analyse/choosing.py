"""Which records a measure counts: current ones, once each, in a period; and on which day each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from talleyrand.errors import DateError
from talleyrand.model.concerning import in_period
from talleyrand.model.records import Record

LONGEST_DAYS = 31
"""Days of the longest interval that still has a place on a time axis: a month; what is vaguer is counted apart."""


def chosen(records: Iterable[Record], since: str | None = None, until: str | None = None) -> Iterator[Record]:
    """Yield the records that count, each id once: none that a person rejected, none outside the period.

    `since` and `until` are days (`YYYY-MM-DD`), inclusive; what is not dated is yielded too. Raises DateError when the
    period ends before it begins.
    """
    check_period(since, until)
    seen: set[str] = set()
    for record in records:
        if record.review != "rejected" and record.id not in seen and in_period(record, since, until):
            seen.add(record.id)
            yield record


def check_period(since: str | None, until: str | None) -> None:
    """Raise DateError for a day that is none, and for a period that ends before it begins."""
    for day, option in ((since, "since"), (until, "until")):
        if day is not None:
            _checked(day, option)
    if since is not None and until is not None and until < since:
        raise DateError(f"the period ends on {until}, before it begins on {since}", hint="exchange since and until")


def day_of(record: Record) -> date | None:
    """Return the day a record stands on: the middle of its interval; None for undated and vague ones."""
    if record.date.start is None or record.date.end is None:
        return None
    start, end = date.fromisoformat(record.date.start), date.fromisoformat(record.date.end)
    length = (end - start).days
    return None if length > LONGEST_DAYS else start + timedelta(days=length // 2)


def _checked(day: str, option: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise DateError(f"{day!r} is no day", where=option, hint="write YYYY-MM-DD") from error
