"""The chart of positions: words above, deeds below, on one time axis, with bands, reports and turning points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import inf

import numpy as np

from talleyrand.analyse.charts import DIRECTION, INK, NEUTRAL, WIDTH, Spec, chart, data, time, zero_line
from talleyrand.analyse.dyads import Dyad, Place, Stance
from talleyrand.analyse.position_methods import Method
from talleyrand.analyse.position_rows import PositionRow
from talleyrand.analyse.resampling import totals
from talleyrand.analyse.turns import TurningPoint, find_turns

PANEL = 180
CHANNELS: tuple[Place, ...] = ("words", "deeds")
SURE = 0.05
"""Turning points of a larger p are in the table, not in charts."""
NEAR = timedelta(days=7)
"""Turning points no further apart share a label."""
LABEL_ROWS = 3
"""Rows over which labels are spread, so that they don't run into each other."""
MOST_LABELS = 7
"""Labels that say what moved; where there are more, all say the day alone."""
MOST_DAYS = 400
"""Days of reports above which dots stand for weeks."""
_NAMES: dict[Method, str] = {
    "local-level": "local level model",
    "half-life": "half-life weighted mean",
    "logit": "logit scale",
}
_STAGGER = 24
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
    how = f"{_NAMES[method]} with its {level:.0%} interval; dots: what each day's reports say, larger for more of them"
    return chart(f"Where does {dyad.actor} stand toward {dyad.target}?", body, subtitle=[said(dyad), how])


def said(dyad: Dyad) -> str:
    """Return how much there is, and of which days."""
    seen = dyad["all"]
    first, last = (_written(date.fromordinal(int(seen.days[at]))) for at in (0, -1))
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
    size = {
        "field": "reports",
        "type": "quantitative",
        "scale": {"range": [14, 260], "domainMin": 1},
        "legend": {"title": "independent reports", "orient": "right", "tickCount": 4, "format": "d"},
    }
    encoding = {
        "y": {"field": "score", "type": "quantitative", **mean_axis()},
        "size": size,
        "color": {"field": "score", "type": "quantitative", "scale": DIRECTION, "legend": None},
    }
    return {"data": data(values), "mark": {"type": "point", "filled": True, "opacity": 0.6}, "encoding": encoding}


def marked(turns: Iterable[TurningPoint]) -> list[Spec]:
    """Return rules at the turning points that are sure, neighbours under one label."""
    sure = sorted((turn for turn in turns if turn.p <= SURE), key=lambda turn: turn.day)
    if not sure:
        return []
    rule = {"type": "rule", "color": INK, "strokeDash": [3, 2], "strokeWidth": 0.8}
    groups = _groups(sure)
    labels = [_label(group, brief=len(groups) > MOST_LABELS) for group in groups]
    texts = [
        text for at, (group, label) in enumerate(zip(groups, labels, strict=True)) for text in _texts(group, label, at)
    ]
    return [{"data": data({"day": turn.day} for turn in sure), "mark": rule}, *texts]


def axis_of_time(days: Sequence[str], *, last: bool) -> Spec:
    """Return the x encoding of a panel over some days; only the last panel says which."""
    x = time("day", scale={"domain": list(days)})
    return x if last else x | {"axis": x["axis"] | {"labels": False}}


def heading(words: str) -> Spec:
    """Return the title of a panel."""
    return {"text": words, "frame": "group", "fontSize": 12, "fontWeight": 600, "color": INK, "offset": 6}


def _texts(group: Sequence[TurningPoint], label: str, at: int) -> list[Spec]:
    """Return a label beside its rule, with a white edge that keeps it readable over dots and bars."""
    place = {"type": "text", "align": "left", "baseline": "top", "dx": 4, "fontSize": 9.5, "lineBreak": "\n"}
    edge = {"stroke": "white", "strokeWidth": 3, "strokeOpacity": 0.85, "strokeJoin": "round"}
    y = 2 + at % LABEL_ROWS * _STAGGER
    given = {"data": data([{"day": group[0].day, "label": label}]), "encoding": {"text": {"field": "label"}}}
    return [given | {"mark": place | {"y": y, "color": INK} | more} for more in (edge, {})]


def _panel(
    dyad: Dyad, channel: Place, rows: Sequence[PositionRow], turns: Sequence[TurningPoint], *, logit: bool
) -> Spec:
    x = axis_of_time(_domain(dyad, rows), last=channel == CHANNELS[-1])
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
        layers += [dots(dyad[channel]), *marked(turn for turn in turns if turn.channel == channel)]
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
    line = {"type": "line", "color": INK, "strokeWidth": 1.6} if whole else {"type": "point", "color": INK}
    return [
        {"data": given, "mark": area, "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}}},
        {"data": given, "mark": line, "encoding": {"y": {**y, "field": "value"}}},
    ]


def _groups(turns: Sequence[TurningPoint]) -> list[list[TurningPoint]]:
    """Return neighbours together, as many groups as have room: those with the surest and the strongest."""
    groups: list[list[TurningPoint]] = []
    for turn in turns:
        if groups and turn.day - groups[-1][-1].day <= NEAR:
            groups[-1].append(turn)
        else:
            groups.append([turn])
    return groups


def _label(group: Sequence[TurningPoint], *, brief: bool) -> str:
    days = sorted({turn.day for turn in group})
    head = _written(days[0]) if len(days) == 1 else f"{days[0].day} {days[0]:%b} to {_written(days[-1])}"
    moved = {turn.series: _moved(turn) for turn in reversed(group)}
    return head if brief else "\n".join([head, *moved.values()])


def _moved(turn: TurningPoint) -> str:
    if turn.series == "score":
        return f"mean {turn.before:+.2f} to {turn.after:+.2f}".replace("-", "−")
    return f"{turn.series} {turn.before:.1f} to {turn.after:.1f} a week"


def _written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
