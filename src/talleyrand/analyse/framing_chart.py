"""The chart of framing: the share of each competing term, step by step with its band; what is avoided stands hollow below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from talleyrand.analyse.charts import CATEGORIES, NEUTRAL, WIDTH, Spec, chart, data, time

MOST_PANELS, MOST_TERMS = 4, 5
HEIGHT = 170
OTHERS = "other terms"


class Row(Protocol):
    """What is drawn of a term in all of the time."""

    @property
    def frame(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def term(self) -> str: ...
    @property
    def share(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def of(self) -> int: ...


class TimeRow(Row, Protocol):
    """The same in one step of time."""

    @property
    def since(self) -> date: ...


class Avoided(Protocol):
    """A term avoided or rejected."""

    @property
    def frame(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def term(self) -> str: ...
    @property
    def use(self) -> str: ...
    @property
    def day(self) -> date | None: ...


def draw_terms(question: str, rows: Sequence[Row], steps: Sequence[TimeRow], avoided: Sequence[Avoided]) -> Spec:
    """Return the chart: a panel for each actor on the matter most spoken of, then for further matters; {} without rows."""
    panels = list(dict.fromkeys((row.frame, row.actor) for row in rows))
    panels += [key for key in dict.fromkeys((row.frame, row.actor) for row in avoided if row.day) if key not in panels]
    if not panels:
        return {}
    shown = panels[:MOST_PANELS]
    whole = {(row.frame, row.actor): row.of for row in rows}
    subtitle = ["share of each term with its interval, n independent reports in each step; hollow: avoided or rejected"]
    if len(panels) > len(shown):
        subtitle.append(f"the {len(shown)} of {len(panels)} that are most spoken of")
    body = {"vconcat": [_panel(key, rows, steps, avoided, whole.get(key, 0)) for key in shown], "spacing": 26}
    return chart(question, body, subtitle=subtitle)


def _panel(
    key: tuple[str, str], rows: Sequence[Row], steps: Sequence[TimeRow], avoided: Sequence[Avoided], whole: int
) -> Spec:
    terms = [row.term for row in rows if (row.frame, row.actor) == key][:MOST_TERMS]
    mine = [row for row in steps if (row.frame, row.actor) == key]
    begins = sorted({row.since for row in mine})
    hollow = [row for row in avoided if (row.frame, row.actor) == key and row.day is not None]
    names = [*terms, *sorted({row.term for row in hollow} - set(terms))][: len(CATEGORIES)]
    colour = {
        "field": "term",
        "type": "nominal",
        "scale": {"domain": names, "range": list(CATEGORIES[: len(names)])},
        "legend": {"title": None, "orient": "right", "symbolType": "circle", "labelLimit": 180},
    }
    layers = _lines(terms, mine, begins, colour) if len(begins) > 1 else _intervals(key, terms, rows, colour)
    if len(begins) > 1 or not terms:
        layers += _hollow(hollow, colour)
    frame, actor = key
    title = {"text": f"{actor}: {frame.replace('-', ' ')} (n = {whole})", "fontSize": 12, "fontWeight": 600, "anchor": "start"}
    return {"title": title, "width": WIDTH - 120, "height": HEIGHT if len(begins) > 1 else {"step": 26}, "layer": layers,
            "resolve": {"scale": {"color": "shared"}}}


def _lines(terms: Sequence[str], steps: Sequence[TimeRow], begins: Sequence[date], colour: Spec) -> list[Spec]:
    """Lines with bands and points; a step in which nothing is said breaks the line."""
    known = {(row.since, row.term): row for row in steps}
    said = {row.since: row.of for row in steps}
    values: list[dict[str, Any]] = []
    for term in terms:
        for begin in _every(begins):
            row = known.get((begin, term))
            blank = {"share": 0.0, "low": 0.0, "high": 0.0} if begin in said else {"share": None, "low": None, "high": None}
            figures = {"share": row.share, "low": row.low, "high": row.high} if row else blank
            values.append({"since": begin, "term": term, "n": said.get(begin, 0), **figures})
    x = time("since", scale={"padding": 14})
    y = {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"title": None, "format": ".0%", "tickCount": 5}}
    counts = [{"since": begin, "n": f"{said[begin]}"} for begin in sorted(said)]
    tooltip = [{"field": name} for name in ("term", "since", "share", "low", "high", "n")]
    return [
        {"data": data(values), "mark": {"type": "area", "opacity": 0.15},
         "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "color": colour}},
        {"data": data(values), "mark": {"type": "line", "strokeWidth": 1.8, "point": {"size": 28}},
         "encoding": {"x": x, "y": y, "color": colour, "tooltip": tooltip}},
        {"data": data(counts), "mark": {"type": "text", "color": NEUTRAL, "fontSize": 9, "dy": -6},
         "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "n"}}},
    ]


def _every(begins: Sequence[date]) -> list[date]:
    """All steps from the first to the last, the shortest distance between two of them apart: months, quarters, years."""
    months = [begin.year * 12 + begin.month - 1 for begin in begins]
    step = min(later - before for before, later in zip(months, months[1:], strict=False))
    return [date(month // 12, month % 12 + 1, 1) for month in range(months[0], months[-1] + 1, step)]


def _intervals(key: tuple[str, str], terms: Sequence[str], rows: Sequence[Row], colour: Spec) -> list[Spec]:
    """A point with its interval for each term, where there is one step of time and so no course of time."""
    mine = [row for row in rows if (row.frame, row.actor) == key and row.term in terms]
    if not mine:
        return []
    values = [{"term": row.term, "share": row.share, "low": row.low, "high": row.high} for row in mine]
    y = {"field": "term", "type": "nominal", "sort": list(terms), "axis": {"title": None, "labelLimit": 200}}
    x = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"title": None, "format": ".0%"}}
    plain = {**colour, "legend": None}
    return [
        {"data": data(values), "mark": {"type": "rule", "strokeWidth": 2},
         "encoding": {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}, "color": plain}},
        {"data": data(values), "mark": {"type": "point", "filled": True, "size": 60},
         "encoding": {"y": y, "x": {"field": "share", **x}, "color": plain}},
    ]


def _hollow(avoided: Sequence[Avoided], colour: Spec) -> list[Spec]:
    if not avoided:
        return []
    values = [{"since": row.day, "term": row.term, "use": row.use, "share": 0.0} for row in avoided]
    encoding = {
        "x": time("since"),
        "y": {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]}},
        "color": colour,
        "shape": {"field": "use", "type": "nominal", "scale": {"domain": ["avoided", "rejected"], "range": ["circle", "cross"]},
                  "legend": {"title": None, "orient": "right"}},
        "tooltip": [{"field": name} for name in ("term", "use", "since")],
    }
    return [{"data": data(values), "mark": {"type": "point", "filled": False, "size": 80, "strokeWidth": 1.8}, "encoding": encoding}]
