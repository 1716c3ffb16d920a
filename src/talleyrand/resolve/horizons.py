"""By when a forecast says that its event comes: the date expression of the event's clause, as days.

"By April", "within weeks", "next year", "before the end of the month" become days from the day of the forecast on. What
says only that it comes ("soon"), how long it lasts ("for months") or what went before gives none.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from talleyrand.model.dates import DateInterval, DateMention
from talleyrand.model.documents import Document
from talleyrand.model.drafts import Draft
from talleyrand.model.records import Forecast, Horizon
from talleyrand.resolve.date_calendar import anchor, shift
from talleyrand.resolve.date_syntax import Attachment, attachments, marks, relation
from talleyrand.resolve.dates import find_dates

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AHEAD = {"day": 7, "week": 6 * 7, "month": 6 * 30, "year": 5 * 365}
"""Days that "the coming weeks" and "within weeks" may last: as many as "recent weeks" lie back."""
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?|X)([DWMYEQH])$")
_COMING = re.compile(r"(?i)\b(?:next|coming)\b")
_YEAR = re.compile(r"\b\d{4}\b")
_WITHIN = frozenset({"in", "within", "over", "during", "throughout", "inside"})
_LIMITS = frozenset({"by", "within", "before", "until", "till"})
_NO_LIMIT = frozenset({"after", "since", "from", "for", "following"})
_WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_ASIDE = ("acl", "advcl")
"""Clauses whose dates are not the event's ("the operation launched on Monday")."""


class Horizons:
    """Finds the horizons of the forecasts of one document; `doc.text` is `document.text`."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self.doc = doc
        self.document = document

    @cached_property
    def _found(self) -> list[Attachment]:
        return attachments(self.doc, find_dates(self.document.text, self.document.published))

    def of(self, draft: Draft, told: DateInterval) -> Horizon | None:
        """Return the days within which a forecast told on a day says that its event comes; None where it does not."""
        today = _day_of(told, self.document)
        if today is None or not isinstance(draft.payload, Forecast):
            return None
        inside = [_horizon(one, self.doc, today, guess=True) for one in self._within(draft.payload)]
        beside = [_horizon(one, self.doc, today, guess=False) for one in self._on(draft)]
        return next((found for found in [*inside, *beside] if found is not None), None)

    def _within(self, forecast: Forecast) -> list[Attachment]:
        """Expressions in the proposition that date its event."""
        span = forecast.proposition.span
        here = (one for one in self._found if span.start <= one.mention.start < span.end)
        return [one for one in here if not _is_aside(self.doc[one.predicate], forecast)]

    def _on(self, draft: Draft) -> list[Attachment]:
        """Expressions on the verb of foretelling that look ahead (`By April, the bank expects a default`)."""
        here = (one for one in self._found if one.predicate == draft.anchor)
        return [one for one in here if _introduced(self.doc, one) & _LIMITS or _COMING.search(one.mention.text)]


def _day_of(told: DateInterval, document: Document) -> date | None:
    """The day of the forecast, else of publication where the forecast may be of that day."""
    if told.start is not None and told.start == told.end:
        return date.fromisoformat(told.start)
    today = anchor(document.published).day
    over = told.end is not None and today is not None and told.end < today.isoformat()
    return None if over else today


def _introduced(doc: Doc, one: Attachment) -> set[str]:
    """Return the words that introduce an expression, whatever the parser hung them on."""
    return marks(doc[one.head]) | ({doc[one.first - 1].lower_} if one.first else set())


def _is_aside(predicate: Token, forecast: Forecast) -> bool:
    """Whether a clause within the proposition is another's than the event's."""
    span = forecast.proposition.span
    node = predicate
    while node.head.i != node.i and span.start <= node.head.idx < span.end:
        if relation(node) in _ASIDE and node.head.idx >= span.start and node.head.pos_ != "ADJ":
            return True
        node = node.head
    return False


def _horizon(one: Attachment, doc: Doc, today: date, *, guess: bool) -> Horizon | None:
    """What an expression and the word before it say; with `guess` a bare month or weekday past is the next one."""
    words = _introduced(doc, one)
    if words & _NO_LIMIT and "within" not in words:
        return None
    days = _ahead(one, words, today) or _placed(one.mention, words, today, guess=guess)
    if days is None or days[1] < today:
        return None
    return Horizon(max(days[0], today).isoformat(), days[1].isoformat())


def _ahead(one: Attachment, words: set[str], today: date) -> tuple[date, date] | None:
    """Lengths of time: `within weeks`, `in three days`, `over the next few months`, `in the coming days`."""
    mention = one.mention
    if mention.value == "FUTURE_REF":
        named = [days for unit, days in _AHEAD.items() if re.search(rf"(?i)\b{unit}s\b", mention.text)]
        return (today, today + timedelta(days=max(named))) if named else None
    if mention.type != "DURATION":
        return None
    coming = _COMING.search(mention.text) is not None
    if not coming and (one.crossed or not words & _WITHIN or mention.basis == "relative"):
        return None
    end = _after(today, mention.value)
    return None if end is None else (today, end)


def _after(today: date, length: str) -> date | None:
    """The day that a TIMEX3 duration after another ends."""
    match = _LENGTH.match(length)
    if match is None:
        return None
    hours, number, unit = match[1] == "T", match[2], match[3]
    if number == "X":
        vague = _AHEAD.get(_UNITS.get(unit, ""))
        return None if hours or vague is None else today + timedelta(days=vague)
    if hours:
        return shift(today, int(float(number) // 24), "D") if unit == "H" else None
    return None if unit == "H" else shift(today, max(1, round(float(number))), unit)


def _placed(mention: DateMention, words: set[str], today: date, *, guess: bool) -> tuple[date, date] | None:
    """Days of the calendar: `by April`, `next year`, `before the end of the month`, `tomorrow`."""
    if mention.type == "DURATION" or mention.value == "PRESENT_REF" or not (mention.start_day and mention.end_day):
        return None
    start, end = date.fromisoformat(mention.start_day), date.fromisoformat(mention.end_day)
    if end < today and guess:
        start, end = _next(mention, start), _next(mention, end)
    if "before" in words and mention.mod != "END" and start > today:
        return today, start - timedelta(days=1)
    return (today, end) if words & (_LIMITS - {"within"}) else (start, end)


def _next(mention: DateMention, day: date) -> date:
    """The same weekday a week later, the same month or season a year later; a day of a stated year stays."""
    if mention.basis != "relative" or _YEAR.search(mention.text):
        return day
    if _WEEKDAY.search(mention.text):
        return day + timedelta(days=7)
    return shift(day, 1, "Y") if re.fullmatch(r"\d{4}-(?:\d{2}|SP|SU|FA|WI)(?:-\d{2})?", mention.value) else day
