"""Periods of votes: calendar years, or sessions of the General Assembly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

Period = Literal["year", "session"]
_FIRST_SESSION = 1945


def period_of(day: date, by: Period = "year") -> str:
    """Return the name of the period a day falls in: `2022`, or `session 77`.

    A session opens on Tuesday of the third week of September, counted from the first week with a working day (rule 1 of
    the Assembly's rules of procedure). Emergency special sessions count to the regular one of their day.

    >>> period_of(date(2022, 3, 2)), period_of(date(2022, 3, 2), "session"), period_of(date(2014, 9, 16), "session")
    ('2022', 'session 76', 'session 69')
    """
    if by == "year":
        return str(day.year)
    before = day < _opening(day.year)
    return f"session {day.year - _FIRST_SESSION - before}"


def periods_between(days: Iterable[date], by: Period = "year") -> list[str]:
    """Return all periods from the first of the days to the last, those without a day among them.

    >>> periods_between([date(2019, 12, 3), date(2022, 3, 2)])
    ['2019', '2020', '2021', '2022']
    """
    given = sorted(days)
    if not given:
        return []
    first, last = (int(period_of(day, by).split()[-1]) for day in (given[0], given[-1]))
    lead = "" if by == "year" else "session "
    return [f"{lead}{number}" for number in range(first, last + 1)]


def _opening(year: int) -> date:
    first = date(year, 9, 1)
    working = first + timedelta(days={5: 2, 6: 1}.get(first.weekday(), 0))
    return working - timedelta(days=working.weekday()) + timedelta(days=15)
