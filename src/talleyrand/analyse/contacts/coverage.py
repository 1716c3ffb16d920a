"""Which days the sources of contacts cover: a silence of the sources is no silence of the actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from talleyrand.analyse.contacts.events import Contact
from talleyrand.model.documents import Document
from talleyrand.model.records import Record

REGULAR = 20
"""Documents from which an outlet is taken for a regular source, whose silence tells something."""
BACK = timedelta(days=92)
"""How far before the first document it still tells of contacts: a quarter. They are listed, and in no rate."""
_DAY = len("2022-02-24")


@dataclass(frozen=True, slots=True)
class Window:
    """The days that an answer covers, inclusive; None where nothing tells them."""

    start: date | None
    end: date | None

    @classmethod
    def of(cls, start: str | None, end: str | None) -> Window:
        """Return the window of two days as written."""
        return cls(*(date.fromisoformat(day) if day else None for day in (start, end)))

    def days(self, until: date | None = None) -> int:
        """Return how many days it has, up to and with `until` or its end."""
        last = until or self.end
        return 0 if self.start is None or last is None else (last - self.start).days + 1

    def holds(self, day: date | None) -> bool:
        """Tell whether a day is in it, or is unknown."""
        early = day is not None and self.start is not None and day < self.start
        return not early and not (day is not None and self.end is not None and day > self.end)

    def reaching_back(self, days: timedelta) -> Window:
        """Return the window with so many days before it."""
        return Window(None if self.start is None else self.start - days, self.end)

    def within(self, other: Window) -> Window:
        """Return the days that both have."""
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.end, other.end) if day is not None]
        return Window(max(starts, default=None), min(ends, default=None))


@dataclass(frozen=True, slots=True)
class Coverage:
    """The first and last day of publication: of all sources, and of each regular outlet; each document's outlet."""

    whole: Window
    outlets: Mapping[str, Window] = field(default_factory=dict)
    outlet_of: Mapping[str, str] = field(default_factory=dict)

    def of(self, contacts: Iterable[Contact]) -> Window:
        """Return the days that the outlet covers which tells of most of the contacts; where none is regular, all."""
        told = (self.outlet_of.get(report.record.document_id) for one in contacts for report in one.reports)
        counted = Counter(outlet for outlet in told if outlet)
        most = counted.most_common(1)
        return self.outlets.get(most[0][0], self.whole) if most else self.whole


def coverage_of(documents: Mapping[str, Document], records: Iterable[Record]) -> Coverage:
    """Return the days covered by documents (by id), or where none are given by the records dated by publication."""
    if not documents:
        days = {r.date.start for r in records if r.date.basis == "publication" and r.date.precision == "day"}
        return Coverage(_span(day for day in days if day))
    days_of: dict[str, list[str]] = {}
    outlet_of: dict[str, str] = {}
    for document in documents.values():
        outlet = document.outlet or (document.author.name if document.author else None)
        if outlet and document.published and len(document.published) == _DAY:
            outlet_of[document.id] = outlet
            days_of.setdefault(outlet, []).append(document.published)
    every = (document.published for document in documents.values())
    whole = _span(day for day in every if day and len(day) == _DAY)
    regular = {outlet: _span(days) for outlet, days in days_of.items() if len(days) >= REGULAR}
    return Coverage(whole, regular, outlet_of)


def _span(days: Iterable[str]) -> Window:
    known = set(days)
    return Window.of(min(known, default=None), max(known, default=None))
