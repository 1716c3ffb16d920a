"""Contacts as a calendar: a line a month, a column a day, a mark for each channel."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from talleyrand.present.contacts.names import CHANNELS
from talleyrand.present.plain import day_words

MOST = 24
"""Months that have room in a calendar; the latest are kept."""
VAGUE = 6
"""Days from which a contact stands for its month and on no day."""
Row = Mapping[str, Any]
Standing = Literal["held", "denied", "planned"]
_STANDINGS: tuple[Standing, ...] = ("held", "denied", "planned")


@dataclass(frozen=True, slots=True)
class Mark:
    """So many contacts of one day by one channel that were held, denied (or refused) or planned."""

    channel: str
    standing: Standing
    number: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day with marks; `silent` tells that a silence that a source speaks of runs through it."""

    day: str
    marks: tuple[Mark, ...]
    silent: bool
    label: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month, `2022-02`, with its last day, its days (None for those with nothing), and contacts without a day."""

    month: str
    name: str
    end: str
    days: tuple[Day | None, ...]
    contacts: int
    vague: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months in order, empty ones between included; `earlier` counts the contacts before the first."""

    months: tuple[Month, ...]
    earlier: int


@dataclass
class _Sheet:
    """What is found day by day while the parts are read."""

    days: defaultdict[str, Counter[tuple[str, Standing]]]
    vague: Counter[str]
    silent: set[str]


def build_calendar(
    events: Iterable[Row], silences: Iterable[Row], coming: Iterable[Row], *, most: int = MOST
) -> Calendar:
    """Return the calendar of the parts `events`, `silences` and `coming` of the measure `contacts`, as plain data."""
    sheet = _Sheet(defaultdict(Counter), Counter(), set())
    for standing, part in zip(_STANDINGS, (events, silences, coming), strict=True):
        for row in part:
            _enter(sheet, row, standing)
    known = sorted({day[:7] for day in sheet.days} | set(sheet.vague))
    months = _between(known[0], known[-1]) if known else []
    kept = months[-most:]
    earlier = sum(_held(marks) for day, marks in sheet.days.items() if kept and day[:7] < kept[0])
    return Calendar(tuple(_month(month, sheet) for month in kept), earlier)


def _enter(sheet: _Sheet, row: Row, standing: Standing) -> None:
    if not row["start"] or not row["end"]:
        return
    start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
    key = (row["channel"], standing)
    if standing == "denied":
        sheet.days[start.isoformat()][key] += 1
        sheet.silent.update((start + timedelta(days=n)).isoformat() for n in range(1, (end - start).days + 1))
    elif (end - start).days > VAGUE:
        sheet.vague[(start + (end - start) // 2).isoformat()[:7]] += standing == "held"
    else:
        sheet.days[(start + (end - start) // 2).isoformat()][key] += 1


def _between(first: str, last: str) -> list[str]:
    months = [first]
    while months[-1] < last:
        year, month = map(int, months[-1].split("-"))
        months.append(f"{year + month // 12:04}-{month % 12 + 1:02}")
    return months


def _month(month: str, sheet: _Sheet) -> Month:
    year, number = map(int, month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    end = following - timedelta(days=1)
    days = tuple(_day(f"{month}-{day:02}", sheet) for day in range(1, end.day + 1))
    contacts = sum(_held(sheet.days[one.day]) for one in days if one) + sheet.vague[month]
    return Month(month, day_words(month), end.isoformat(), days, contacts, sheet.vague[month])


def _held(marks: Counter[tuple[str, Standing]]) -> int:
    return sum(number for (_, standing), number in marks.items() if standing == "held")


def _day(day: str, sheet: _Sheet) -> Day | None:
    found, silent = sheet.days.get(day), day in sheet.silent
    if not found and not silent:
        return None
    marks = tuple(
        Mark(channel, standing, found[channel, standing])
        for standing in _STANDINGS
        for channel in CHANNELS
        if found and found[channel, standing]
    )
    return Day(day, marks, silent, f"{day_words(day)}: {_words(marks) or 'a silence goes on'}")


def _words(marks: Iterable[Mark]) -> str:
    said = {"held": "", "denied": " denied or refused", "planned": " planned"}
    return ", ".join(f"{one.number} {CHANNELS[one.channel]}{said[one.standing]}" for one in marks)
