"""The records of one actor in the sections of a page: said and done, not done, ahead, spoken, done by others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talleyrand.model.actors import Actor
from talleyrand.model.records import Entry
from talleyrand.present.drawing.axis import Axis, divided_axis, trimmed_axis
from talleyrand.present.drawing.marks import TimelineView, is_placeable, middle, timeline_of
from talleyrand.present.focus import own_record, received
from talleyrand.present.groups import EntryView, group, time_order
from talleyrand.present.kinds import StatementView, build_statements
from talleyrand.present.plain import iso, ordinal
from talleyrand.present.views import without_doubles

WIDTH = 1120
"""Pixels of the drawings that share a time axis."""
LEFT, RIGHT = 78, 104
"""Pixels left and right of the axis, for the names of lanes and the values at the ends of lines."""
LANE = 9
"""Marks in a column of a lane at most."""
NARROWEST = 7.0
"""Pixels of a bar of the strip at least."""
STRIP = 34.0


@dataclass(frozen=True, slots=True)
class Sections:
    """Events by what they are, each list in order of time, the newest last."""

    done: tuple[EntryView, ...]
    not_done: tuple[EntryView, ...]
    ahead: tuple[EntryView, ...]
    statements: tuple[StatementView, ...]
    received: tuple[EntryView, ...]

    @property
    def own(self) -> tuple[EntryView, ...]:
        """What the actor said and did, in order of time, each event once."""
        spoken = (said.entry for said in self.statements)
        found = {entry.lead.record_id: entry for entry in (*self.done, *self.not_done, *self.ahead, *spoken)}
        return tuple(sorted(found.values(), key=time_order))


@dataclass(frozen=True, slots=True)
class BarView:
    """How many records begin in some days: a bar of the strip under the lanes."""

    x: float
    width: float
    height: float
    n: int
    first: str
    last: str


def sections_of(entries: Sequence[Entry], actor: Actor) -> Sections:
    """Return the sections of an actor's records and of those of others toward it; documents may lack their texts."""
    own = [entry for entry in entries if own_record(entry[0], actor)]
    others = [entry for entry in entries if received(entry[0], actor)]
    events = group(without_doubles(own))
    known = {entry[0].id: entry for entry in own}
    spoken = [event for event in events if event.lead.kind == "statement" and event.lead.standing == "done"]
    return Sections(
        done=tuple(e for e in events if e.lead.standing == "done" and e.lead.kind != "statement"),
        not_done=tuple(e for e in events if e.lead.standing == "not"),
        ahead=tuple(e for e in events if e.lead.standing == "ahead"),
        statements=build_statements(spoken, known),
        received=group(others),
    )


def shared_axis(events: Iterable[EntryView], days: Iterable[str], shown_from: str | None) -> Axis | None:
    """Return the axis of events and of all days with records; those before `shown_from` stand close together.

    The few days long before all others have no place on it. None where there is no day at all.
    """
    placed = [middle(entry) for entry in events if is_placeable(entry)]
    numbers = [*placed, *map(ordinal, days)]
    if not numbers:
        return None
    width = WIDTH - LEFT - RIGHT
    if shown_from is None:
        return trimmed_axis(numbers, x=LEFT, width=width)
    return divided_axis(numbers, ordinal(shown_from), x=LEFT, width=width)


def lanes_of(events: Sequence[EntryView], axis: Axis | None, question: str) -> TimelineView:
    """Return the two lanes of words and deeds on an axis that other drawings share."""
    return timeline_of(events, question, axis=axis, width=WIDTH, tallest=LANE)


def strip_of(days: Sequence[tuple[str, int]], axis: Axis) -> tuple[BarView, ...]:
    """Return bars of how many records begin when, as many days to a bar as make it wide enough to see."""
    counts: dict[tuple[float, float, int, int], int] = {}
    for day, n in days:
        number = ordinal(day)
        stretch = next((one for one in axis.stretches if one.first <= number <= one.last), None)
        if stretch is None:
            continue
        step = max(1, round(NARROWEST / stretch.scale + 0.49))
        first = stretch.first + (number - stretch.first) // step * step
        last = min(first + step - 1, stretch.last)
        x = stretch.x + (first - stretch.first) * stretch.scale
        key = (round(x, 1), round((last - first + 1) * stretch.scale, 1), first, last)
        counts[key] = counts.get(key, 0) + n
    most = max(((n / (key[3] - key[2] + 1)) for key, n in counts.items()), default=1)
    return tuple(_bar(key, n, most) for key, n in counts.items())


def _bar(key: tuple[float, float, int, int], n: int, most: float) -> BarView:
    """Return a bar whose height is records a day, so that bars of more days are no higher for that."""
    x, width, first, last = key
    height = max(1.0, STRIP * n / (last - first + 1) / most)
    return BarView(x, max(1.0, width - 1), round(height, 1), n, iso(first), iso(last))
