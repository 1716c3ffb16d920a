"""From a date expression, the word before it and the publication date to the interval of an event."""

from __future__ import annotations

import re
from datetime import date, timedelta

from talleyrand.model.dates import DateBasis, DateInterval, DateMention, Precision
from talleyrand.resolve.date_calendar import Anchor, anchor, month_period, shift, years_period

_WEEK, _MONTH = 13, 62  # days up to which an interval is of weeks, of months
_VAGUE = {"D": (7, "week"), "W": (42, "week"), "M": (365, "month"), "Y": (1826, "year"), "E": (10957, "year")}
_DURATION = re.compile(r"P(\d+(?:\.\d+)?|X)([DWMYEQ])")


def precision(start: str | None, end: str | None) -> Precision:
    """Return the precision of an interval from its length in days."""
    if start is None or end is None:
        return "unknown"
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    if days <= 0:
        return "day"
    if days <= _WEEK:
        return "week"
    return "month" if days <= _MONTH else "year"


def publication(published: str | None) -> DateInterval:
    """Return the day of publication (or its month or year) as the date of what is reported on it."""
    known = anchor(published)
    whole = _whole(known)
    start, end = (None, None) if whole is None else (whole[0].isoformat(), whole[1].isoformat())
    return DateInterval(start, end, precision(start, end), "publication")


def _whole(known: Anchor) -> tuple[date, date] | None:
    if known.day is not None:
        return known.day, known.day
    if known.year is None:
        return None
    span = month_period(known.year, known.month) if known.month else years_period(known.year, "Y")
    return (span.start, span.end) if span.start and span.end else None


def until_publication(published: str | None, text: str | None = None) -> DateInterval:
    """Return an interval that ends with publication and begins nobody knows when."""
    basis: DateBasis = "publication" if text is None else "relative"
    return DateInterval(None, publication(published).end, "unknown", basis, text)


def from_publication(published: str | None) -> DateInterval:
    """Return an interval that begins with publication and ends nobody knows when: of what is planned."""
    return DateInterval(publication(published).start, None, "unknown", "publication")


def interval(mention: DateMention, marks: set[str], published: str | None) -> DateInterval:
    """Return the interval an expression gives an event, seen through its preposition ("since", "until", "by")."""
    if mention.type == "DURATION" and mention.start_day is None:
        return _stretch(mention, published)
    if mention.start_day is None or mention.end_day is None:
        return _unplaced(mention, published)
    start, end = _through(mention.start_day, mention.end_day, marks, publication(published))
    return DateInterval(start, end, precision(start, end), mention.basis, mention.text)


def _through(start: str, end: str, marks: set[str], today: DateInterval) -> tuple[str | None, str | None]:
    if "since" in marks:
        return start, max(today.end, end) if today.end else None
    if marks & {"until", "till"}:
        return None, end
    if "by" in marks:
        return (today.start, end) if today.start and today.start <= end else (None, end)
    if "before" in marks:
        return None, start
    if "after" in marks:
        return start, None
    return start, end


def _unplaced(mention: DateMention, published: str | None) -> DateInterval:
    if mention.value == "FUTURE_REF":
        return DateInterval(publication(published).start, None, "unknown", "relative", mention.text)
    if mention.value.endswith("_REF"):
        return until_publication(published, mention.text)
    partial = mention.value if "X" in mention.value else None
    return DateInterval(None, None, "unknown", mention.basis, mention.text, partial)


def _stretch(mention: DateMention, published: str | None) -> DateInterval:
    """Return "for weeks", "for three months" as a stretch that ends with publication."""
    match = _DURATION.match(mention.value)
    today = anchor(published).day
    if match is None or today is None:
        return until_publication(published, mention.text)
    number, unit = match[1], match[2]
    if number == "X":
        days, grain = _VAGUE.get(unit, (365, "month"))
        far = today - timedelta(days=days)
        exact: Precision = "week" if grain == "week" else "month" if grain == "month" else "year"
        return DateInterval(far.isoformat(), today.isoformat(), exact, "relative", mention.text)
    far = shift(today, -max(1, round(float(number))), unit)
    return DateInterval(
        far.isoformat(), today.isoformat(), precision(far.isoformat(), today.isoformat()), "relative", mention.text
    )
