"""Charts of votes: who votes like whom, how that changed, and the blocs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from talleyrand.analyse.charts import CATEGORIES, FAINT, INK, NEUTRAL, Spec, chart, data

ENDS = 20
"""States shown at each end where there are more."""
_ROW = 15
_AGREEMENT = {"title": "agreement (1: always alike, 0: always opposed)", "format": ".1f", "tickCount": 6}
_SIDES = {"domain": ["most alike", "least alike"], "range": [CATEGORIES[0], CATEGORIES[1]]}


def pairs_chart(question: str, rows: Sequence[Any], days: str) -> Spec:
    """Return agreement by state with its interval: the twenty most and the twenty least alike."""
    if not rows:
        return {}
    cut = len(rows) > 2 * ENDS
    shown = [*rows[:ENDS], *rows[-ENDS:]] if cut else list(rows)
    values = [_pair(row, not cut or at < ENDS) for at, row in enumerate(shown)]
    most = max(row.shared for row in rows)
    part = f"the {ENDS} most and the {ENDS} least alike of {len(rows)}" if cut else f"all {len(rows)} states"
    subtitle = f"{part}; n up to {most:,} shared roll calls, {days}; bars are intervals, pale dots fewer roll calls"
    names = [value["label"] for value in values]
    body: Spec = {
        "data": data(values),
        "height": _ROW * len(values),
        "width": 560,
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": names, "axis": {"title": None, "ticks": False}}
        },
        "layer": [_interval("low", "high"), _dots()],
    }
    return chart(question, body, subtitle=subtitle)


def _pair(row: Any, near: bool) -> dict[str, Any]:
    label = row.name if row.name else row.other
    return {
        "label": label,
        "iso3": row.other,
        "agreement": row.agreement,
        "low": row.low,
        "high": row.high,
        "shared": row.shared,
        "side": "most alike" if near else "least alike",
    }


def _interval(low: str, high: str) -> Spec:
    return {
        "mark": {"type": "rule", "strokeWidth": 2, "color": FAINT},
        "encoding": {
            "x": {"field": low, "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": _AGREEMENT},
            "x2": {"field": high},
        },
    }


def _dots() -> Spec:
    return {
        "mark": {"type": "point", "filled": True, "size": 50},
        "encoding": {
            "x": {"field": "agreement", "type": "quantitative"},
            "color": {"field": "side", "type": "nominal", "scale": _SIDES, "legend": None},
            "shape": {
                "field": "side", "type": "nominal", "legend": None,
                "scale": {"domain": _SIDES["domain"], "range": ["circle", "square"]},
            },
            "opacity": {
                "field": "shared", "type": "quantitative", "legend": None,
                "scale": {"domain": [0, 30], "range": [0.3, 1], "clamp": True},
            },
            "tooltip": [{"field": name} for name in ("label", "agreement", "shared")],
        },
    }  # fmt: skip


def changes_chart(question: str, rows: Sequence[Any]) -> Spec:
    """Return agreement by period with its band (of one pair), or the states that moved most."""
    if not rows:
        return {}
    return _path(question, rows) if len({row.other for row in rows}) == 1 else _movers(question, rows)


def _path(question: str, rows: Sequence[Any]) -> Spec:
    number = sum(row.shared for row in rows)
    subtitle = (
        f"n = {number:,} shared roll calls, {rows[0].period} to {rows[-1].period}; bars are intervals, filled: moved"
    )
    lead = rows[0].period.rpartition(" ")[0]
    first, last = (int(row.period.split()[-1]) for row in (rows[0], rows[-1]))
    every = [f"{lead} {number}".strip() for number in range(first, last + 1)]
    axis = {"title": None, "labelAngle": 0}
    x = {"field": "period", "type": "ordinal", "axis": axis, "scale": {"domain": every}}
    scale = {"domain": [0, 1]}
    y = {"field": "agreement", "type": "quantitative", "scale": scale, "axis": {**_AGREEMENT, "title": "agreement"}}
    band = {
        "mark": {"type": "rule", "strokeWidth": 5, "color": FAINT},
        "encoding": {"x": x, "y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
    }
    line = {
        "mark": {"type": "line", "color": NEUTRAL, "strokeWidth": 1},
        "encoding": {"x": x, "y": y, "detail": {"field": "run"}},
    }
    fill = {"condition": {"test": "datum.moved", "value": CATEGORIES[0]}, "value": "white"}
    dots = {
        "mark": {"type": "point", "size": 70, "stroke": CATEGORIES[0], "opacity": 1},
        "encoding": {"x": x, "y": y, "fill": fill},
    }
    number_text = {
        "mark": {"type": "text", "dy": -6, "fontSize": 9, "color": NEUTRAL},
        "encoding": {"x": x, "y": {"datum": 0}, "text": {"field": "count"}},
    }
    layers = [band, *([line] if len(rows) > 1 else []), dots, number_text]
    return chart(question, {"data": data(_runs(rows)), "layer": layers}, subtitle=subtitle)


def _runs(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """The rows with the number of their unbroken run of periods: a line never spans one without votes."""
    values: list[dict[str, Any]] = []
    for row in rows:
        at = int(row.period.split()[-1])
        run = 0 if not values else values[-1]["run"] + (at - values[-1]["at"] > 1)
        values.append({**_change(row), "count": f"n {row.shared}", "at": at, "run": run})
    return values


def _movers(question: str, rows: Sequence[Any]) -> Spec:
    shown = sorted(rows[: 2 * ENDS], key=lambda row: -(row.change or 0.0))
    values = [_change(row) for row in shown]
    spans = [f"{row.before} to {row.period}" for row in shown]
    usual = max(sorted(set(spans)), key=spans.count)
    few, many = min(row.shared for row in shown), max(row.shared for row in shown)
    most = f"the {len(shown)} that changed most of {len(rows)}"
    subtitle = f"{usual} unless said; {most}; n {few} to {many}; hollow: may be chance"
    for value, span in zip(values, spans, strict=True):
        value["name"] += "" if span == usual else f" ({span})"
    axis = {"title": "change of agreement", "format": "+.1f"}
    names = [value["name"] for value in values]
    filled = {"condition": {"test": "datum.moved", "value": INK}, "value": "white"}
    layers = [
        {"mark": {"type": "rule", "color": FAINT}, "data": {"values": [{}]}, "encoding": {"x": {"datum": 0}}},
        {
            "mark": {"type": "rule", "strokeWidth": 2, "color": FAINT},
            "encoding": {
                "y": {"field": "name", "type": "nominal", "sort": names, "axis": {"title": None, "ticks": False}},
                "x": {"field": "change_low", "type": "quantitative", "axis": axis},
                "x2": {"field": "change_high"},
            },
        },
        {
            "mark": {"type": "point", "size": 45, "stroke": INK, "opacity": 1},
            "encoding": {
                "y": {"field": "name", "type": "nominal", "sort": names},
                "x": {"field": "change", "type": "quantitative"},
                "fill": filled,
            },
        },
    ]
    body: Spec = {"data": data(values), "height": _ROW * len(values), "width": 560, "layer": layers}
    return chart(question, body, subtitle=subtitle)


def _change(row: Any) -> dict[str, Any]:
    fields = ("other", "name", "period", "agreement", "low", "high", "change", "change_low", "change_high", "moved")
    return {field: getattr(row, field) for field in fields}


def blocs_chart(question: str, rows: Sequence[Any], days: str) -> Spec:
    """Return each bloc's cohesion with its interval, its members beside it."""
    if not rows:
        return {}
    values = [
        {"bloc": f"bloc {row.bloc}: {row.members} states", "cohesion": row.cohesion, "low": row.low, "high": row.high,
         "who": " ".join(row.states[:30]) + (" ..." if row.members > 30 else ""), "states": list(row.states)}
        for row in rows
    ]  # fmt: skip
    names = [value["bloc"] for value in values]
    subtitle = f"{sum(row.members for row in rows)} states, {rows[0].roll_calls:,} contested roll calls, {days}"
    y = {"field": "bloc", "type": "nominal", "sort": names, "axis": {"title": None, "ticks": False}}
    axis = {"title": "cohesion (agreement index: 1 all alike, 0 evenly divided)", "tickCount": 6}
    x = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}
    layers = [
        {"mark": {"type": "rule", "strokeWidth": 3, "color": FAINT},
         "encoding": {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}}},
        {"mark": {"type": "point", "filled": True, "size": 70, "color": CATEGORIES[0], "opacity": 1},
         "encoding": {"y": y, "x": {"field": "cohesion", **x}}},
        {"mark": {"type": "text", "align": "left", "fontSize": 9, "dy": 15, "color": NEUTRAL},
         "encoding": {"y": y, "x": {"datum": 0.01}, "text": {"field": "who"}}},
    ]  # fmt: skip
    return chart(question, {"data": data(values), "height": 48 * len(rows), "layer": layers}, subtitle=subtitle)
