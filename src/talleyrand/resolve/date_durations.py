"""Readings of durations, sets, times of day and vague references."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from talleyrand.resolve.date_calendar import UNKNOWN, Period, part, period, shift
from talleyrand.resolve.date_grammar import Expression
from talleyrand.resolve.date_numbers import Count, count
from talleyrand.resolve.date_reading import Context, Reading, modifier
from talleyrand.resolve.date_relative import moved, read_deictic, read_weekday
from talleyrand.resolve.date_tokens import Token
from talleyrand.resolve.date_values import read_calendar, step

_UNITS = ("unit", "units", "quarter", "seasons", "daypart")
_DAY_WORDS = ("weekday", "month", "may", "deictic")
_RECENT = {"D": 7, "W": 6 * 7, "M": 6 * 30, "Q": 365, "Y": 5 * 365, "E": 30 * 365}


def length(number: Count, unit: str) -> str:
    """Return a TIMEX3 duration: P3D, PT48H, P2Y6M, PXW; centuries are counted in years, fortnights in weeks."""
    if unit in ("F", "C") and number.number is not None:
        return f"P{Count(number.number * (2 if unit == 'F' else 100)).text}{'W' if unit == 'F' else 'Y'}"
    if unit == "E" and number.number not in (None, 1.0):
        return f"P{Count((number.number or 0) * 10).text}Y"
    half = number.number is not None and number.number % 1 == 0.5 and number.number > 1
    smaller = {"Y": "6M", "D": "T12H", "TH": "30M", "TM": "30S"}.get(unit) if half else None
    whole = Count(float(int(number.number or 0))).text if smaller else number.text
    if unit.startswith("T"):
        return f"PT{whole}{unit[1:]}{smaller or ''}"
    return f"P{whole}{unit}{smaller or ''}"


def read_duration(expression: Expression, _context: Context) -> list[Reading]:
    """Read "three days", "48 hours", "two-year", "a week"; ages and prices by the unit are none."""
    word, number = expression.last(*_UNITS), count(expression.words)
    if word is None or number is None or _is_other(expression, word):
        return []
    extra = 0.5 if expression.has("half") and expression.has("and") else 0.0
    number = Count(None if number.number is None else _whole_count(expression, number.number) + extra)
    return [Reading("DURATION", Period(length(number, str(word.value))), modifier(expression))]


def _whole_count(expression: Expression, number: float) -> float:
    return float(int(number)) if expression.has("half") and expression.has("and") else number


def _is_other(expression: Expression, word: Token) -> bool:
    """Tell durations from ages ("6-year-old"), rates ("$5 a year"), fractions ("three-quarters") and titles."""
    following = [one.text.lower() for one in expression.after[:2]]
    if "old" in (following[:1] or [""])[0] or following == ["-", "old"]:
        return True
    if word.text[:1].isupper() and expression.words[0] is not word:
        return True
    if expression.words[0].kind == "a" and expression.before and _is_amount(expression.before[-1]):
        return True
    return word.value == "Q" and expression.has("hyphen")


def _is_amount(word: Token) -> bool:
    return word.text[:1].isdigit() or word.kind in ("scale", "units", "numword")


def read_bare_duration(expression: Expression, _context: Context) -> list[Reading]:
    """Read "weeks" after a word that asks for a stretch of time ("for weeks")."""
    before = expression.before[-1].kind if expression.before else ""
    if before not in ("until", "in"):
        return []
    return [Reading("DURATION", Period(length(Count(None), str(expression.words[0].value))))]


def read_window(expression: Expression, context: Context) -> list[Reading]:
    """Read "the past five years", "the next few days": a duration that ends or begins at publication."""
    word, number = expression.first(*_UNITS), count(expression.words)
    if word is None:
        return []
    number, unit = number or Count(None), str(word.value)
    sign = 1 if expression.has("next", "coming", "following") else -1
    if number.number is None and sign < 0 and not expression.has("first"):
        span = Period(length(number, unit), *_recently(context.today, unit))
        return [Reading("DURATION", span, modifier(expression), "relative")]
    known = context.today is not None and number.number is not None and not expression.has("first")
    if word.kind in ("seasons", "daypart") or unit.startswith("T") or not known:
        return [Reading("DURATION", Period(length(number, unit[:2])), modifier(expression), "relative")]
    far = moved(context.today, number.number or 1.0, unit, sign)
    days = sorted(day for day in (far, context.today) if day)
    return [Reading("DURATION", Period(length(number, unit), days[0], days[-1]), modifier(expression), "relative")]


def read_vague_window(expression: Expression, context: Context) -> list[Reading]:
    """Read "recent years", "the coming months", "the weeks ahead"."""
    word = expression.first("units")
    if word is None:
        return []
    if expression.has("coming", "future", "ahead"):
        return [Reading("DATE", Period("FUTURE_REF"), None, "relative")]
    unit = str(word.value)
    return [Reading("DATE", Period("PAST_REF", *_recently(context.today, unit)), None, "relative")]


def _recently(today: date | None, unit: str) -> tuple[date | None, date | None]:
    if today is None or unit not in _RECENT:
        return None, None
    return shift(today, -_RECENT[unit], "D"), today


def read_set(expression: Expression, _context: Context) -> list[Reading]:
    """Read "every year", "daily", "twice a week"."""
    rate = expression.first("rate")
    if rate is not None:
        return [Reading("SET", Period(str(rate.value)))]
    word = expression.first(*_UNITS)
    if word is None:
        return []
    number = (
        2.0
        if "other" in {one.text.lower() for one in expression.words}
        else (count(expression.words) or Count(1.0)).number
    )
    unit = "D" if word.kind == "daypart" else str(word.value)
    return [Reading("SET", Period(length(Count(number), unit)))]


def read_repeated(expression: Expression, _context: Context) -> list[Reading]:
    """Read "every Thursday", "Mondays", "each March"."""
    word = expression.first("weekday", "weekdays", "month", "may", "season")
    if word is None:
        return []
    if word.kind in ("month", "may"):
        return [Reading("SET", Period(f"XXXX-{int(word.value):02}"))]
    return [Reading("SET", Period(f"XXXX-{word.value}" if word.kind == "season" else f"XXXX-WXX-{word.value}"))]


def day_of(expression: Expression, context: Context) -> Period | None:
    """Return the day named inside an expression, None when it names none."""
    for read in (read_calendar, read_weekday, read_deictic):
        found = read(expression, context)
        if found and (found[0].period.start or found[0].period.value.startswith("XXXX")):
            start = found[0].period.start
            return period(start, "D") if start else found[0].period
    return None


def read_daypart(expression: Expression, context: Context) -> list[Reading]:
    """Read "Friday morning", "last night", "the next morning"."""
    part = expression.first("daypart")
    if part is None:
        return []
    day = day_of(expression, context) or _deictic_day(expression, context)
    value = f"{day.value}T{part.value}"
    return [
        Reading(
            "TIME", Period(value, day.start, day.end), modifier(expression), "relative", point=day.start is not None
        )
    ]


def _deictic_day(expression: Expression, context: Context) -> Period:
    base = context.day if expression.has("next", "previous", "following", "that", "same") else context.today
    if base is None:
        return Period(UNKNOWN["D"])
    return period(shift(base, step(expression), "D"), "D")


def read_clock(expression: Expression, context: Context) -> list[Reading]:
    """Read a time of day, with the day where it is named; else it is that of the last date named, or publication."""
    time = _clock_value(expression)
    if time is None:
        return []
    base = context.day
    day = day_of(_from_day(expression), context) or (period(base, "D") if base else Period(UNKNOWN["D"]))
    return [
        Reading("TIME", Period(f"{day.value}T{time}", day.start, day.end), modifier(expression), "relative", point=True)
    ]


def _from_day(expression: Expression) -> Expression:
    """Leave the time of day away, so that its figures are not read as a day of the month."""
    named = [index for index, word in enumerate(expression.words) if word.kind in _DAY_WORDS]
    return replace(expression, words=expression.words[named[0] :] if named else expression.words[:1])


def _clock_value(expression: Expression) -> str | None:
    noon = expression.first("noon")
    if noon is not None:
        return str(noon.value)
    word = expression.first("clock", "n2")
    if word is None:
        return None
    hour, _, minute = word.text.partition(":")
    hours = int(hour) % 24
    if _afternoon(expression):
        hours = hours % 12 + 12
    elif hours == 12 and expression.has("ampm"):
        hours = 0
    return f"{hours:02}:{minute or '00'}" if int(minute or 0) < 60 else None


def _afternoon(expression: Expression) -> bool:
    half, part = expression.first("ampm"), expression.first("daypart")
    if half is not None:
        return half.text.lower().startswith("p")
    return part is not None and part.value in ("AF", "EV", "NI")


def read_reference(expression: Expression, context: Context) -> list[Reading]:
    """Read now, currently, recently, the past, the future."""
    if _is_conjunction(expression):
        return []
    for word in expression.words:
        if word.kind in ("nowword", "presently", "pastword", "futureword"):
            value = str(word.value)
            return [Reading("DATE", Period(value, *_present(value, context)), None, "relative")]
    if expression.has("past", "recent"):
        return [Reading("DATE", Period("PAST_REF"), None, "relative")]
    value = "FUTURE_REF" if expression.has("future") else "PRESENT_REF"
    return [Reading("DATE", Period(value, *_present(value, context)), None, "relative")]


def _is_conjunction(expression: Expression) -> bool:
    """Tell whether "soon" stands in "as soon as" or "soon after", which date another event."""
    around = [*expression.before[-1:], *expression.after[:1]]
    return expression.words[-1].kind == "futureword" and any(word.text.lower() in ("as", "after") for word in around)


def _present(value: str, context: Context) -> tuple[date | None, date | None]:
    return (context.today, context.today) if value == "PRESENT_REF" else (None, None)


def read_the_unit(expression: Expression, context: Context) -> list[Reading]:
    """Read "the end of the year", "year-end", "the year ended ...", "in the days before"; "the year" alone is none."""
    word = expression.first("unit", "units")
    if word is None:
        return []
    unit = str(word.value)
    if word.kind == "units":
        return _stretch_beside(expression, word)
    if expression.has("ended"):
        return [Reading("DURATION", Period(length(Count(1.0), unit)), words=expression.words[:-1])]
    if not expression.has("edge") or context.today is None or unit.startswith("T"):
        return []
    whole = period(context.today, unit)
    if expression.words[-1].kind == "edge" and whole.end is not None:
        return [Reading("DATE", period(whole.end, "D"), None, "relative")]
    return [Reading("DATE", part(whole, modifier(expression)), modifier(expression), "relative")]


def _stretch_beside(expression: Expression, word: Token) -> list[Reading]:
    following = expression.after[0].text.lower() if expression.after else ""
    if following not in ("before", "after", "leading", "since", "following", "that"):
        return []
    return [Reading("DURATION", Period(length(Count(None), str(word.value))), words=(word,))]
