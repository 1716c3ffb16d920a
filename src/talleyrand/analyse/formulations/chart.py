"""The chart of formulations: a line for each phrase from its first to its last use, a tick for each text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from talleyrand.analyse.charts import CATEGORIES, FAINT, INK, NEUTRAL, Spec, chart, data, time

MOST_LINES = 30
"""Lines that a reader can still tell apart."""
LONGEST_LABEL = 56
STEP = 19
_COLOUR, _GONE = CATEGORIES[0], NEUTRAL


class Row(Protocol):
    """What is drawn of a formulation."""

    @property
    def phrase(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def new(self) -> bool: ...
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def independent(self) -> int: ...


def draw_phrases(
    question: str, lines: Sequence[tuple[Row, Sequence[date]]], period: tuple[date, date] | None, texts: int
) -> Spec:
    """Return the chart of the first lines, by first use; empty without any. `texts` is how many were read."""
    drawn = sorted(lines[:MOST_LINES], key=lambda line: (line[0].first, line[0].last, line[0].phrase))
    if not drawn or period is None:
        return {}
    labels = [f"{_short(row.phrase)} ({row.independent})" for row, _ in drawn]
    bars = [
        {"phrase": label, "first": row.first, "last": row.last, "standing": _standing(row)}
        for label, (row, _) in zip(labels, drawn, strict=True)
    ]
    ticks = [
        {"phrase": label, "day": day, "standing": _standing(row)}
        for label, (row, days) in zip(labels, drawn, strict=True)
        for day in days
    ]
    y = {"field": "phrase", "type": "nominal", "sort": labels, "axis": _AXIS}
    begin, end = min(period[0], *(row.first for row, _ in drawn)), max(period[1], *(row.last for row, _ in drawn))
    x_scale = {"scale": {"domain": [begin.isoformat(), end.isoformat()]}}
    colour = {
        "field": "standing",
        "type": "nominal",
        "scale": _STANDINGS,
        "legend": {"title": None, "orient": "bottom", "symbolOpacity": 1},
    }
    body: Spec = {
        "height": {"step": STEP},
        "layer": [
            {
                "data": data(bars),
                "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.45},
                "encoding": {"y": y, "x": time("first", **x_scale), "x2": {"field": "last"}, "color": colour},
            },
            {
                "data": data(ticks),
                "mark": {"type": "tick", "thickness": 1.5, "size": 11, "opacity": 0.8},
                "encoding": {"y": y, "x": time("day", **x_scale), "color": colour},
            },
            {
                "data": data([bar for bar in bars if bar["standing"] == DROPPED_LABEL]),
                "mark": {"type": "point", "shape": "circle", "filled": False, "size": 55, "strokeWidth": 1.5},
                "encoding": {"y": y, "x": time("last", **x_scale), "color": colour},
            },
        ],
    }
    subtitle = [
        f"{begin.isoformat()} to {end.isoformat()}, {texts:,} texts; in brackets the texts that use a phrase",
        "a tick is a text that uses it; an open circle ends a phrase whose later silence is improbable (P < 0.05)",
    ]
    if len(lines) > len(drawn):
        subtitle[0] += f"; the first {len(drawn)} of {len(lines)}"
    return chart(question, body, subtitle=subtitle)


DROPPED_LABEL = "dropped"
_STANDINGS = {"domain": ["in use", "new in this time", DROPPED_LABEL], "range": [INK, _COLOUR, _GONE]}
_AXIS = {"title": None, "labelLimit": 420, "domain": False, "ticks": False, "grid": True, "gridColor": FAINT}


def _standing(row: Row) -> str:
    if row.status == "dropped":
        return DROPPED_LABEL
    return "new in this time" if row.new else "in use"


def _short(phrase: str) -> str:
    return phrase if len(phrase) <= LONGEST_LABEL else phrase[: LONGEST_LABEL - 2].rsplit(" ", 1)[0] + " …"
