"""Which records a measure counts: current ones, once each, in a period; and on which day each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from talleyrand.errors import DateError, OptionError
from talleyrand.model.concerning import in_period
from talleyrand.model.records import Act, Record, Vote

FIRST, LAST = date(1800, 1, 1), date(2100, 12, 31)
"""The days that a question may name: some measures go through all between them one by one."""
LONGEST_DAYS = 31
"""Days of the longest interval that still has a place on a time axis: a month; what is vaguer is counted apart."""


def chosen(records: Iterable[Record], since: str | None = None, until: str | None = None) -> Iterator[Record]:
    """Yield the records that count, each id once: none that a person rejected, none outside the period.

    `since` and `until` are days (`YYYY-MM-DD`), inclusive; what is not dated is yielded too. Raises DateError when the
    period ends before it begins.
    """
    check_period(since, until)
    seen: set[str] = set()
    whole = since is None and until is None
    for record in records:
        if record.review != "rejected" and record.id not in seen and (whole or in_period(record, since, until)):
            seen.add(record.id)
            yield record


def check_period(since: str | None, until: str | None) -> None:
    """Raise DateError for a day that is none, and for a period that ends before it begins."""
    check_day(since, "since")
    check_day(until, "until")
    if since is not None and until is not None and until < since:
        raise DateError(f"the period ends on {until}, before it begins on {since}", hint="exchange since and until")


def check_level(level: float) -> None:
    """Raise OptionError for a level of intervals that is no probability."""
    if not 0 < level < 1:
        raise OptionError(f"{level:g} is no probability", where="level", hint="between 0 and 1, such as 0.9")


def day_of(record: Record) -> date | None:
    """Return the day a record stands on: the middle of its interval; None for undated and vague ones.

    Words that are reported without a day (a statement, a forecast, a term) stand on the day they were reported: they
    were said by then, and seldom long before. An act told without a day may be of any time and has none.
    """
    start, end = record.date.start, record.date.end
    if end is None:
        return None
    if start is None:
        return None if isinstance(record.payload, Act | Vote) else _day(end)
    length = (_day(end) - _day(start)).days
    return None if length > LONGEST_DAYS else _day(start) + timedelta(days=length // 2)


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def check_day(day: str | None, option: str) -> None:
    """Raise DateError for a day of an option that is none or out of reach; None is no day asked for."""
    if day is None:
        return
    try:
        read = date.fromisoformat(day)
    except ValueError as error:
        raise DateError(f"{day!r} is no day", where=option, hint="write YYYY-MM-DD") from error
    if read.isoformat() != day:
        raise DateError(f"{day!r} is written otherwise than days in records", where=option, hint=f"write {read}")
    if not FIRST <= read <= LAST:
        raise DateError(f"{day} is too far away", where=option, hint=f"from {FIRST} to {LAST}")
