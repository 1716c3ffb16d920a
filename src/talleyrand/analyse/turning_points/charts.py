"""The chart of turning points: scores, and reports a week, of words and of deeds, with the means of their segments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from talleyrand.analyse.charts import FRIENDLY, HOSTILE, INK, WIDTH, Spec, chart, data, zero_line
from talleyrand.analyse.dyads import Dyad, Place
from talleyrand.analyse.positions.charts import SURE, axis_of_time, dots, heading, marked, mean_axis, said
from talleyrand.analyse.turning_points.search import WEEK, Searched, Turn, axis, day_at

SCORES, COUNTS = 96, 130
"""Heights of the panels."""
CHANNELS: tuple[Place, ...] = ("words", "deeds")


def turning_chart(dyad: Dyad, searched: Sequence[Searched], turns: Sequence[Turn]) -> Spec:
    """Return the chart of a dyad's series with their turning points; empty where there is nothing."""
    if not searched:
        return {}
    drawn = [panel for channel in CHANNELS for panel in _panels(dyad, searched, turns, channel)]
    days = _days(dyad)
    panels = [
        {"width": WIDTH, "encoding": {"x": axis_of_time(days, last=at == len(drawn) - 1)}, **panel}
        for at, panel in enumerate(drawn)
    ]
    body = {"vconcat": panels, "spacing": 14, "resolve": {"scale": {"color": "independent"}}}
    question = f"When did {dyad.actor} turn toward {dyad.target}?"
    rule = f"rules: turning points of p ≤ {SURE:g}, with the means before and after; lines: means of segments"
    return chart(question, body, subtitle=[said(dyad), rule])


def _panels(dyad: Dyad, searched: Sequence[Searched], turns: Sequence[Turn], channel: Place) -> Iterable[Spec]:
    own = [one for one in searched if one.channel == channel]
    scores = [one for one in own if one.kind == "score"]
    counts = [one for one in own if one.kind != "score"]
    if scores:
        marks = marked([turn.row for turn in turns if turn.of in scores], _days(dyad), SCORES)
        layers = [zero_line(), dots(dyad[channel]), *_means(scores), *marks]
        yield {
            "height": SCORES,
            "title": heading(f"{channel.capitalize()}: what each day's reports say"),
            "layer": layers,
        }
    if counts:
        marks = marked([turn.row for turn in turns if turn.of in counts], _days(dyad), COUNTS)
        layers = [*(_bars(one) for one in counts), *_means(counts), zero_line(), *marks]
        title = heading(f"{channel.capitalize()}: independent reports a week, friendly above, hostile below")
        yield {"height": COUNTS, "title": title, "layer": layers}


def _days(dyad: Dyad) -> list[str]:
    first, last = axis(dyad)
    return [day_at(first).isoformat(), day_at(last + 1).isoformat()]


def _bars(one: Searched) -> Spec:
    """Return the reports of each week as bars, hostile ones downwards; the last week only when it is whole."""
    sign, colour = (1, FRIENDLY) if one.kind == "friendly" else (-1, HOSTILE)
    weeks = [
        {"day": day_at(one.days[at]), "end": day_at(one.days[at]) + timedelta(days=WEEK), "reports": sign * float(sums)}
        for at in range(0, len(one.days) - WEEK + 1, WEEK)
        if (sums := one.series.sums[at : at + WEEK].sum()) > 0
    ]
    y: Spec = {"field": "reports", "type": "quantitative"}
    y["axis"] = {"title": None, "tickCount": 5, "labelExpr": "abs(datum.value)"}
    encoding = {"x2": {"field": "end"}, "y": y, "y2": {"datum": 0}}
    return {"data": data(weeks), "mark": {"type": "rect", "color": colour, "opacity": 0.45}, "encoding": encoding}


def _means(series: Sequence[Searched]) -> Iterable[Spec]:
    """Yield the means of segments as level lines."""
    for one in series:
        sign = -1 if one.kind == "hostile" else 1
        colour = {"score": INK, "friendly": FRIENDLY, "hostile": HOSTILE}[one.kind]
        values = [
            {"day": _start(one, start), "end": _start(one, end), "mean": sign * one.mean(start, end)}
            for start, end in pairwise(one.edges)
        ]
        y = {"field": "mean", "type": "quantitative"} | (mean_axis() if one.kind == "score" else {})
        mark = {"type": "rule", "color": colour, "strokeWidth": 2}
        yield {"data": data(values), "mark": mark, "encoding": {"x2": {"field": "end"}, "y": y}}


def _start(one: Searched, place: int) -> date:
    return day_at(one.days[place]) if place < len(one.days) else day_at(one.days[-1]) + timedelta(days=1)
