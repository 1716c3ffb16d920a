"""Calendar arithmetic: days, weeks, months, quarters, seasons, years, decades and centuries as TIMEX3 periods."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from talleyrand.errors import DateError

FIRST_YEAR, LAST_YEAR = 1000, 2999  # years that a publication can have
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_NO_WEEK = "XXXX-WXX"
UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": _NO_WEEK,
    "F": _NO_WEEK,
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A TIMEX3 value with the days it covers, both ends included; None where it can't be placed on the calendar."""

    value: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known of the publication date: a year, a month of it, a day of that."""

    year: int | None = None
    month: int | None = None
    day: date | None = None


def anchor(published: str | None) -> Anchor:
    """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (a time after it is ignored); `DateError` when it is none of them."""
    if not published:
        return Anchor()
    parts = published.split("T", maxsplit=1)[0].strip().split("-")
    try:
        numbers = [int(part) for part in parts]
        whole = date(*[*numbers, 1, 1][:3])
    except (ValueError, TypeError) as error:
        raise DateError(f"{published!r} is not a date", hint="write YYYY-MM-DD") from error
    if not FIRST_YEAR <= whole.year <= LAST_YEAR:
        raise DateError(f"{published!r} is no year of publication", hint=f"{FIRST_YEAR} to {LAST_YEAR}")
    return Anchor(whole.year, whole.month if len(parts) > 1 else None, whole if len(parts) > 2 else None)


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when the calendar has no such day."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def shift(day: date, count: int, unit: str) -> date:
    """Move `day` by `count` units (D W F M Q Y E C); the day of the month is cut to the month's length."""
    if unit in ("D", "W", "F"):
        return _clamped(day, count * {"D": 1, "W": 7, "F": 14}[unit])
    months = count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]
    index = min(max(day.year * 12 + day.month - 1 + months, 12), MAXYEAR * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _clamped(day: date, days: int) -> date:
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def period(day: date, unit: str) -> Period:
    """Return the day, ISO week, month, quarter, year, decade or century that `day` lies in."""
    if unit == "D":
        return Period(day.isoformat(), day, day)
    if unit in ("W", "F"):
        year, week, weekday = day.isocalendar()
        monday = _clamped(day, 1 - weekday)
        return Period(f"{year:04}-W{week:02}", monday, _clamped(monday, 6))
    if unit == "M":
        return month_period(day.year, day.month)
    if unit == "Q":
        return quarter_period(day.year, (day.month + 2) // 3)
    return years_period(day.year, unit)


def years_period(year: int, unit: str) -> Period:
    """Return the year (Y), the decade (E) or the century (C) that `year` belongs to."""
    if unit == "Y":
        return Period(f"{year:04}", safe_date(year, 1, 1), safe_date(year, 12, 31))
    if unit == "E":
        first = year // 10 * 10
        return Period(f"{first // 10:03}X", safe_date(first, 1, 1), safe_date(first + 9, 12, 31))
    first = year // 100 * 100
    return Period(f"{first // 100:02}", safe_date(first, 1, 1), safe_date(first + 99, 12, 31))


def month_period(year: int, month: int) -> Period:
    """Return a month."""
    return Period(
        f"{year:04}-{month:02}", safe_date(year, month, 1), safe_date(year, month, monthrange(year, month)[1])
    )


def quarter_period(year: int, quarter: int) -> Period:
    """Return a quarter of a calendar year, 1 to 4."""
    last = quarter * 3
    return Period(f"{year:04}-Q{quarter}", date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]))


def half_period(year: int, half: int) -> Period:
    """Return a half of a calendar year, 1 or 2."""
    return Period(f"{year:04}-H{half}", date(year, 6 * half - 5, 1), date(year, 6 * half, 30 if half == 1 else 31))


def season_period(year: int, season: str) -> Period:
    """Return a northern season (SP SU FA WI); winter is the one that begins in December of `year`."""
    first, last = SEASONS[season]
    ends = year + (last < first)
    return Period(f"{year:04}-{season}", date(year, first, 1), safe_date(ends, last, monthrange(ends, last)[1]))


def weekend_period(day: date) -> Period:
    """Return the Saturday and Sunday of the ISO week that `day` lies in."""
    year, week, weekday = day.isocalendar()
    saturday = _clamped(day, 6 - weekday)
    return Period(f"{year:04}-W{week:02}-WE", saturday, _clamped(saturday, 1))


def part(whole: Period, mod: str | None) -> Period:
    """Return the early, middle or late part of a period: quarters of a year, ten days of a month, thirds of others."""
    if mod not in ("START", "MID", "END") or whole.start is None or whole.end is None:
        return whole
    days = (whole.end - whole.start).days + 1
    if days < 3:
        return whole
    first, last = _cuts(whole.start, days)
    if mod == "START":
        return Period(whole.value, whole.start, _clamped(first, -1))
    if mod == "END":
        return Period(whole.value, last, whole.end)
    return Period(whole.value, first, _clamped(last, -1))


def _cuts(start: date, days: int) -> tuple[date, date]:
    """Return the first day of the middle part and of the last part."""
    if 365 <= days <= 366:
        return shift(start, 3, "M"), shift(start, 9, "M")
    third = 10 if 28 <= days <= 31 else days // 3
    return _clamped(start, third), _clamped(start, 2 * third)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the n-th weekday (1 Monday to 7 Sunday) of a month; -1 is the last one."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Return Western Easter Sunday (the anonymous Gregorian computus; Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
