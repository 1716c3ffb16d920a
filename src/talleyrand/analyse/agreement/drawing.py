"""The chart of agreement: every coefficient with its interval, against Krippendorff's bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence

from talleyrand.analyse.agreement.krippendorff import RELIABLE, TENTATIVE
from talleyrand.analyse.agreement.rows import AgreementRow
from talleyrand.analyse.charts import FAINT, FRIENDLY, HOSTILE, INK, NEUTRAL, Spec, chart

_STEP = 24
_WIDTH = 480
_COLOURS = {
    "reliable": FRIENDLY,
    "tentative conclusions only": NEUTRAL,
    "undecided": NEUTRAL,
    "not reliable": HOSTILE,
    "too few": FAINT,
    "": INK,
}


def draw_agreement(question: str, rows: Sequence[AgreementRow]) -> Spec:
    """Return the coefficients as dots with bars; empty where none has a value."""
    shown = _shown(rows)
    if not shown:
        return {}
    several = len({row.between for row in shown}) > 1
    values = [_plain(row, several=several) for row in shown]
    names = [value["name"] for value in values]
    x = {"field": "value", "type": "quantitative", "scale": {"domain": _domain(shown)}, "axis": {"title": None}}
    y = {"field": "name", "type": "nominal", "sort": names, "axis": {"title": None, "labelLimit": 420}}
    bars = {"x": x | {"field": "low"}, "x2": {"field": "high"}, "y": y}
    colour = {
        "field": "judgement",
        "scale": {"domain": list(_COLOURS), "range": list(_COLOURS.values())},
        "legend": None,
    }
    body = {
        "width": _WIDTH,
        "height": _STEP * len(names),
        "data": {"values": values},
        "layer": [
            _bound(TENTATIVE),
            _bound(RELIABLE),
            {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": bars | {"color": colour}},
            {"mark": {"type": "point", "filled": True, "size": 70}, "encoding": {"x": x, "y": y, "color": colour}},
            {
                "mark": {"type": "text", "align": "left", "fontSize": 11, "color": INK},
                "encoding": {"x": {"value": _WIDTH + 12}, "y": y, "text": {"field": "told"}},
            },
        ],
    }
    between = "" if several else f"{shown[0].between}. "
    subtitle = [
        f"{between}Dots with 90 % intervals; n is the number of units coded twice, or of records reviewed",
        "Dashed: Krippendorff's bounds, 0.667 for tentative conclusions and 0.8 for reliable ones",
    ]
    return chart(question, body, subtitle=subtitle)


def _shown(rows: Sequence[AgreementRow]) -> list[AgreementRow]:
    """The rows with a value; kappa only where alpha does not stand beside it."""
    alphas = {(row.between, row.field) for row in rows if row.coefficient.startswith("alpha")}
    known = [row for row in rows if row.value is not None]
    return [row for row in known if row.coefficient != "kappa" or (row.between, row.field) not in alphas]


def _plain(row: AgreementRow, *, several: bool) -> Spec:
    low, high = row.low if row.low is not None else row.value, row.high if row.high is not None else row.value
    return {
        "name": f"{f'{row.between}: ' if several else ''}{row.field}, {row.coefficient}",
        "value": row.value,
        "low": low,
        "high": high,
        "judgement": row.judgement,
        "told": f"{row.value:.2f}, n = {row.units:,}",
    }


def _domain(rows: Sequence[AgreementRow]) -> list[float]:
    least = min(low for row in rows for low in (row.value, row.low) if low is not None)
    return [min(0.0, math.floor(least * 10) / 10), 1.0]


def _bound(at: float) -> Spec:
    return {
        "mark": {"type": "rule", "color": NEUTRAL, "strokeDash": [3, 3]},
        "data": {"values": [{}]},
        "encoding": {"x": {"datum": at, "type": "quantitative"}},
    }
