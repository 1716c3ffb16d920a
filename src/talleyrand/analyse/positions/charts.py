"""The chart of positions: words above, deeds below, on one time axis, with bands, reports and turning points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import inf

import numpy as np

from talleyrand.analyse.charts import DIRECTION, INK, NEUTRAL, WIDTH, Spec, chart, data, time, zero_line
from talleyrand.analyse.dyads import Dyad, Place, Stance
from talleyrand.analyse.positions.methods import Method
from talleyrand.analyse.positions.rows import PositionRow
from talleyrand.analyse.resampling import totals
from talleyrand.analyse.turning_points.labels import groups_of, placed, written
from talleyrand.analyse.turning_points.search import TurningPoint, find_turns

PANEL = 180
CHANNELS: tuple[Place, ...] = ("words", "deeds")
SURE = 0.05
"""Turning points of a larger p are in the table, not in charts."""
MOST_DAYS = 400
"""Days of reports above which dots stand for weeks."""
_NAMES: dict[Method, str] = {
    "local-level": "local level model",
    "half-life": "half-life weighted mean",
    "logit": "logit scale",
}
_POLES = (
    "datum.value >= 1 ? 'friendly +1' : datum.value <= -1 ? 'hostile −1' : "
    "datum.value == 0 ? '0' : format(datum.value, '+.1f')"
)


def position_chart(dyad: Dyad, rows: Sequence[PositionRow], *, level: float, method: Method) -> Spec:
    """Return the chart of a dyad's positions; empty where there are none."""
    if not rows:
        return {}
    turns = [turn.row for turn in find_turns(dyad)[1]] if method != "logit" else []
    panels = [
        _panel(dyad, channel, [row for row in rows if row.channel == channel], turns, logit=method == "logit")
        for channel in CHANNELS
    ]
    body = {"vconcat": panels, "spacing": 16, "resolve": {"scale": {"color": "shared", "size": "shared"}}}
    dotted = "; dots: what each day's reports say, larger for more of them"
    how = f"{_NAMES[method]} with its {level:.0%} interval{'' if method == 'logit' else dotted}"
    return chart(f"Where does {dyad.actor} stand toward {dyad.target}?", body, subtitle=[said(dyad), how])


def said(dyad: Dyad) -> str:
    """Return how much there is, and of which days."""
    seen = dyad["all"]
    first, last = (written(date.fromordinal(int(seen.days[at]))) for at in (0, -1))
    days = first if first == last else f"{first} to {last}"
    return f"n = {len({one.record for one in seen.seen}):,} records, {seen.independent:,} independent reports; {days}"


def period(dyad: Dyad) -> list[str]:
    """Return the two ends of a time axis that holds all reports, a little room about them."""
    first, last = (date.fromordinal(int(dyad["all"].days[at])) for at in (0, -1))
    room = timedelta(days=max(2, (last - first).days // 60))
    return [(first - room).isoformat(), (last + room).isoformat()]


def mean_axis() -> Spec:
    """Return the scale and the axis of scores from hostile to friendly."""
    axis = {"title": None, "values": [-1, -0.5, 0, 0.5, 1], "labelExpr": _POLES}
    return {"scale": {"domain": [-1, 1]}, "axis": axis}


def dots(stance: Stance) -> Spec:
    """Return a dot for each day with reports (each week in a long time): their mean, and how many are independent."""
    reports = stance.reports
    step = 7 if len(np.unique(reports.days)) > MOST_DAYS else 1
    days, place = np.unique(reports.days // step, return_inverse=True)
    counts = totals(np.ones(len(reports)), place)
    means = totals(reports.weights * reports.values, place) / totals(reports.weights, place)
    values = [
        {"day": date.fromordinal(int(day) * step + step // 2), "score": float(mean), "reports": int(count)}
        for day, mean, count in zip(days, means, counts, strict=True)
    ]
    most = int(counts.max(initial=1))
    steps = sorted({1, (most + 1) // 2, most})
    size = {
        "field": "reports",
        "type": "quantitative",
        "scale": {"domain": [1, max(2, most)], "range": [30, 260]},
        "legend": {"title": "independent reports", "orient": "right", "values": steps, "format": "d"},
    }
    encoding = {
        "y": {"field": "score", "type": "quantitative", **mean_axis()},
        "size": size,
        "color": {"field": "score", "type": "quantitative", "scale": DIRECTION, "legend": None},
    }
    return {"data": data(values), "mark": {"type": "point", "filled": True, "opacity": 0.6}, "encoding": encoding}


def marked(turns: Iterable[TurningPoint], days: Sequence[str], height: int) -> list[Spec]:
    """Return rules at the turning points that are sure, neighbours under one label, in a panel over some days."""
    sure = sorted((turn for turn in turns if turn.p <= SURE), key=lambda turn: turn.day)
    if not sure:
        return []
    rule = {"type": "rule", "color": INK, "strokeDash": [3, 2], "strokeWidth": 0.8}
    labels = placed(groups_of(sure), days, height)
    return [{"data": data({"day": turn.day} for turn in sure), "mark": rule}, *(text for one in labels for text in one)]


def axis_of_time(days: Sequence[str], *, last: bool) -> Spec:
    """Return the x encoding of a panel over some days; only the last panel says which."""
    x = time("day", scale={"domain": list(days)})
    return x if last else x | {"axis": x["axis"] | {"labels": False}}


def heading(words: str) -> Spec:
    """Return the title of a panel."""
    return {"text": words, "frame": "group", "fontSize": 12, "fontWeight": 600, "color": INK, "offset": 6}


def _panel(
    dyad: Dyad, channel: Place, rows: Sequence[PositionRow], turns: Sequence[TurningPoint], *, logit: bool
) -> Spec:
    days = _domain(dyad, rows)
    x = axis_of_time(days, last=channel == CHANNELS[-1])
    panel: Spec = {"width": WIDTH, "height": PANEL, "title": heading(channel.capitalize()), "encoding": {"x": x}}
    if not rows:
        nothing = {
            "type": "text",
            "color": NEUTRAL,
            "text": f"no {channel} in these records",
            "x": WIDTH / 2,
            "y": PANEL / 2,
        }
        return panel | {"layer": [{"data": {"values": [{}]}, "mark": nothing}]}
    layers = [zero_line(), *_band(rows, logit=logit)]
    if not logit:
        own = [turn for turn in turns if turn.channel == channel]
        layers += [dots(dyad[channel]), *marked(own, days, PANEL)]
    return panel | {"layer": layers}


def _domain(dyad: Dyad, rows: Sequence[PositionRow]) -> list[str]:
    first, last = period(dyad)
    return [first, max([last, *(row.day.isoformat() for row in rows)])]


def _band(rows: Sequence[PositionRow], *, logit: bool) -> list[Spec]:
    """Return the line with its band; for one step alone, the value with its reach."""
    edge = inf if logit else 1.0
    given = data(
        {"day": row.day, "value": row.value, "low": max(row.low, -edge), "high": min(row.high, edge)} for row in rows
    )
    y: Spec = {"type": "quantitative", **({"axis": {"title": "logit", "tickCount": 5}} if logit else mean_axis())}
    whole = len(rows) > 1 and not logit
    area = {"type": "area", "color": NEUTRAL, "opacity": 0.22} if whole else {"type": "rule", "color": NEUTRAL}
    line = (
        {"type": "line", "color": INK, "strokeWidth": 1.6} if whole else {"type": "point", "color": INK, "filled": True}
    )
    return [
        {"data": given, "mark": area, "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}}},
        {"data": given, "mark": line, "encoding": {"y": {**y, "field": "value"}}},
    ]
