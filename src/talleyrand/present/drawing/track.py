"""Positions drawn on the time axis of a dossier: a line with its band for words and for deeds, and where they turned.

Drawn here rather than by the charts' library, since it must share its axis, breaks included, with the lanes below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talleyrand.present.drawing.axis import Axis, Stretch
from talleyrand.present.plain import day_words, ordinal
from talleyrand.present.rows import Direction

CHANNELS = ("words", "deeds")
TOP = 18.0
CLOSEST = 1.6
"""Pixels between two points of a line at least: of points closer than that the last is drawn."""
LABEL_PITCH = 15.0
SURE = 0.05
"""Turning points of a larger p are in the table, not in the picture."""
NEAR_TURNS = 14.0
"""Pixels within which turning points stand under one mark."""


@dataclass(frozen=True, slots=True)
class PointView:
    """A step with reports, or the only report there is: its value in words, and the address of its reasons."""

    x: float
    y: float
    day: str
    direction: Direction
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece of a line or of its band, as SVG path data; `carried` where it goes on without reports."""

    path: str
    carried: bool = False


@dataclass(frozen=True, slots=True)
class LineOf:
    """One channel: its line and band in pieces, its points, and its last value in words beside its end."""

    channel: str
    pieces: tuple[PieceView, ...]
    bands: tuple[str, ...]
    points: tuple[PointView, ...]
    end: str
    end_x: float
    end_y: float


@dataclass(frozen=True, slots=True)
class TurnView:
    """Turning points that lie together: where, the days in which they are likely, and what turned, in words."""

    x: float
    from_x: float
    to_x: float
    day: str
    labels: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class TrackView:
    """Positions as drawn: `top`, `zero` and `bottom` are the pixels of +1, 0 and -1."""

    width: int
    height: float
    top: float
    zero: float
    bottom: float
    lines: tuple[LineOf, ...]
    turns: tuple[TurnView, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """A row of the measure at its place."""

    x: float
    stretch: int
    row: Mapping[str, Any]


def track_of(
    rows: Sequence[Mapping[str, Any]], turns: Sequence[Mapping[str, Any]], axis: Axis, *, width: int, tall: float
) -> TrackView:
    """Draw the rows of `positions` and of `turning_points`, as JSON has them, on an axis; `tall` is from -1 to +1.

    Steps beyond the axis are left out; a line has a gap wherever the axis has one.
    """
    scale = _Scale(TOP, tall)
    lines = [line for channel in CHANNELS if (line := _line([r for r in rows if r["channel"] == channel], axis, scale))]
    sure = [turn for turn in turns if turn["p"] <= SURE and turn["channel"] in CHANNELS]
    return TrackView(
        width=width,
        height=round(TOP + tall + 10, 1),
        top=TOP,
        zero=scale.y(0),
        bottom=scale.y(-1),
        lines=tuple(_apart(lines)),
        turns=tuple(_turns(sure, axis)),
        stretches=axis.stretches,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    top: float
    tall: float

    def y(self, value: float) -> float:
        """Return the pixel of a position; bounds that lie beyond the ends are drawn at them."""
        return round(self.top + (1 - max(-1.0, min(1.0, value))) / 2 * self.tall, 1)


def _line(rows: Sequence[Mapping[str, Any]], axis: Axis, scale: _Scale) -> LineOf | None:
    steps = _steps(rows, axis)
    if not steps:
        return None
    last = steps[-1].row
    single = last["basis"] == "single"
    runs = [] if single else [run for run in _runs(steps) if len(run) > 1]
    seen = [steps[0]] if single else [step for step in steps if step.row["basis"] == "observed"]
    return LineOf(
        channel=last["channel"],
        pieces=tuple(piece for run in runs for piece in _pieces(run, scale)),
        bands=tuple(_band(run, scale) for run in runs),
        points=tuple(_point(step, scale) for step in _thinned(seen)),
        end=f"{last['channel']} {_signed(last['value'])}",
        end_x=steps[-1].x,
        end_y=scale.y(last["value"]),
    )


def _steps(rows: Sequence[Mapping[str, Any]], axis: Axis) -> list[_Step]:
    """Return the rows with their places; those within a break or beyond the ends have none."""
    found = []
    for row in rows:
        day = ordinal(row["day"])
        for at, stretch in enumerate(axis.stretches):
            if stretch.first <= day <= stretch.last:
                x = stretch.x + (day - stretch.first + 0.5) * stretch.scale
                found.append(_Step(round(x, 1), at, row))
    return found


def _runs(steps: Sequence[_Step]) -> list[list[_Step]]:
    """Return the steps of each stretch of the axis, thinned."""
    stretches = dict.fromkeys(step.stretch for step in steps)
    return [_thinned([step for step in steps if step.stretch == at]) for at in stretches]


def _thinned(steps: Sequence[_Step]) -> list[_Step]:
    kept: list[_Step] = []
    for step in steps:
        if kept and step.x - kept[-1].x < CLOSEST and step.stretch == kept[-1].stretch:
            kept.pop()
        kept.append(step)
    return kept


def _pieces(run: Sequence[_Step], scale: _Scale) -> Iterable[PieceView]:
    """Yield the line, apart where no report stands behind it any more."""
    known = [at for at, step in enumerate(run) if step.row["basis"] != "carried"]
    end = known[-1] if known else 0
    if end > 0:
        yield PieceView(_path(run[: end + 1], scale))
    if end < len(run) - 1:
        yield PieceView(_path(run[end:], scale), carried=True)


def _path(run: Sequence[_Step], scale: _Scale) -> str:
    return "M" + "L".join(f"{step.x} {scale.y(step.row['value'])}" for step in run)


def _band(run: Sequence[_Step], scale: _Scale) -> str:
    upper = [f"{step.x} {scale.y(step.row['high'])}" for step in run]
    lower = [f"{step.x} {scale.y(step.row['low'])}" for step in reversed(run)]
    return "M" + "L".join([*upper, *lower]) + "Z"


def _point(step: _Step, scale: _Scale) -> PointView:
    row = step.row
    if row["basis"] == "single":
        label = f"{row['channel']}: one record, {_signed(row['value'])}: what happened, not a tendency"
        return PointView(step.x, scale.y(row["value"]), row["day"], _direction(row["value"]), label, row["why"])
    surely = row["low"] if row["low"] > 0 else row["high"] if row["high"] < 0 else 0.0
    between = f"between {_signed(row['low'])} and {_signed(row['high'])}"
    counts = f"n = {row['records']:,}, {row['independent']:,} independent"
    label = f"{row['channel']}, week to {day_words(row['day'])}: {_signed(row['value'])}, {between}; {counts}"
    return PointView(step.x, scale.y(row["value"]), row["day"], _direction(surely), label, row["why"])


def _direction(value: float) -> Direction:
    """Return the direction of a value whose band does not reach the other side; else it is neutral."""
    return "friendly" if value > 0 else "hostile" if value < 0 else "neutral"


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _apart(lines: Sequence[LineOf]) -> list[LineOf]:
    """Return the lines with the words at their ends moved apart where they would lie upon each other."""
    if len(lines) < 2 or abs(lines[0].end_y - lines[1].end_y) >= LABEL_PITCH:
        return list(lines)
    upper, lower = sorted(lines, key=lambda line: line.end_y)
    middle = (upper.end_y + lower.end_y) / 2
    places = {upper.channel: middle - LABEL_PITCH / 2, lower.channel: middle + LABEL_PITCH / 2}
    return [_moved(line, places[line.channel]) for line in lines]


def _moved(line: LineOf, y: float) -> LineOf:
    return LineOf(line.channel, line.pieces, line.bands, line.points, line.end, line.end_x, round(y, 1))


def _turns(turns: Sequence[Mapping[str, Any]], axis: Axis) -> Iterable[TurnView]:
    """Yield the turning points, neighbours together."""
    ordered = sorted(turns, key=lambda turn: str(turn["day"]))
    groups: list[list[Mapping[str, Any]]] = []
    for turn in ordered:
        if groups and _x(axis, turn["day"]) - _x(axis, groups[-1][0]["day"]) < NEAR_TURNS:
            groups[-1].append(turn)
        else:
            groups.append([turn])
    for group in groups:
        first = group[0]
        edges = _x(axis, min(t["earliest"] for t in group)), axis.place(ordinal(max(t["latest"] for t in group)))[1]
        labels = tuple(_turned(turn) for turn in group)
        yield TurnView(_x(axis, first["day"]), edges[0], round(edges[1], 1), first["day"], labels, first["why"])


def _x(axis: Axis, day: str) -> float:
    return round(axis.place(ordinal(day))[0], 1)


def _turned(turn: Mapping[str, Any]) -> str:
    before, after = turn["before"], turn["after"]
    what = {"score": "mean", "hostile": "hostile reports a week", "friendly": "friendly reports a week"}[turn["series"]]
    figures = f"{_signed(before)} to {_signed(after)}" if turn["series"] == "score" else f"{before:.1f} to {after:.1f}"
    return f"{day_words(turn['day'])}, {turn['channel']}: {what} from {figures} (p = {turn['p']:.2g})"
