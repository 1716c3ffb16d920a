"""Charts of ideal points: all states in the last period, or the paths of those asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from talleyrand.analyse.charts import CATEGORIES, FAINT, INK, NEUTRAL, Spec, chart, data

LANDMARKS = ("USA", "CHN", "RUS", "GBR", "FRA")
"""The permanent members: named wherever there is room, and drawn behind the paths of others."""
ENDS = 6
_STEP = 4.2
_LINE = 0.04
"""Height of a name, as a share of the chart."""
_ROOM = 3
"""Ranks between two names, so that they don't run into each other."""


def points_chart(
    question: str, everybody: Sequence[Any], periods: Sequence[str], asked: Sequence[str], few: int
) -> Spec:
    """Return the paths of the states asked for, or all states in the last period; empty without points.

    `few` are the votes below which a state's place is mostly that of other periods: a period in which most have fewer
    is not the one drawn.
    """
    shown = [row for row in everybody if row.state in asked] if asked else everybody
    if not shown:
        return {}
    if asked and len({row.period for row in shown}) > 1:
        return _paths(question, shown, [row for row in everybody if row.state not in asked], periods)
    return _ranks(question, everybody, asked, few)


def _ranks(question: str, rows: Sequence[Any], asked: Sequence[str], few: int) -> Spec:
    well = Counter(row.period for row in rows if row.votes >= few) or Counter(row.period for row in rows)
    last = max((period for period, count in well.items() if 2 * count >= max(well.values())), key=_in_order)
    states = sorted((row for row in rows if row.period == last), key=lambda row: row.value)
    named = _named([row.state for row in states], asked)
    values = [
        {"iso3": row.state, "name": row.name, "period": row.period, "value": row.value, "low": row.low,
         "high": row.high, "votes": row.votes, "rank": at, "label": row.name if at in named else ""}
        for at, row in enumerate(states)
    ]  # fmt: skip
    number = sum(row.votes for row in states)
    subtitle = f"{len(states)} states in {last}, n = {number:,} votes; lines are intervals; one dimension, mean 0, sd 1"
    y = {
        "field": "rank",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-2, len(states) + 1], "nice": False},
    }
    blue = {"condition": {"test": "datum.label != ''", "value": CATEGORIES[0]}, "value": NEUTRAL}
    tips = [{"field": name} for name in ("name", "value", "low", "high", "votes")]
    low = {"field": "low", "type": "quantitative", "axis": {"title": "ideal point", "format": "+.0f", "tickMinStep": 1}}
    body: Spec = {
        "data": data(values),
        "height": max(160, round(_STEP * len(states))),
        "layer": [
            {"mark": {"type": "rule", "color": FAINT}, "data": {"values": [{}]}, "encoding": {"x": {"datum": 0}}},
            {"mark": {"type": "rule", "color": "#BBBBBB", "strokeWidth": 1.2},
             "encoding": {"y": y, "x": low, "x2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "size": 22, "opacity": 1},
             "encoding": {"y": y, "x": {"field": "value", "type": "quantitative"},
                          "color": blue, "tooltip": tips}},
            {"mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 11, "color": INK},
             "encoding": {"y": y, "x": {"field": "high", "type": "quantitative"}, "text": {"field": "label"}}},
        ],
    }  # fmt: skip
    return chart(question, body, subtitle=subtitle)


def _named(states: Sequence[str], asked: Sequence[str]) -> set[int]:
    """The ranks that get their names: whom is asked for, permanent members, the ends, then every so many."""
    place = {state: at for at, state in enumerate(states)}
    wanted = [place[state] for state in (*asked, *LANDMARKS) if state in place]
    wanted += [at for end in range(ENDS) for at in (end * _ROOM, len(states) - 1 - end * _ROOM)]
    wanted += range(0, len(states), 2 * _ROOM)
    named: set[int] = set()
    for at in wanted:
        if 0 <= at < len(states) and all(abs(at - other) >= _ROOM for other in named):
            named.add(at)
    return named


def _in_order(period: str) -> int:
    return int(period.rsplit(maxsplit=1)[-1])


def _paths(question: str, shown: Sequence[Any], others: Sequence[Any], periods: Sequence[str]) -> Spec:
    behind = [row for row in others if row.state in LANDMARKS]
    number = sum(row.votes for row in shown)
    subtitle = f"n = {number:,} votes, {periods[0]} to {periods[-1]}; bands are intervals; mean 0, sd 1 over all states"
    x = {
        "field": "period",
        "type": "ordinal",
        "axis": {"title": None, "labelAngle": 0},
        "scale": {"domain": list(periods)},
    }
    y = {"field": "value", "type": "quantitative", "axis": {"title": "ideal point", "format": "+.1f"}}
    names = list(dict.fromkeys(row.name for row in shown))
    colour = {"field": "name", "type": "nominal", "legend": None, "scale": {"domain": names, "range": list(CATEGORIES)}}
    name = {"type": "text", "align": "left", "dx": 8}
    ends = _ends([*shown, *behind])
    layers: list[Spec] = [
        {"data": data(_runs(behind, periods)), "mark": {"type": "line", "color": "#BBBBBB", "strokeWidth": 1},
         "encoding": {"x": x, "y": y, "detail": [{"field": "name"}, {"field": "run"}]}},
        {"data": data(_runs(shown, periods)), "mark": {"type": "area", "opacity": 0.2},
         "encoding": {"x": x, "y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"},
                      "color": colour, "detail": {"field": "run"}}},
        {"data": data(_runs(shown, periods)), "mark": {"type": "line", "strokeWidth": 2, "point": {"size": 30}},
         "encoding": {"x": x, "y": y, "color": colour, "detail": {"field": "run"}}},
        {"data": data(ends[len(names) :]), "mark": {**name, "fontSize": 10, "color": NEUTRAL},
         "encoding": {"x": x, "y": y, "text": {"field": "name"}}},
        {"data": data(ends[: len(names)]), "mark": {**name, "fontSize": 11, "fontWeight": 600},
         "encoding": {"x": x, "y": y, "text": {"field": "name"}, "color": colour}},
    ]  # fmt: skip
    return chart(question, {"height": 340, "layer": layers}, subtitle=subtitle)


def _runs(rows: Sequence[Any], periods: Sequence[str]) -> list[dict[str, Any]]:
    """The points with the number of their unbroken run of periods: a line never spans one without votes."""
    values: list[dict[str, Any]] = []
    for row in rows:
        at = periods.index(row.period)
        before = values[-1] if values and values[-1]["iso3"] == row.state else None
        run = 0 if before is None else before["run"] + (at - before["at"] > 1)
        values.append(
            {"iso3": row.state, "name": row.name, "period": row.period, "value": row.value, "low": row.low,
             "high": row.high, "votes": row.votes, "at": at, "run": run}
        )  # fmt: skip
    return values


def _ends(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Where each path ends, moved apart so that the names can be read."""
    last = {row.state: row for row in rows}
    values = [{"name": row.name, "period": row.period, "value": row.value} for row in last.values()]
    gap = _LINE * (max(row.high for row in rows) - min(row.low for row in rows))
    below: dict[str, float] = {}
    for value in sorted(values, key=lambda value: value["value"]):
        floor = below.get(value["period"])
        value["value"] = value["value"] if floor is None else max(value["value"], floor + gap)
        below[value["period"]] = value["value"]
    return values
