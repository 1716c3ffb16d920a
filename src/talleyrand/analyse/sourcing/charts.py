"""Sourcing drawn: a bar for each type of source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from talleyrand.analyse import charts
from talleyrand.analyse.sourcing.rows import TypeRow

Spec = dict[str, Any]
_BAR = 30
_DOUBTFUL = ("anonymous", "state media")
"""Types that a reader should see at once."""


def draw_types(question: str, rows: Sequence[TypeRow], records: int, independent: int) -> Spec:
    """Return shares of types as bars with intervals and counts; empty without a record."""
    if not rows:
        return {}
    values = [
        {
            "source": row.words,
            "share": row.share,
            "low": row.low,
            "high": row.high,
            "label": f"{row.share:.0%} · {row.independent:,} independent, {row.records:,} records",
            "doubtful": row.type in _DOUBTFUL,
        }
        for row in sorted(rows, key=lambda row: -row.share)
    ]
    y = {"field": "source", "type": "nominal", "sort": None, "axis": {"title": None, "domain": False, "ticks": False}}
    x = {
        "field": "share",
        "type": "quantitative",
        "axis": {"format": "%", "title": "share of independent reports", "tickCount": 5},
        "scale": {"domain": [0, min(1, max(row.high for row in rows) * 1.05)]},
    }
    ink = {"condition": {"test": "datum.doubtful", "value": charts.HOSTILE}, "value": charts.NEUTRAL}
    body = {
        "height": {"step": _BAR},
        "data": charts.data(values),
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "bar", "height": 14, "opacity": 0.75},
                "encoding": {"x": x, "color": ink, "tooltip": [{"field": "label"}]},
            },
            {
                "mark": {"type": "rule", "color": charts.INK, "strokeWidth": 1.2},
                "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "color": charts.NEUTRAL, "fontSize": 10},
                "encoding": {"x": {"field": "high", "type": "quantitative"}, "text": {"field": "label"}},
            },
        ],
    }
    subtitle = [
        f"n = {independent:,} independent reports in {records:,} records",
        "The source nearest to the event; line: 90 % interval; red: unnamed sources and state media.",
    ]
    return charts.chart(question, body, subtitle=subtitle)
