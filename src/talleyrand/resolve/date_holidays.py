"""Named days of the year: "Thanksgiving", "New Year's Eve", "Easter Monday"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from talleyrand.codebook.dates import date_words
from talleyrand.resolve.date_calendar import Anchor, easter, nth_weekday, safe_date, shift
from talleyrand.resolve.date_direction import Way


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of all named days, longest first, in capitals as names are, with a year where one follows."""
    names = sorted(date_words().holidays, key=len, reverse=True)
    titles = "|".join(re.escape(_title(name)).replace("'", "['’]") for name in names)
    return re.compile(rf"\b(?:(?P<rel>[Ll]ast|[Nn]ext)[ \n])?(?P<name>{titles})(?:,? (?P<year>\d{{4}}))?\b")


def _title(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split(" "))


def holiday(name: str, year: int) -> date | None:
    """Return the day that a named day falls on in a year."""
    rule = date_words().holidays[name.lower().replace("’", "'")]
    if isinstance(rule, int):
        return shift(easter(year), rule, "D")
    if isinstance(rule, tuple):
        return nth_weekday(year, *rule)
    month, day = rule.split("-")
    return safe_date(year, int(month), int(day))


def nearest_holiday(name: str, anchor: Anchor, direction: Way) -> date | None:
    """Choose the year of a named day: the nearest one in a direction, the nearest of all when it is open."""
    if anchor.year is None:
        return None
    if anchor.day is None:
        return holiday(name, anchor.year)
    days = [day for year in range(anchor.year - 1, anchor.year + 2) if (day := holiday(name, year))]
    chosen = [day for day in days if direction == "open" or (day >= anchor.day) == (direction == "future")]
    return min(chosen or days, key=lambda day: abs(day - (anchor.day or day)), default=None)
