"""Readings that count from publication or from the last date named: weekdays, "last week", "a year later"."""

from __future__ import annotations

from datetime import date

from talleyrand.resolve.date_calendar import UNKNOWN, Period, shift, weekend_period
from talleyrand.resolve.date_direction import way
from talleyrand.resolve.date_grammar import Expression
from talleyrand.resolve.date_numbers import count
from talleyrand.resolve.date_reading import Context, Reading, around, dated, modifier
from talleyrand.resolve.date_values import read_calendar, step

_HOURS = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}
SATURDAY = 6
_UNITS = ("unit", "units", "quarter", "weekend")


def read_weekday(expression: Expression, context: Context) -> list[Reading]:
    """Read a weekday: the nearest past one (the day of publication too) unless words around it point ahead."""
    word = expression.first("weekday")
    if word is None or not _is_weekday(expression):
        return []
    day = weekday_date(int(word.value), expression, context)
    if day is None:
        return dated(Period(f"XXXX-WXX-{word.value}"), modifier(expression), "relative")
    return around(day, "D", modifier(expression))


def _is_weekday(expression: Expression) -> bool:
    """Shortened weekdays ("Sun", "Wed") need their full stop."""
    word = expression.first("weekday")
    return word is not None and (len(word.text) > 5 or word.text.endswith("."))


def weekday_date(number: int, expression: Expression, context: Context) -> date | None:
    """Return the day that a weekday (1 Monday to 7 Sunday) names in its context."""
    if expression.has("previous", "following"):
        return _beside(context.reference, number, 1 if expression.has("following") else -1)
    today = context.today
    if today is None:
        return None
    if expression.has("last"):
        return _beside(today, number, -1)
    if expression.has("next", "coming"):
        return _beside(today, number, 1)
    if today.isoweekday() == number:
        return today
    return _beside(today, number, 1 if way(expression) == "future" else -1)


def _beside(day: date | None, number: int, direction: int) -> date | None:
    if day is None:
        return None
    gap = (number - day.isoweekday()) * direction % 7 or 7
    return shift(day, gap * direction, "D")


def read_deictic(expression: Expression, context: Context) -> list[Reading]:
    """Read today, yesterday, tomorrow, tonight, overnight."""
    word = expression.first("deictic")
    if word is None:
        return []
    if word.text.lower() in ("tonight", "overnight"):
        value = f"{context.today.isoformat() if context.today else UNKNOWN['D']}TNI"
        return [Reading("TIME", Period(value, context.today, context.today), None, "relative", point=False)]
    day = shift(context.today, int(word.value), "D") if context.today else None
    return around(day, "D", modifier(expression))


def read_unit(expression: Expression, context: Context) -> list[Reading]:
    """Read "last week", "early this month", "next year", "the following day", "that year"."""
    word = expression.first("unit", "quarter")
    if word is None or (word.text[:1].isupper() and expression.words[0] is not word):
        return []
    unit, mod = str(word.value), modifier(expression)
    if unit.startswith("T"):
        return [Reading("DURATION", Period(f"P{unit[0]}1{unit[1:]}"))]
    if expression.has("past") and not expression.has("this"):
        return [Reading("DURATION", _window(context, 1.0, unit, -1), mod, "relative")]
    if expression.has("full") and not expression.has("last", "next", "this"):
        return [Reading("DURATION", Period(_length(1.0, unit)), mod)]
    if unit == "D" and expression.has("in") and not _anchored(expression):
        return []  # "later in the day" is an hour of the day that is told of
    if unit == "D" and expression.has("that", "same") and context.day is None:
        return around(None, unit)
    anchored = context.day if unit == "D" else context.reference
    base = anchored if _anchored(expression) else context.today
    return around(shift(base, step(expression), unit) if base else None, unit, mod)


def _anchored(expression: Expression) -> bool:
    if expression.has("following", "previous", "that", "same"):
        return True
    return expression.has("next") and expression.words[0].kind == "the"


def read_ago(expression: Expression, context: Context) -> list[Reading]:
    """Read "two days ago", "a decade ago", "three weeks from now"."""
    word, number = expression.first(*_UNITS), count(expression.words)
    if word is None:
        return []
    unit, sign = str(word.value), 1 if expression.has("from", "hence") else -1
    if unit == "Y" and expression.words[0].kind == "a" and context.quarter and context.quarter.start:
        return around(shift(context.quarter.start, -1, "Y"), "Q")
    if number is None or number.number is None:
        return [
            Reading(
                "DATE", Period("PAST_REF" if sign < 0 else "FUTURE_REF", *_loosely(context, unit)), None, "relative"
            )
        ]
    day = moved(context.today, number.number, unit, sign)
    return around(day, _grain(unit), None)


def _loosely(context: Context, unit: str) -> tuple[date | None, date | None]:
    """Days that "a few weeks ago" may mean: two to six units before publication."""
    if context.today is None or unit.startswith("T"):
        return None, None
    return shift(context.today, -6, unit), shift(context.today, -2, unit)


def moved(day: date | None, number: float, unit: str, sign: int) -> date | None:
    """Move a day by a count of units; hours are counted to the day, half units cut down."""
    if day is None:
        return None
    if unit in _HOURS:
        return shift(day, round(sign * number * _HOURS[unit] / 24), "D")
    if number != int(number) and unit == "Y":
        return shift(day, sign * round(number * 12), "M")
    return shift(day, sign * int(number), unit)


def _grain(unit: str) -> str:
    return {"E": "Y", "C": "Y", "F": "W"}.get(unit, "D" if unit.startswith("T") else unit)


def read_later(expression: Expression, context: Context) -> list[Reading]:
    """Read "a year later", "two days earlier": counted from the last date named, else from publication."""
    word, number = expression.first(*_UNITS), count(expression.words)
    if word is None:
        return []
    unit, sign = str(word.value), 1 if expression.has("later", "after") else -1
    if unit == "Y" and sign < 0 and context.quarter and context.quarter.start:
        return around(shift(context.quarter.start, -1, "Y"), "Q")
    if number is None or number.number is None:
        return [Reading("DURATION", Period(_length(None, unit)))]
    grain = _grain(unit)
    return around(moved(context.reference, number.number, unit, sign), grain, modifier(expression))


def read_day_beside(expression: Expression, context: Context) -> list[Reading]:
    """Read "the day after Feb. 24", "the day before yesterday"."""
    sign = 1 if expression.has("after") else -1
    for read in (read_deictic, read_weekday, read_calendar):
        found = read(expression, context)
        if found:
            start = found[0].period.start
            return around(shift(start, sign, "D") if start else None, "D")
    return []


def read_weekend(expression: Expression, context: Context) -> list[Reading]:
    """Read "the weekend" (the last one that has begun, unless words point ahead), "last weekend", "next weekend".

    "This weekend" is the one ahead, except where a verb in the past tells that it is over.
    """
    today = context.today
    if today is None:
        return dated(Period("XXXX-WXX-WE"), None, "relative")
    direction = way(expression)
    ahead = expression.has("next", "coming") or (expression.has("this") and direction != "past")
    this = ahead or direction == "future" or today.isoweekday() >= SATURDAY
    back = expression.has("last", "past") or not this
    week = shift(today, 1 if expression.has("next") and today.isoweekday() >= SATURDAY else -int(back), "W")
    return dated(weekend_period(week), modifier(expression), "relative")


def _length(number: float | None, unit: str) -> str:
    text = "X" if number is None else f"{number:g}"
    return f"PT{text}{unit[1:]}" if unit.startswith("T") else f"P{text}{unit}"


def _window(context: Context, number: float, unit: str, sign: int) -> Period:
    if context.today is None or unit.startswith("T"):
        return Period(_length(number, unit))
    far = moved(context.today, number, unit, sign)
    days = sorted([far or context.today, context.today])
    return Period(_length(number, unit), days[0], days[1])
