"""The charts of words against deeds: dumbbells by target, lanes by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from talleyrand.analyse.balance.sides import short_name
from talleyrand.analyse.charts import DIRECTION, FAINT, INK, NEUTRAL, chart, data, zero_line
from talleyrand.analyse.gap.records import ALL
from talleyrand.analyse.gap.rows import GapRow
from talleyrand.model.results import Spec, Value

MOST_TARGETS = 24
"""Dumbbells that stand on one page."""
_WIDE, _NARROW, _LANE, _STEP = 330, 250, 110, 21
MONTH: Spec = {
    "field": "start",
    "type": "temporal",
    "scale": {"padding": 16},
    "axis": {"title": None, "format": "%b %Y", "tickCount": "month", "labelOverlap": True},
}
SHAPES = {"domain": ["words", "deeds"], "range": ["circle", "square"]}


def targets_chart(
    rows: Sequence[GapRow], question: str, counts: tuple[int, int], parameters: Mapping[str, Value]
) -> Spec:
    """Return words and deeds of each target joined by a line, and beside it the gap with its interval."""
    if not rows:
        return {}
    shown = _widest(rows)
    values = [_plain(row) for row in shown]
    y = {"field": "name", "type": "nominal", "sort": [value["name"] for value in values],
         "axis": {"title": None, "ticks": False, "domain": False}}  # fmt: skip
    subtitle = [
        f"n = {counts[0]:,} records ({counts[1]:,} independent); {_left_out(rows, shown)}",
        "Left: mean words and deeds, -1 hostile to +1 friendly. Right: words less deeds on one scale, with "
        f"{_percent(parameters)} interval.",
    ]
    body = {"hconcat": [_dumbbells(values, y), _gaps(values, y | {"axis": None})], "spacing": 30}
    return chart(question, body, subtitle=subtitle)


def months_chart(
    rows: Sequence[GapRow], question: str, counts: tuple[int, int], parameters: Mapping[str, Value]
) -> Spec:
    """Return a lane of words above one of deeds, by month, and the gap between them below."""
    values = [_plain(row) for row in rows if row.period != ALL]
    if not values:
        return {}
    first, last = values[0]["period"], values[-1]["period"]
    subtitle = [
        f"n = {counts[0]:,} records ({counts[1]:,} independent), {first} to {last}; dots are months, sized by reports,",
        "with two standard errors. Gap: words less deeds, on one scale, with "
        f"{_percent(parameters)} interval; hollow where there may be none.",
    ]
    lanes = [_lane(values, "words"), _lane(values, "deeds"), _gap_lane(values)]
    body = {"vconcat": lanes, "spacing": 14, "resolve": {"scale": {"x": "shared"}}}
    return chart(question, body, subtitle=subtitle)


def _widest(rows: Sequence[GapRow]) -> list[GapRow]:
    """The targets with the widest gaps, in the order of the rows."""
    kept = set(sorted(range(len(rows)), key=lambda at: -abs(rows[at].gap or 0.0))[:MOST_TARGETS])
    return [row for at, row in enumerate(rows) if at in kept]


def _left_out(rows: Sequence[GapRow], shown: Sequence[GapRow]) -> str:
    left = len(rows) - len(shown)
    return f"{len(shown)} targets" + (f", {left} with narrower gaps not drawn" if left else "")


def _percent(parameters: Mapping[str, Value]) -> str:
    return f"{100 * float(str(parameters['level'])):.0f} %"


def _plain(row: GapRow) -> dict[str, Any]:
    values = {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(row).items()}
    sure = row.low is not None and row.high is not None and (row.low > 0 or row.high < 0)
    return values | {"name": short_name(row.target), "sure": "sure" if sure else "may be none"}


def _dumbbells(values: list[dict[str, Any]], y: Spec) -> Spec:
    ends = [
        {"name": value["name"], "channel": channel, "score": value[channel], "reports": value[f"of_{channel}"]}
        for value in values
        for channel in ("words", "deeds")
    ]
    x = {"type": "quantitative", "scale": {"domain": [-1, 1]},
         "axis": {"title": "hostile to friendly", "values": [-1, -0.5, 0, 0.5, 1], "format": "+.1f"}}  # fmt: skip
    return {
        "width": _WIDE,
        "height": {"step": _STEP},
        "layer": [
            {"data": data([{}]), "mark": {"type": "rule", "color": FAINT}, "encoding": {"x": {"datum": 0, **x}}},
            {"data": data(values), "mark": {"type": "rule", "color": NEUTRAL, "strokeWidth": 2},
             "encoding": {"y": y, "x": {"field": "words", **x}, "x2": {"field": "deeds"}}},
            {"data": data(ends), "mark": {"type": "point", "filled": True, "size": 85, "opacity": 1},
             "encoding": {
                 "y": y, "x": {"field": "score", **x},
                 "shape": {"field": "channel", "type": "nominal", "scale": SHAPES,
                           "legend": {"title": None, "orient": "bottom", "symbolFillColor": INK,
                                      "symbolStrokeColor": INK}},
                 "color": _direction("score"),
                 "tooltip": [{"field": name} for name in ("name", "channel", "score", "reports")]}},
        ],
    }  # fmt: skip


def _gaps(values: list[dict[str, Any]], y: Spec) -> Spec:
    x = {"type": "quantitative", "axis": {"title": "deeds warmer  ←  gap  →  words warmer"}}
    colour = {"condition": {"test": "datum.sure == 'sure'", "value": INK}, "value": "#B0B0B0"}
    return {
        "width": _NARROW,
        "height": {"step": _STEP},
        "data": data(values),
        "layer": [
            {"data": data([{}]), "mark": {"type": "rule", "color": FAINT}, "encoding": {"x": {"datum": 0, **x}}},
            {"mark": {"type": "rule", "strokeWidth": 2},
             "encoding": {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}, "color": colour}},
            {"mark": {"type": "circle", "size": 70, "opacity": 1},
             "encoding": {"y": y, "x": {"field": "gap", **x}, "color": colour,
                          "tooltip": [{"field": name} for name in ("name", "gap", "low", "high", "probability")]}},
        ],
    }  # fmt: skip


def _lane(values: list[dict[str, Any]], channel: str) -> Spec:
    """Months of one channel as dots sized by their reports, with whiskers; a gap where nothing is known."""
    known = [_bounded(value, channel) for value in values if value[channel] is not None]
    x = MONTH | {"axis": None}
    y = {
        "type": "quantitative",
        "scale": {"domain": [-1, 1]},
        "title": channel,
        "axis": {"values": [-1, -0.5, 0, 0.5, 1]},
    }
    return {
        "width": _WIDE + _NARROW,
        "height": _LANE,
        "layer": [
            zero_line(),
            {"data": data(known), "mark": {"type": "rule", "strokeWidth": 2, "clip": True},
             "encoding": {"x": x, "y": {"field": "least", **y}, "y2": {"field": "most"},
                          "color": _direction(channel)}},
            {"data": data(known), "mark": {"type": "circle", "opacity": 1},
             "encoding": {
                 "x": x, "y": {"field": channel, **y}, "color": _direction(channel),
                 "size": {"field": f"of_{channel}", "type": "quantitative", "legend": None,
                          "scale": {"type": "sqrt", "domainMin": 0, "range": [15, 240]}},
                 "tooltip": [{"field": name} for name in ("period", channel, f"of_{channel}")]}},
        ],
    }  # fmt: skip


def _bounded(value: dict[str, Any], channel: str) -> dict[str, Any]:
    """A month with the ends of its whisker: two standard errors either way."""
    mean, error = value[channel], value[f"{channel}_error"]
    return value | {"least": mean - 2 * error, "most": mean + 2 * error}


def _gap_lane(values: list[dict[str, Any]]) -> Spec:
    known = [value for value in values if value["gap"] is not None]
    y = {"type": "quantitative", "title": "gap", "axis": {"tickCount": 5}}
    fill = {"condition": {"test": "datum.sure == 'sure'", "value": INK}, "value": "white"}
    return {
        "width": _WIDE + _NARROW,
        "height": _LANE,
        "layer": [
            zero_line(),
            {"data": data(known), "mark": {"type": "rule", "color": NEUTRAL, "strokeWidth": 2},
             "encoding": {"x": MONTH, "y": {"field": "low", **y}, "y2": {"field": "high"}}},
            {"data": data(known), "mark": {"type": "point", "filled": True, "size": 70, "stroke": INK, "opacity": 1},
             "encoding": {"x": MONTH, "y": {"field": "gap", **y}, "fill": fill,
                          "tooltip": [{"field": name} for name in ("period", "gap", "low", "high", "probability")]}},
        ],
    }  # fmt: skip


def _direction(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "scale": DIRECTION, "legend": None}
