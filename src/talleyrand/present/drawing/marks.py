"""The timeline: every event a mark, words above the line and deeds below it, stacked where a day is busy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talleyrand.present.drawing.axis import Axis, Stretch, Tick, build_axis, ticks
from talleyrand.present.drawing.glyphs import Fill, Glyph, fill_of, glyph, opacity, radius
from talleyrand.present.groups import EntryView
from talleyrand.present.plain import count, ordinal
from talleyrand.present.rows import Direction, Lane

WIDTH = 920
GUTTER = 74
PITCH = 17.0
TALLEST = 20
BAND = 40.0
MARGIN = 14.0
# What covers more than this can't be put at a place on the axis; it is listed apart.
WIDEST_DAYS = 92
QUIET_WIDTH = 130.0


@dataclass(frozen=True, slots=True)
class MarkView:
    """One event on the timeline, in pixels. `from_x` and `to_x` are the days it covers, equal where it is one day."""

    record_id: str
    x: float
    y: float
    from_x: float
    to_x: float
    shape: Glyph
    fill: Fill
    direction: Direction
    opacity: float
    reviewed: bool
    label: str
    documents: int
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class MoreView:
    """Events of a busy day that have no room: how many, the first of them, and its days."""

    x: float
    y: float
    n: int
    record_id: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A piece of the axis; a quiet one has no records and is drawn as a gap."""

    x1: float
    x2: float
    quiet: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline as drawn. `placed` events of `total` have a mark; `apart` are those that no day can be given for."""

    question: str
    width: int
    height: float
    y: float
    marks: tuple[MarkView, ...]
    more: tuple[MoreView, ...]
    lines: tuple[LineView, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]
    words: int
    deeds: int
    placed: int
    total: int
    records: int
    documents: int
    apart: tuple[EntryView, ...]
    stretches: tuple[Stretch, ...] = ()


def timeline_of(
    entries: Sequence[EntryView], question: str, *, axis: Axis | None = None, width: int = WIDTH, tallest: int = TALLEST
) -> TimelineView:
    """Draw events, already put together from their reports, in the two lanes.

    `axis` is given where other drawings share it, and events before it stand apart; `width` in pixels; a lane is
    `tallest` marks high at most.
    """
    first = axis.stretches[0].first if axis else 0
    placed = [entry for entry in entries if is_placeable(entry) and middle(entry) >= first]
    apart = tuple(entry for entry in entries if not is_placeable(entry) or middle(entry) < first)
    if axis is None and placed:
        axis = build_axis([middle(entry) for entry in placed], x=GUTTER, width=width - GUTTER - MARGIN)
    lanes: dict[Lane, list[_Slot]] = {lane: _stack(placed, lane, axis) for lane in ("words", "deeds")}
    above, below = _levels(lanes["words"], tallest), _levels(lanes["deeds"], tallest)
    y = MARGIN + PITCH * (max(above, 2) + 0.5)
    return TimelineView(
        question=question,
        width=width,
        height=round(y + BAND + PITCH * (max(below, 2) + 0.5) + MARGIN, 1),
        y=y,
        marks=tuple(_mark(slot, y, axis) for lane in lanes.values() for slot in lane if axis and slot.level < tallest),
        more=tuple(more for lane in lanes.values() for more in _more(lane, y, tallest)),
        lines=tuple(_lines(axis, placed)) if axis else (),
        ticks=tuple(ticks(axis)) if axis else (),
        breaks=tuple(round(stretch.end, 2) for stretch in axis.stretches[:-1]) if axis else (),
        words=sum(entry.lead.lane == "words" for entry in placed),
        deeds=sum(entry.lead.lane == "deeds" for entry in placed),
        placed=len(placed),
        total=len(entries),
        records=sum(entry.reports for entry in entries),
        documents=len({row.document_id for entry in entries for row in entry.rows}),
        apart=apart,
        stretches=axis.stretches if axis else (),
    )


def is_placeable(entry: EntryView) -> bool:
    """Tell whether an event has days, and not too many of them to be put at a place."""
    start, end = entry.lead.start, entry.lead.end
    return start is not None and end is not None and ordinal(end) - ordinal(start) < WIDEST_DAYS


def _days(entry: EntryView) -> tuple[int, int]:
    return ordinal(entry.lead.start or ""), ordinal(entry.lead.end or "")


def middle(entry: EntryView) -> int:
    """Return the day, as a number, at which an event that has days is placed."""
    return sum(_days(entry)) // 2


@dataclass(frozen=True, slots=True)
class _Slot:
    """An event's column and level in its lane; levels count from the line outward."""

    entry: EntryView
    x: float
    level: int


def _stack(entries: Iterable[EntryView], lane: Lane, axis: Axis | None) -> list[_Slot]:
    """Put each event in the emptiest column of its day, and on top of what is there."""
    heights: dict[int, int] = {}
    slots = []
    for entry in entries:
        if axis is None or entry.lead.lane != lane:
            continue
        column = min(_columns(axis, middle(entry)), key=lambda index: heights.get(index, 0))
        level = heights.get(column, 0)
        heights[column] = level + 1
        slots.append(_Slot(entry, column * PITCH, level))
    return slots


def _columns(axis: Axis, day: int) -> list[int]:
    """Return the columns that lie within a day, from its middle outward; at least the nearest one."""
    left, right = axis.place(day)
    middle = (left + right) / 2 / PITCH
    inside = [index for index in range(int(left / PITCH), int(right / PITCH) + 2) if _fits(index, left, right)]
    return sorted(inside, key=lambda index: (abs(index - middle), index)) or [round(middle)]


def _fits(column: int, left: float, right: float) -> bool:
    return left + PITCH / 2 <= column * PITCH <= right - PITCH / 2


def _levels(slots: Iterable[_Slot], tallest: int) -> int:
    return min(tallest + 1, max((slot.level + 1 for slot in slots), default=0))


def _y(level: int, lane: Lane, line: float) -> float:
    offset = PITCH * (level + 0.75)
    return round(line - offset if lane == "words" else line + BAND + offset, 2)


def _mark(slot: _Slot, line: float, axis: Axis) -> MarkView:
    lead = slot.entry.lead
    first, last = _days(slot.entry)
    size, fill = radius(slot.entry.documents), fill_of(lead)
    spread = last > first
    return MarkView(
        record_id=lead.record_id,
        x=round(slot.x, 2),
        y=_y(slot.level, lead.lane, line),
        from_x=round(axis.place(first)[0], 2) if spread else slot.x,
        to_x=round(axis.place(last)[1], 2) if spread else slot.x,
        shape=glyph(lead.direction, fill, size),
        fill=fill,
        direction=lead.direction,
        opacity=opacity(lead.confidence),
        reviewed=lead.reviewed,
        label=mark_label(slot.entry),
        documents=slot.entry.documents,
        start=lead.start or "",
        end=lead.end or "",
    )


def mark_label(entry: EntryView) -> str:
    """Return what a mark says when it is read aloud: the date, the sentence, factuality, direction, n reports."""
    lead = entry.lead
    n = count(entry.documents, "independent report")
    return f"{lead.date}: {lead.sentence} ({lead.factuality}, {lead.direction}, n = {n})"


def _more(slots: Iterable[_Slot], line: float, tallest: int) -> list[MoreView]:
    over: dict[float, list[EntryView]] = {}
    for slot in slots:
        if slot.level >= tallest:
            over.setdefault(slot.x, []).append(slot.entry)
    return [_more_of(x, entries, _y(tallest, entries[0].lead.lane, line)) for x, entries in over.items()]


def _more_of(x: float, entries: Sequence[EntryView], y: float) -> MoreView:
    first, last = min(entry.lead.start or "" for entry in entries), max(entry.lead.end or "" for entry in entries)
    return MoreView(x, y, len(entries), entries[0].lead.record_id, first, last)


def _lines(axis: Axis, entries: Sequence[EntryView]) -> Iterable[LineView]:
    """Yield the axis in pieces: drawn through where there are records, a gap where nothing is known for long."""
    for stretch in axis.stretches:
        known = {day for entry in entries for day in _days(entry) if stretch.first <= day <= stretch.last}
        at = stretch.x
        for left, right in map(axis.place, sorted(known)):
            yield _piece(at, left)
            yield LineView(round(left, 2), round(right, 2), quiet=False)
            at = max(at, right)
        yield _piece(at, stretch.end)


def _piece(start: float, end: float) -> LineView:
    quiet = end - start >= QUIET_WIDTH
    return LineView(round(start, 2), round(max(start, end), 2), quiet, "nothing on record" if quiet else "")
