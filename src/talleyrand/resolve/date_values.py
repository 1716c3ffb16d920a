"""Readings of calendar expressions: days, months, quarters, seasons, years, decades, centuries."""

from __future__ import annotations

from datetime import date, timedelta

from talleyrand.resolve.date_calendar import (
    UNKNOWN,
    Anchor,
    Period,
    half_period,
    month_period,
    period,
    quarter_period,
    safe_date,
    season_period,
    shift,
    years_period,
)
from talleyrand.resolve.date_direction import Way, way
from talleyrand.resolve.date_grammar import Expression
from talleyrand.resolve.date_numbers import spoken_year
from talleyrand.resolve.date_reading import Context, Reading, around, dated, modifier

_MONTH = ("month", "may")
_DAY = ("n2", "ordn", "ordword", "second")
_SOON = 2  # months within which a month that no tense places is the one ahead
_NEAR = timedelta(days=61)  # a day further off must agree with the tense around it


def read_iso(expression: Expression, _context: Context) -> list[Reading]:
    """Read `2022-02-24`, with or without a time."""
    text = expression.words[0].text
    day = safe_date(*(int(part) for part in text[:10].split("-")))
    if day is None:
        return []
    if "T" in text:
        return [Reading("TIME", Period(text, day, day), point=True)]
    return dated(period(day, "D"))


def read_slashed(expression: Expression, _context: Context) -> list[Reading]:
    """Read `2/24/2022`, American order unless only the other is possible."""
    first, second, year = (int(part) for part in expression.words[0].text.split("/"))
    full = year if year > 99 else year + (2000 if year < 50 else 1900)
    day = safe_date(full, first, second) or safe_date(full, second, first)
    return dated(period(day, "D")) if day else []


def read_calendar(expression: Expression, context: Context) -> list[Reading]:
    """Read a month with a day, with or without weekday and year."""
    month, number = expression.first(*_MONTH), expression.first(*_DAY)
    if month is None or number is None:
        return []
    day = day_number(number.text, number.value)
    year = expression.first("year")
    if year is not None:
        whole = safe_date(int(year.value), int(month.value), day)
        return dated(period(whole, "D")) if whole else []
    return month_day(int(month.value), day, expression, context)


def day_number(text: str, value: object) -> int:
    """Return the day of the month that `24`, `24th` or `first` stands for."""
    digits = "".join(letter for letter in text if letter.isdigit())
    return int(digits) if digits else int(str(value))


def month_day(month: int, day: int, expression: Expression, context: Context) -> list[Reading]:
    """Read a day of a month without a year: the nearest one, in the direction that the words around it show."""
    if not 1 <= day <= 31:
        return []
    whole = nearest_day(month, day, context.anchor, way(expression))
    return dated(period(whole, "D")) if whole else dated(Period(f"XXXX-{month:02}-{day:02}"))


def nearest_day(month: int, day: int, anchor: Anchor, direction: Way) -> date | None:
    """Choose the year of a day of a month: the nearest one, unless it is far off and the words around say otherwise."""
    today = anchor.day
    if today is None:
        return safe_date(anchor.year, month, day) if anchor.year else None
    days = [found for year in range(today.year - 1, today.year + 2) if (found := safe_date(year, month, day))]
    if not days:
        return None
    best = min(days, key=lambda found: abs(found - today))
    ahead = [found for found in days if found >= today]
    behind = [found for found in days if found <= today]
    if direction == "future" and ahead and best < today - _NEAR:
        return ahead[0]
    if direction == "past" and behind and best > today + _NEAR:
        return behind[-1]
    return best


def read_day_of_month(expression: Expression, context: Context) -> list[Reading]:
    """Read "since the 25th": the nearest such day of a month, past unless the words around point ahead."""
    word, today = expression.words[-1], context.today
    following = expression.after[0] if expression.after else None
    if following is not None and following.text[:1].isalpha() and following.kind == "other":
        return []
    day = day_number(word.text, word.value)
    if today is None:
        return dated(Period(f"XXXX-XX-{day:02}"), None, "relative") if day <= 31 else []
    sign = 1 if way(expression) == "future" else -1
    near = (safe_date(moved.year, moved.month, day) for moved in (shift(today, sign * n, "M") for n in range(3)))
    found = next((one for one in near if one and (one - today).days * sign >= 0), None)
    return around(found, "D") if found else []


def read_days(expression: Expression, context: Context) -> list[Reading]:
    """Read two days of one month ("April 24 and 25", "Feb. 4-6") as two dates, the second without its month."""
    month, numbers = expression.first(*_MONTH), [word for word in expression.words if word.kind in _DAY]
    if month is None or len(numbers) < 2:
        return []
    cut = expression.words.index(numbers[0]) + 1
    found = [month_day(int(month.value), int(word.value), expression, context) for word in numbers[:2]]
    parts = (expression.words[:cut], expression.words[-1:])
    return [
        Reading("DATE", one[0].period, one[0].mod, one[0].basis, point=True, words=words)
        for one, words in zip(found, parts, strict=True)
        if one
    ]


def named_year(expression: Expression, context: Context) -> int | None:
    """Return the year that an expression names: in figures, in words, or as "last year"."""
    year = expression.first("year")
    if year is not None:
        return int(year.value)
    spoken = spoken_year(expression.words)
    if spoken is not None or not expression.has("unit"):
        return spoken
    base = context.reference if expression.has("that", "same") else context.today
    here = base.year if base else context.anchor.year
    return None if here is None else here + step(expression)


def step(expression: Expression) -> int:
    """Return -1 for last, +1 for next, 0 for this."""
    if expression.has("last", "previous", "past"):
        return -1
    return 1 if expression.has("next", "following", "coming") else 0


def read_month(expression: Expression, context: Context) -> list[Reading]:
    """Read a month, with its year where it has one, else the one nearest in the direction that the words show."""
    word, mod = expression.first(*_MONTH), modifier(expression)
    if word is None or not _is_month(expression):
        return []
    month = int(word.value)
    year = named_year(expression, context) or month_year(month, expression, context)
    return dated(month_period(year, month) if year else Period(f"XXXX-{month:02}"), mod)


def _is_month(expression: Expression) -> bool:
    """May and March open sentences as other words, Jan and Mar are names: alone they need a preposition."""
    word = expression.words[0]
    if len(expression.words) > 1 or len(word.text) > 6 or word.text.lower() in ("april", "june", "july"):
        return True
    if len(word.text) <= 4 and word.kind != "may" and not word.text.endswith("."):
        return False
    return bool(expression.before) and expression.before[-1].kind != "other"


def month_year(month: int, expression: Expression, context: Context) -> int | None:
    """Choose the year of a month that has none."""
    today = context.today
    if today is None:
        return context.anchor.year
    if expression.has("last"):
        return today.year - (month >= today.month)
    if expression.has("next", "coming"):
        return today.year + (month <= today.month)
    if expression.has("this"):
        return today.year
    direction, ahead = way(expression), (month - today.month) % 12
    if direction == "future" or (direction == "open" and ahead <= _SOON):
        return today.year + (month < today.month)
    return today.year - (month > today.month)


def read_year(expression: Expression, context: Context) -> list[Reading]:
    """Read a year in figures or words; figures that count or price something are none."""
    if not _is_year(expression):
        return []
    year = named_year(expression, context)
    return dated(years_period(year, "Y"), modifier(expression)) if year else []


def _is_year(expression: Expression) -> bool:
    year = expression.first("year")
    if year is None:
        return True
    after = expression.after[0] if expression.after else None
    if after is not None and after.text in ("%",):
        return False
    return 1500 <= int(year.value) <= 2100


def read_decade(expression: Expression, _context: Context) -> list[Reading]:
    """Read "the 1990s", "the '60s", "the nineties"."""
    word = expression.first("decade", "decadeword")
    if word is None:
        return []
    digits = "".join(letter for letter in word.text if letter.isdigit()) or str(word.value)
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return dated(years_period(year, "E"), modifier(expression))


def read_century(expression: Expression, _context: Context) -> list[Reading]:
    """Read "the 20th century"."""
    word, unit = expression.first("ordn", "ordword"), expression.first("unit")
    if word is None or unit is None or unit.value != "C":
        return []
    return dated(years_period((day_number(word.text, word.value) - 1) * 100, "C"), modifier(expression))


def read_season(expression: Expression, context: Context) -> list[Reading]:
    """Read "last fall", "the summer of 2014"."""
    word = expression.first("season")
    if word is None:
        return []
    season, mod = str(word.value), modifier(expression)
    year = named_year(expression, context)
    today = context.today
    if year is None and today is not None:
        begun = season_period(today.year, season).start
        year = today.year + (0 if expression.has("this") else step(expression))
        if begun is not None and expression.has("last") and begun < today - timedelta(days=92):
            year = today.year
        elif (
            begun is not None
            and not expression.has("this", "next", "last")
            and begun > today
            and way(expression) != "future"
        ):
            year = today.year - 1
    return dated(season_period(year, season) if year else Period(f"XXXX-{season}"), mod)


def read_quarter(expression: Expression, context: Context) -> list[Reading]:
    """Read a numbered quarter: of the year it names, else the latest one that has begun."""
    word = expression.first("ordword", "second", "ordn")
    if word is None or not 1 <= (number := day_number(word.text, word.value)) <= 4:
        return []
    year = named_year(expression, context)
    today = context.today
    if today is not None and (year is None or not expression.has("year")):
        back = expression.has("last") or (expression.has("unit") and expression.has("ago", "earlier"))
        year = _quarter_year(number, today) - back if not expression.has("this", "next") else year
    return dated(quarter_period(year, number) if year else Period(f"XXXX-Q{number}"))


def _quarter_year(number: int, today: date) -> int:
    start = quarter_period(today.year, number).start
    return today.year if start is not None and start <= today else today.year - 1


def read_same_quarter(expression: Expression, context: Context) -> list[Reading]:
    """Read "the quarter", "the latest quarter" (the one last named), "the year-earlier period" (a year before it)."""
    if not expression.has("quarter") and context.quarter is None:
        return _year_before(expression, context)
    base = context.quarter.start if context.quarter else None
    if base is None and context.today is not None:
        base = shift(context.today, step(expression) if expression.has("this", "next") else -1, "Q")
    year = expression.first("year")
    if base is not None and year is not None:
        base = base.replace(year=int(year.value))
    elif base is not None and expression.has("unit"):
        base = shift(base, -1, "Y")
    return around(base, "Q")


def _year_before(expression: Expression, context: Context) -> list[Reading]:
    year = expression.first("year")
    if year is not None:
        return dated(years_period(int(year.value), "Y"))
    if not expression.has("unit") or expression.first("unit").value != "Y" or context.today is None:  # type: ignore[union-attr]
        return []
    return around(shift(context.today, -1, "Y"), "Y")


def read_half(expression: Expression, context: Context) -> list[Reading]:
    """Read "the first half of 2021"."""
    word = expression.first("ordword", "second", "last")
    half = 2 if word is None or word.kind == "last" else day_number(word.text, word.value)
    year = named_year(expression, context)
    if half not in (1, 2):
        return []
    return dated(half_period(year, half) if year else Period(f"XXXX-H{half}"))


def read_week_of(expression: Expression, context: Context) -> list[Reading]:
    """Read "the week of March 6"."""
    found = read_calendar(expression, context)
    unit = expression.first("unit")
    if not found or unit is None or unit.value != "W":
        return found
    start = found[0].period.start
    return dated(period(start, "W")) if start else dated(Period(UNKNOWN["W"]))
