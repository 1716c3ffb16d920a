"""Contacts on one page: the matrix, the calendar, each contact, and the silences, out of what the measure answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talleyrand.present.boards.side_names import name_of
from talleyrand.present.contacts.calendar import Calendar, build_calendar
from talleyrand.present.contacts.lists import ContactLine, Counterpart, build_counterparts, build_lines
from talleyrand.present.contacts.matrix import Matrix, build_matrix

LINES = 40
"""Contacts that are listed one by one, the newest first."""
BESIDES = 15
"""Of those denied, and of those planned."""
COUNTERPARTS = 40
"""Counterparts of an actor that are listed."""
PAIRS = 20
"""Pairs that are listed beside their matrix."""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ContactBoard:
    """Contacts held (`events` with a day, `undated` besides), the newest of them, those denied or planned, with whom.

    `matrix` is None where an actor is asked for: its counterparts are the one line of it.
    """

    events: int
    undated: int
    states: int
    matrix: Matrix | None
    calendar: Calendar
    counterparts: tuple[Counterpart, ...]
    counterparts_left_out: int
    lines: tuple[ContactLine, ...]
    lines_left_out: int
    silences: tuple[ContactLine, ...]
    silences_left_out: int
    coming: tuple[ContactLine, ...]
    coming_left_out: int


@dataclass(frozen=True, slots=True)
class Never:
    """A state with which no contact of the actor is reported, and how many it had with others, the last when (ISO)."""

    code: str
    name: str
    contacts: int
    last: str


def build_board(rows: Sequence[Row], parts: Mapping[str, Sequence[Row]], *, of_actor: bool) -> ContactBoard:
    """Return the page's view of the measure `contacts`: its rows and those of its parts, as plain data."""
    names = {row["counterpart"]: row["name"] for row in (*rows, *parts["undated"])} if of_actor else {}
    dated = sum(bool(row["start"]) for row in parts["events"])
    most = COUNTERPARTS if of_actor else PAIRS
    events, silences, coming = parts["events"], parts["silences"], parts["coming"]
    return ContactBoard(
        events=dated,
        undated=len(events) - dated,
        states=len({side for row in events for side in (row["one"], row["other"])}),
        matrix=None if of_actor else build_matrix(rows, silences, coming),
        calendar=build_calendar(events, silences, coming),
        counterparts=build_counterparts(rows[:most], events, names),
        counterparts_left_out=max(0, len(rows) - most),
        lines=build_lines(events, names, most=LINES),
        lines_left_out=max(0, len(events) - LINES),
        silences=build_lines(silences, names, "denied", most=BESIDES),
        silences_left_out=max(0, len(silences) - BESIDES),
        coming=build_lines(coming, names, "planned", most=BESIDES),
        coming_left_out=max(0, len(coming) - BESIDES),
    )


def build_never(pairs: Sequence[Row], actor: str, met: Sequence[str], *, most: int = COUNTERPARTS) -> tuple[Never, ...]:
    """Return the states with most contacts among themselves of which none is with `actor`, nor with those it `met`.

    `pairs` are the rows of the measure `contacts` without an actor.
    """
    totals: Counter[str] = Counter()
    last: dict[str, str] = {}
    for row in pairs:
        for side in (row["one"], row["other"]):
            totals[side] += row["contacts"]
            last[side] = max(last.get(side, ""), row["last"] or "")
    known = {actor, *met}
    found = [(code, number) for code, number in totals.most_common() if code not in known and number]
    return tuple(Never(code, name_of(code), number, last[code]) for code, number in found[:most])
