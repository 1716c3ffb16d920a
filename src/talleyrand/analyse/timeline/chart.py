"""Happenings on a time axis: words above the line, deeds below it; colour by direction, fill by factuality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from talleyrand.analyse.charts import FRIENDLY, HOSTILE, NEUTRAL, Spec, chart, data, time, zero_line
from talleyrand.analyse.observations import Channel
from talleyrand.model.records import Factuality

MOST_MARKS = 300
"""Happenings that are still told apart as marks; more are drawn as a bar for each week."""
NEUTRAL_BAND = 0.05
"""Scores no farther from zero than this are drawn as having no direction."""
STANDINGS = ("done or said", "planned", "called for or possible", "negated or refused")
_STANDING: dict[Factuality, int] = {
    "actual": 0,
    "planned": 1,
    "called-for": 2,
    "possible": 2,
    "negated": 3,
    "refused": 3,
}
_DIRECTIONS = ("hostile", "no direction", "friendly")
_COLOUR = {"domain": list(_DIRECTIONS), "range": [HOSTILE, NEUTRAL, FRIENDLY]}
_FILL = {"type": "ordinal", "domain": list(STANDINGS), "range": [1.0, 0.5, 0.25, 0.0]}


@dataclass(frozen=True, slots=True)
class Mark:
    """A happening to be drawn: `score` from -1 to +1 gives its colour, `independent` reports its size."""

    day: date | None
    lane: Channel
    factuality: Factuality
    score: float | None
    independent: int
    what: str
    record: str


def draw_marks(question: str, marks: Sequence[Mark]) -> Spec:
    """Return the chart of happenings, a mark for each or, where they are many, bars of weeks; empty without a day."""
    dated = [mark for mark in marks if mark.day is not None]
    if not dated:
        return {}
    days = sorted(mark.day for mark in dated if mark.day)
    undated = len(marks) - len(dated)
    subtitle = [
        f"n = {len(dated):,}, {days[0].isoformat()} to {days[-1].isoformat()}; words above, deeds below"
        + (f"; {undated:,} without a day are not drawn" if undated else ""),
        "full: done or said; paler: planned, possible or called for; hollow: negated or refused",
    ]
    layer = _points(dated) if len(dated) <= MOST_MARKS else _bars(dated)
    return chart(question, {"layer": [zero_line(), layer]}, subtitle=subtitle)


def _points(marks: Sequence[Mark]) -> Spec:
    """One mark for each happening, those of a day one above the other."""
    heights: Counter[tuple[date | None, Channel]] = Counter()
    rows = []
    for mark in marks:
        heights[mark.day, mark.lane] += 1
        rows.append(_row(mark) | {"height": _sign(mark.lane) * heights[mark.day, mark.lane]})
    encoding = {
        "x": time("day"),
        "y": _height("height", heights.values()),
        "color": {"field": "direction", "type": "nominal", "scale": _COLOUR, "legend": {"title": None}},
        "stroke": {"field": "direction", "type": "nominal", "scale": _COLOUR, "legend": None},
        "fillOpacity": {"field": "standing", "type": "nominal", "scale": _FILL, "legend": None},
        "size": _size(marks),
        "tooltip": [{"field": name} for name in ("day", "what", "factuality", "independent", "record")],
    }
    return {"data": data(rows), "mark": {"type": "point", "filled": True, "strokeWidth": 1}, "encoding": encoding}


def _bars(marks: Sequence[Mark]) -> Spec:
    """Bars of weeks, by direction; what was not done is paler."""
    counts = Counter((_week(mark.day), mark.lane, _direction(mark), _standing(mark)) for mark in marks if mark.day)
    rows = [
        {"day": week, "height": _sign(lane) * n, "direction": direction, "standing": standing, "n": n}
        for (week, lane, direction, standing), n in sorted(counts.items())
    ]
    encoding = {
        "x": time("day", timeUnit="yearmonthdate"),
        "y": _height("height", (), stack="zero"),
        "color": {"field": "direction", "type": "nominal", "scale": _COLOUR, "legend": {"title": None}},
        "fillOpacity": {"field": "standing", "type": "nominal", "scale": _FILL, "legend": None},
        "stroke": {"field": "direction", "type": "nominal", "scale": _COLOUR, "legend": None},
        "tooltip": [{"field": name} for name in ("day", "direction", "standing", "n")],
    }
    return {"data": data(rows), "mark": {"type": "bar", "strokeWidth": 0.3, "width": 6}, "encoding": encoding}


def _row(mark: Mark) -> dict[str, Any]:
    return {
        "day": mark.day,
        "what": mark.what,
        "factuality": mark.factuality,
        "direction": _direction(mark),
        "standing": _standing(mark),
        "independent": mark.independent,
        "record": mark.record,
    }


def _height(field: str, heights: Iterable[int], **more: Any) -> Spec:
    """Whole numbers above and below the line, each once."""
    axis: Spec = {"title": None, "labelExpr": "format(abs(datum.value), 'd')", "tickMinStep": 1, "tickCount": 6}
    most = max(heights, default=0)
    if most:
        step = 1 + most // 6
        axis["values"] = [sign * at for at in range(0, most + 1, step) for sign in (-1, 1)]
    return {"field": field, "type": "quantitative", "axis": axis, **more}


def _size(marks: Sequence[Mark]) -> Spec:
    most = max(mark.independent for mark in marks)
    values = sorted({1, (most + 1) // 2, most})
    legend = {"title": "independent reports", "values": values, "format": "d"} if most > 1 else None
    scale = {"type": "linear", "domain": [1, max(2, most)], "range": [45, 220]}
    return {"field": "independent", "type": "quantitative", "scale": scale, "legend": legend}


def _direction(mark: Mark) -> str:
    if mark.score is None or abs(mark.score) <= NEUTRAL_BAND:
        return _DIRECTIONS[1]
    return _DIRECTIONS[2] if mark.score > 0 else _DIRECTIONS[0]


def _standing(mark: Mark) -> str:
    return STANDINGS[_STANDING[mark.factuality]]


def _sign(lane: Channel) -> int:
    return 1 if lane == "words" else -1


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())
