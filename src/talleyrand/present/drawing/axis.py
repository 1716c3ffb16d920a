"""The time axis: days to pixels, with breaks where nothing is known for long, and ticks that can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from talleyrand.present.plain import MONTHS, iso

BREAK_DAYS = 45
BREAK_WIDTH = 34.0
MOST_STRETCHES = 8
STRETCH_WIDTH = 64.0
TICK_SPACING = 54.0
TICK_LEAST = 36.0
"""Pixels between the labels of two stretches, below which the second has none."""
EARLIER = 0.36
"""Share of a divided axis that the earlier days have."""
FEW = 0.2
"""Share of the days that may lie before a long gap and have no place on an axis."""
_DAY_STEPS = (1, 2, 5, 10)
_MONTH_STEPS = (1, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days drawn without a break: days `[first, last]` from pixel `x` on, `scale` pixels a day."""

    first: int
    last: int
    x: float
    scale: float

    @property
    def end(self) -> float:
        """The pixel at which the last day ends."""
        return self.x + (self.last - self.first + 1) * self.scale


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the axis; `year` is given at the first tick of a year."""

    x: float
    label: str
    year: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Stretches of days from left to right."""

    stretches: tuple[Stretch, ...]

    def place(self, day: int) -> tuple[float, float]:
        """Return the pixels at which a day begins and ends; days outside the axis are put at its nearest edge."""
        for stretch in self.stretches:
            if day <= stretch.last:
                offset = max(0, day - stretch.first)
                return stretch.x + offset * stretch.scale, stretch.x + (offset + 1) * stretch.scale
        final = self.stretches[-1]
        return final.end - final.scale, final.end


def build_axis(days: Sequence[int], *, x: float, width: float) -> Axis:
    """Return the axis for day numbers that have records; `x` and `width` in pixels. `days` must not be empty."""
    runs = _runs(sorted(set(days)), BREAK_DAYS)
    room = width - BREAK_WIDTH * (len(runs) - 1)
    lengths = [last - first + 1 for first, last in runs]
    widths = _widths(lengths, room)
    stretches, left = [], x
    for (first, last), length, share in zip(runs, lengths, widths, strict=True):
        stretches.append(Stretch(first, last, round(left, 2), share / length))
        left += share + BREAK_WIDTH
    return Axis(tuple(stretches))


def divided_axis(days: Sequence[int], cut: int, *, x: float, width: float) -> Axis:
    """Return an axis on which the days from `cut` on have most of the room, and those before stand close together.

    Few days long before all others have no place on it.
    """
    earlier, later = [day for day in days if day < cut], [day for day in days if day >= cut]
    if not earlier or not later:
        return build_axis(days, x=x, width=width)
    room = round(width * EARLIER, 2)
    first, last = first_of_most(earlier), max(*earlier, cut - 1)
    before = Stretch(first, last, x, room / (last - first + 1))
    left = x + room + BREAK_WIDTH
    return Axis((before, *build_axis(later, x=left, width=width - room - BREAK_WIDTH).stretches))


def first_of_most(numbers: Sequence[int]) -> int:
    """Return the first day after the long gaps before which few days lie: from there on a picture has room for most."""
    days = sorted(set(numbers))
    few = max(1, len(days) * FEW)
    after = [at for at in range(1, len(days)) if days[at] - days[at - 1] > BREAK_DAYS and at <= few]
    return days[after[-1]] if after else days[0]


def trimmed_axis(days: Sequence[int], *, x: float, width: float) -> Axis:
    """Return an axis without a place for the few days long before all others."""
    first = first_of_most(days)
    return build_axis([day for day in days if day >= first], x=x, width=width)


def _runs(days: list[int], gap: int) -> list[tuple[int, int]]:
    runs = [[days[0], days[0]]]
    for day in days[1:]:
        if day - runs[-1][1] > gap:
            runs.append([day, day])
        runs[-1][1] = day
    if len(runs) > MOST_STRETCHES:
        return _runs(days, gap * 2)
    return [(max(1, first - 1), last + 1) for first, last in runs]


def _widths(lengths: list[int], room: float) -> list[float]:
    spare = max(0.0, room - STRETCH_WIDTH * len(lengths))
    return [STRETCH_WIDTH + spare * length / sum(lengths) for length in lengths]


def ticks(axis: Axis) -> Iterator[Tick]:
    """Yield ticks of every stretch: days, months or years, as close together as their labels allow."""
    last = -TICK_SPACING
    for stretch in axis.stretches:
        shown_year = ""
        for day in _tick_days(stretch):
            x, year = round(axis.place(day)[0], 2), iso(day)[:4]
            if x - last < TICK_LEAST:
                continue
            yield Tick(x, _label(day, stretch), "" if year == shown_year else year)
            shown_year, last = year, x


def _tick_days(stretch: Stretch) -> list[int]:
    for step in _DAY_STEPS:
        if step * stretch.scale >= TICK_SPACING:
            return list(range(stretch.first, stretch.last + 1, step))
    for months in (*_MONTH_STEPS, *(12 * years for years in _YEAR_STEPS)):
        if months * 28 * stretch.scale >= TICK_SPACING:
            return list(_month_starts(stretch, months)) or [stretch.first]
    return [stretch.first]


def _month_starts(stretch: Stretch, step: int) -> Iterator[int]:
    first, last = date.fromordinal(stretch.first), date.fromordinal(stretch.last)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(number // 12, number % 12 + 1, 1).toordinal()
        if number % step == 0 and stretch.first <= day <= stretch.last:
            yield day


def _label(day: int, stretch: Stretch) -> str:
    when = date.fromordinal(day)
    by_day = any(step * stretch.scale >= TICK_SPACING for step in _DAY_STEPS)
    return f"{when.day} {MONTHS[when.month - 1]}" if by_day or when.day != 1 else MONTHS[when.month - 1]
