"""The chart of forecasts: a reliability diagram above, the register over time below."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

import numpy as np

from talleyrand.analyse.charts import FAINT, INK, NEUTRAL, WIDTH, Spec, chart, data, time
from talleyrand.analyse.forecasts.scores import bins_of
from talleyrand.analyse.forecasts.tables import LeanRow, Scored

Z = 1.6448536269514722
"""The normal deviate of a 90 % interval."""
FAR = 10
"""Days are drawn that lie within so many times the middle half of all days from it."""
MOST_GROUPS, LONGEST_NAME = 12, 24
LIKELIHOODS = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "even chance",
    "likely",
    "very likely",
    "almost certain",
)
"""The seven likelihoods of ICD 203."""
_WORDS = ("filled:", "hollow:", "dotted:")
STATES = ("came as foretold", "came otherwise", "pending")
_SHARE = {
    "type": "quantitative",
    "scale": {"domain": [0, 1]},
    "axis": {"format": "%", "values": [0, 0.25, 0.5, 0.75, 1]},
}


class Drawn(Protocol):
    """What the strip needs of a row of the register."""

    @property
    def record(self) -> str: ...
    @property
    def day(self) -> date | None: ...
    @property
    def forecaster(self) -> str: ...
    @property
    def proposition(self) -> str: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def outcome(self) -> str: ...
    @property
    def suggested(self) -> str | None: ...


def draw_forecasts(
    question: str, rows: Sequence[Drawn], scored: Sequence[Scored], leans: Sequence[LeanRow], confirmed: bool
) -> Spec:
    """Return the chart; empty where no forecast has a day and none an outcome.

    `scored` are the forecasts with an outcome, `leans` how errors lean, `confirmed` whether persons said so or acts.
    """
    dated = [row for row in rows if row.day is not None and row.low is not None and row.high is not None]
    above = [part for part in (_reliability(scored, confirmed), _leaning(leans)) if part]
    parts = [part for part in ({"hconcat": above, "spacing": 40} if above else {}, _strip(dated)) if part]
    if not parts:
        return {}
    days = _near([row.day for row in dated if row.day])
    span = f", {days[0]} to {days[-1]}" if days else ""
    return chart(question, {"vconcat": parts, "spacing": 28}, subtitle=f"n = {len(rows):,} forecasts{span}")


def _near(days: Sequence[date]) -> list[date]:
    """The days in order, those left out that stand far from the rest: a misread year would squeeze all others."""
    ordered = sorted(days)
    if not ordered:
        return []
    first, last = ordered[len(ordered) // 4], ordered[3 * len(ordered) // 4]
    reach = max((last - first).days, 30) * FAR
    return [day for day in ordered if (first - day).days <= reach and (day - last).days <= reach]


def _reliability(scored: Sequence[Scored], confirmed: bool) -> Spec:
    """How often events came against how likely they were said to be, a mark for each likelihood of ICD 203."""
    if not scored:
        return {}
    middle, came = (np.array([float(getattr(one, name)) for one in scored]) for name in ("middle", "came"))
    bins = bins_of(middle)
    points = []
    for at in sorted(set(bins.tolist())):
        chosen = bins == at
        n, share = int(chosen.sum()), float(came[chosen].mean())
        low, high = wilson(share, n)
        points.append({"said": float(middle[chosen].mean()), "came": share, "low": low, "high": high, "n": n})
    x = {"field": "said", "title": "probability that the words gave", **_SHARE}
    y = {"field": "came", "title": "share that came", **_SHARE}
    line = {"data": data([{"said": 0, "came": 0}, {"said": 1, "came": 1}])}
    label = {"text": {"field": "label"}}
    layers: list[Spec] = [
        {**line, "mark": {"type": "line", "color": FAINT, "strokeDash": [4, 3]}},
        {"mark": {"type": "rule", "color": NEUTRAL}, "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}}},
        {"mark": {"type": "point", "filled": True, "color": INK, "opacity": 1, "size": 70}},
        {
            "transform": [{"calculate": "'n = ' + datum.n", "as": "label"}],
            "mark": {"type": "text", "align": "left", "dx": 8, "dy": -8, "color": INK},
            "encoding": label,
        },
    ]
    basis = "outcomes by persons" if confirmed else "outcomes as later acts suggest, confirmed by nobody"
    return {
        "title": {
            "text": "Did what was called likely come?",
            "subtitle": f"n = {len(scored):,}, {basis}; bars: 90 % intervals",
        },
        "data": data(points),
        "width": 300,
        "height": 300,
        "encoding": {"x": x, "y": y},
        "layer": layers,
    }


def _leaning(leans: Sequence[LeanRow]) -> Spec:
    """The mean error of each group with its interval, a line at none."""
    shown = [row for row in leans if row.events == "all" or row.group == "all"][:MOST_GROUPS]
    if not shown:
        return {}
    values = [
        {"group": _lane(row), "error": row.error, "low": row.low, "high": row.high, "n": row.questions} for row in shown
    ]
    x = {
        "field": "error",
        "type": "quantitative",
        "title": "probability given minus outcome",
        "scale": {"domain": [-1, 1]},
    }
    y, high = {"field": "group", "type": "nominal", "sort": None, "title": None}, {"field": "high"}
    return {
        "title": {"text": "Do errors lean one way?", "subtitle": "left: came more often than foretold; 90 % intervals"},
        "data": data(values),
        "width": 240,
        "height": 300,
        "layer": [
            {
                "data": data([{"error": 0}]),
                "mark": {"type": "rule", "color": NEUTRAL, "strokeDash": [4, 3]},
                "encoding": {"x": x},
            },
            {"mark": {"type": "rule", "color": NEUTRAL}, "encoding": {"x": {**x, "field": "low"}, "x2": high, "y": y}},
            {
                "mark": {"type": "point", "filled": True, "opacity": 1, "size": 60, "color": INK},
                "encoding": {"x": x, "y": y},
            },
        ],
    }


def _lane(row: LeanRow) -> str:
    events = "" if row.events == "all" else f", {row.events} events"
    name = row.group if len(row.group) <= LONGEST_NAME else row.group[: LONGEST_NAME - 1] + "…"
    return f"{name}{events} (n = {row.questions})"


def _strip(rows: Sequence[Drawn]) -> Spec:
    """Every forecast at its day and likelihood: filled where it came true, hollow where not, dotted while pending."""
    near = set(_near([row.day for row in rows if row.day]))
    shown = [row for row in rows if row.day in near]
    if not shown:
        return {}
    values = [_point(row, at) for at, row in enumerate(shown)]
    counts = Counter(value["state"] for value in values)
    told = "; ".join(f"{word} {state} {counts[state]:,}" for word, state in zip(_WORDS, STATES, strict=True))
    far = f"; {len(rows) - len(shown)} far off in time not drawn" if len(shown) < len(rows) else ""
    pending = f"datum.state == '{STATES[2]}'"
    encoding = {
        "x": time("day"),
        "y": {"field": "likelihood", "type": "ordinal", "scale": {"domain": LIKELIHOODS[::-1]}, "title": None},
        "yOffset": {"field": "shift", "type": "quantitative", "scale": {"domain": [-1.2, 1.2]}},
        "fillOpacity": {"condition": {"test": f"datum.state == '{STATES[0]}'", "value": 1}, "value": 0},
        "strokeDash": {"condition": {"test": pending, "value": [1.5, 2]}, "value": [1, 0]},
        "strokeOpacity": {"condition": {"test": pending, "value": 0.55}, "value": 1},
        "size": {"condition": {"test": pending, "value": 26}, "value": 60},
        "tooltip": [{"field": name} for name in ("day", "forecaster", "proposition", "state", "record")],
    }
    return {
        "title": {"text": "What was called how likely, and when", "subtitle": told + far},
        "data": data(values),
        "width": WIDTH - 80,
        "height": {"step": 34},
        "mark": {"type": "point", "color": INK, "fill": INK, "strokeWidth": 1.2},
        "encoding": encoding,
    }


def _point(row: Drawn, at: int) -> dict[str, Any]:
    truth = row.outcome if row.outcome in ("true", "false") else row.suggested
    middle = ((row.low or 0.0) + (row.high or 0.0)) / 2.0
    return {
        "record": row.record,
        "day": row.day,
        "forecaster": row.forecaster,
        "proposition": row.proposition,
        "likelihood": LIKELIHOODS[int(bins_of(np.array([middle]))[0])],
        "shift": at * 0.618034 % 1.0 * 2.0 - 1.0,
        "state": {"true": STATES[0], "false": STATES[1]}.get(truth or "", STATES[2]),
    }


def wilson(share: float, n: int) -> tuple[float, float]:
    """Return the 90 % interval of a share (Wilson 1927)."""
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)
