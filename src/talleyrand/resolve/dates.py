"""Temporal expressions of a text as TIMEX3: where they stand, what they say, which days they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from talleyrand.model.dates import DateMention
from talleyrand.resolve import date_durations, date_relative, date_values
from talleyrand.resolve.date_calendar import Anchor, Period, anchor
from talleyrand.resolve.date_grammar import Expression, expressions
from talleyrand.resolve.date_holidays import nearest_holiday, pattern
from talleyrand.resolve.date_reading import Context, Reader, Reading

READERS: dict[str, Reader] = {
    name.removeprefix("read_"): reader
    for module in (date_values, date_relative, date_durations)
    for name, reader in vars(module).items()
    if name.startswith("read_")
}


def find_dates(text: str, published: str | None = None) -> list[DateMention]:
    """Find the temporal expressions of a text with their TIMEX3 types and values (ISO 24617-1), in order of position.

    `published` (`YYYY-MM-DD`, `YYYY-MM` or `YYYY`) is what "Friday" and "last week" are counted from; without it they
    stay partial (`XXXX-WXX-5`). Offsets are code points. `DateError` when `published` is no date.

    >>> [(mention.text, mention.value) for mention in find_dates("They spoke on Friday.", published="2022-02-26")]
    [('Friday', '2022-02-25')]
    """
    known = anchor(published)
    found = sorted([*_holidays(text, known), *_regular(text, known)], key=lambda mention: (mention.start, -mention.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _regular(text: str, known: Anchor) -> Iterator[DateMention]:
    context = Context(known)
    for expression in expressions(text):
        for reading in READERS[expression.rule.kind](expression, context):
            yield _mention(text, expression, reading)
            context = _after(context, reading, expression.rule.kind)


def _after(context: Context, reading: Reading, kind: str) -> Context:
    if not reading.point or reading.type not in ("DATE", "TIME"):
        return context
    quarter = reading.period if kind == "quarter" else context.quarter
    return Context(context.anchor, reading.period, quarter)


def _mention(text: str, expression: Expression, reading: Reading) -> DateMention:
    words = reading.words or expression.words
    start, end = words[0].start, words[-1].end
    span = reading.period
    return DateMention(
        start,
        end,
        text[start:end],
        reading.type,
        span.value,
        _iso(span.start),
        _iso(span.end),
        reading.basis,
        reading.mod,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _holidays(text: str, known: Anchor) -> Iterator[DateMention]:
    for match in pattern().finditer(text):
        yield _holiday(match, known)


def _holiday(match: re.Match[str], known: Anchor) -> DateMention:
    year = match["year"]
    directions = {"last": "past", "next": "future"}
    way = directions.get((match["rel"] or "").lower(), "open")
    place = Anchor(int(year)) if year else known
    day = nearest_holiday(match["name"], place, "past" if way == "past" else "future" if way == "future" else "open")
    span = Period(day.isoformat(), day, day) if day else Period("XXXX-XX-XX")
    return DateMention(
        match.start(),
        match.end(),
        match[0],
        "DATE",
        span.value,
        _iso(span.start),
        _iso(span.end),
        "stated" if year else "relative",
    )
