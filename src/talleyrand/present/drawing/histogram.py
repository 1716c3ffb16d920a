"""A histogram of months: two counts back to back on one axis of time, as geometry for a page to draw."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from talleyrand.present.plain import MONTHS

WIDTH, ABOVE, BELOW, AXIS = 560, 72, 72, 34
"""The drawing in units of its own: its width, the bars above and below, and the room for the days between them."""
_WIDEST = 52
"""A month's room at most, so that few months stay a histogram."""
_GAP = 0.25
"""The part of a month's room that is left blank, up to a unit and a half on each side."""
_MOST_LABELS = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """A month (`2022-02`) with its two counts, where its bars stand, and what is written under it: month and year.

    Both are often nothing.
    """

    month: str
    above: int
    below: int
    x: float
    width: float
    top: float
    high: float
    low: float
    middle: float
    label: str
    year: str

    @property
    def since(self) -> str:
        """The first day of the month."""
        return f"{self.month}-01"

    @property
    def until(self) -> str:
        """The last day of the month."""
        return f"{self.month}-{monthrange(int(self.month[:4]), int(self.month[5:]))[1]}"

    @property
    def words(self) -> str:
        """The month as read: `Feb 2022`."""
        return f"{MONTHS[int(self.month[5:]) - 1]} {self.month[:4]}"


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars in order of time; `most_above` and `most_below` are what the tallest stand for."""

    bars: tuple[Bar, ...]
    most_above: int
    most_below: int
    width: int = WIDTH
    height: int = ABOVE + AXIS + BELOW
    axis_top: int = ABOVE
    axis_bottom: int = ABOVE + AXIS


def histogram(months: Sequence[tuple[str, int, int]]) -> Histogram:
    """Return the histogram of months, each with two counts: the first is drawn upward, the second downward."""
    most_above = max((above for _, above, _ in months), default=0)
    most_below = max((below for _, _, below in months), default=0)
    room = min(_WIDEST, WIDTH / max(len(months), 1))
    blank = min(1.5, room * _GAP / 2)
    every = _step(len(months))
    bars = []
    for at, (month, above, below) in enumerate(months):
        high = _height(above, most_above, ABOVE)
        bars.append(
            Bar(
                month,
                above,
                below,
                round(at * room + blank, 2),
                round(room - 2 * blank, 2),
                round(ABOVE - high, 2),
                high,
                _height(below, most_below, BELOW),
                round((at + 0.5) * room, 2),
                _label(month, at, every),
                _year(month, at, every),
            )
        )
    return Histogram(tuple(bars), most_above, most_below)


def _height(n: int, most: int, room: int) -> float:
    """What there is stays visible: a bar is at least a unit high."""
    return round(max(n / most * room, 1.0), 2) if n else 0.0


def _step(months: int) -> int:
    """Label every so many months: all of a few, quarters of some, else Januaries."""
    return 1 if months <= _MOST_LABELS else 3 if months <= 3 * _MOST_LABELS else 12 if months <= 100 else 60


def _label(month: str, at: int, every: int) -> str:
    number = int(month[5:])
    if every >= 12 or ((number - 1) % every and at):
        return ""
    return MONTHS[number - 1]


def _year(month: str, at: int, every: int) -> str:
    year, number = int(month[:4]), int(month[5:])
    if every < 12:
        return str(year) if number == 1 or at == 0 else ""
    return str(year) if number == 1 and year % (every // 12) == 0 else ""
