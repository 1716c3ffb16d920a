"""The chart of framing: the share of each competing term, step by step with its band; what is avoided is hollow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Protocol

from talleyrand.analyse.charts import CATEGORIES, NEUTRAL, WIDTH, Spec, chart, data, time
from talleyrand.analyse.shares import share_interval
from talleyrand.codebook.frames import frame_name

MOST_PANELS, MOST_TERMS = 4, 5
HEIGHT = 170
FEW = 10
"""Independent reports of the side that has most, below which no course of time is drawn."""
_SHAPES = {"avoided": "circle", "rejected": "cross"}
_SHARE: Spec = {
    "field": "share",
    "type": "quantitative",
    "scale": {"domain": [0, 1]},
    "axis": {"title": None, "format": ".0%", "tickCount": 5},
}


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
    def independent(self) -> int: ...
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


def draw_terms(
    question: str, rows: Sequence[Row], steps: Sequence[TimeRow], avoided: Sequence[Avoided], level: float
) -> Spec:
    """Return a panel for each actor on the matter most spoken of, or for each matter of one actor; {} for none."""
    panels = list(dict.fromkeys((row.frame, row.actor) for row in rows))
    panels += [key for key in dict.fromkeys((row.frame, row.actor) for row in avoided if row.day) if key not in panels]
    if not panels:
        return {}
    if len({actor for _, actor in panels}) > 1:
        panels = [key for key in panels if key[0] == panels[0][0]]
    scenes = [_Scene.of(key, rows, steps, avoided, level) for key in panels[:MOST_PANELS]]
    course = len({begin for scene in scenes for begin in scene.begins}) > 1 and max(map(_reports, scenes)) >= FEW
    days = [day for scene in scenes for day in scene.days] if course else []
    counts = "; above, the independent reports of each step" if course else ""
    subtitle = [f"share of each term with its {level:.0%} interval, n independent reports{counts}"]
    if any(scene.hollow for scene in scenes):
        subtitle.append("hollow: a term avoided or rejected, in no share")
    if len(panels) > len(scenes):
        subtitle.append(f"{len(scenes)} of {len(panels)} panels, those with most reports")
    span = (min(days), max(days)) if days else None
    body = {
        "vconcat": [_panel(scene, span) for scene in scenes],
        "spacing": 22,
        "resolve": {"scale": {"color": "independent", "shape": "independent"}},
    }
    return chart(question, body, subtitle=subtitle)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What one panel shows; `terms` are those of the matter, whoever uses them, so that a colour is one term."""

    key: tuple[str, str]
    terms: tuple[str, ...]
    rows: tuple[Row, ...]
    steps: tuple[TimeRow, ...]
    hollow: tuple[Avoided, ...]
    level: float

    @classmethod
    def of(
        cls,
        key: tuple[str, str],
        rows: Sequence[Row],
        steps: Sequence[TimeRow],
        avoided: Sequence[Avoided],
        level: float,
    ) -> _Scene:
        """Return the scene of an actor and a matter."""
        said: Counter[str] = Counter()
        for row in rows:
            if row.frame == key[0]:
                said[row.term] += row.independent
        hollow = tuple(row for row in avoided if (row.frame, row.actor) == key and row.day is not None)
        leading = [term for term, _ in said.most_common(MOST_TERMS)]
        terms = tuple(dict.fromkeys([*leading, *(row.term for row in hollow)]))[: len(CATEGORIES)]
        mine = tuple(row for row in rows if (row.frame, row.actor) == key)
        return cls(key, terms, mine, tuple(row for row in steps if (row.frame, row.actor) == key), hollow, level)

    @property
    def names(self) -> list[str]:
        """The terms that this panel shows."""
        own = {row.term for row in self.rows} | {row.term for row in self.hollow}
        return [term for term in self.terms if term in own]

    @property
    def days(self) -> list[date]:
        """The days on which anything stands."""
        return [*self.begins, *(row.day for row in self.hollow if row.day is not None)]

    @property
    def begins(self) -> list[date]:
        """The steps of time in which something is said."""
        return sorted({row.since for row in self.steps})


def _panel(scene: _Scene, span: tuple[date, date] | None) -> Spec:
    frame, actor = scene.key
    title = {
        "text": f"{actor} on {frame_name(frame)} (n = {_reports(scene)})",
        "fontSize": 12,
        "fontWeight": 600,
        "dy": -6,
    }
    colour = {
        "field": "term",
        "type": "nominal",
        "scale": {"domain": scene.names, "range": [CATEGORIES[scene.terms.index(term)] for term in scene.names]},
        "legend": {"title": None, "symbolType": "circle", "symbolOpacity": 1, "labelLimit": 170} if span else None,
    }
    panel: Spec = {"title": {**title, "anchor": "start", "frame": "group"}, "width": WIDTH - 120}
    if span is None:
        return panel | {"height": {"step": 24}, "layer": _intervals(scene, colour)}
    x = time("since", scale={"domain": [day.isoformat() for day in span], "padding": 14})
    return panel | {
        "height": HEIGHT,
        "layer": [*_lines(scene, colour, x), *_hollow(scene, colour, {"x": x, "y": _SHARE})],
    }


def _reports(scene: _Scene) -> int:
    return scene.rows[0].of if scene.rows else 0


def _lines(scene: _Scene, colour: Spec, x: Spec) -> list[Spec]:
    """Lines with bands and points; a step in which nothing is said breaks the line."""
    if not scene.steps:
        return []
    values = [value for term in scene.terms if _used(scene, term) for value in _course(scene, term)]
    band = {"x": x, "y": {**_SHARE, "field": "low"}, "y2": {"field": "high"}, "color": colour}
    tooltip = [{"field": name} for name in ("term", "since", "share", "low", "high", "n")]
    said = {row.since: row.of for row in scene.steps}
    counts = [{"since": begin, "n": f"{reports}"} for begin, reports in sorted(said.items())]
    number = {"type": "text", "color": NEUTRAL, "fontSize": 9, "dy": -7}
    return [
        {"data": data(values), "mark": {"type": "area", "opacity": 0.13}, "encoding": band},
        {
            "data": data([v for v in values if v["share"] is not None]),
            "mark": {"type": "rule", "opacity": 0.3},
            "encoding": band,
        },
        {
            "data": data(values),
            "mark": {"type": "line", "strokeWidth": 1.8, "point": {"size": 28}},
            "encoding": {"x": x, "y": _SHARE, "color": colour, "tooltip": tooltip},
        },
        {"data": data(counts), "mark": number, "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "n"}}},
    ]


def _used(scene: _Scene, term: str) -> bool:
    return any(row.term == term for row in scene.rows)


def _course(scene: _Scene, term: str) -> Iterator[dict[str, Any]]:
    """The share of a term in each step: with none said nothing is known, of others said it is 0 with its interval."""
    known = {row.since: row for row in scene.steps if row.term == term}
    said = {row.since: row.of for row in scene.steps}
    for begin in _every(scene.begins):
        figures: tuple[float | None, float | None, float | None] = (None, None, None)
        if begin in known:
            figures = known[begin].share, known[begin].low, known[begin].high
        elif begin in said:
            figures = share_interval(0, said[begin], scene.level)
        yield {
            "since": begin,
            "term": term,
            "n": said.get(begin, 0),
            **dict(zip(("share", "low", "high"), figures, strict=True)),
        }


def _every(begins: Sequence[date]) -> list[date]:
    """All steps from the first to the last, as far apart as the two nearest of them: months, quarters or years."""
    months = [begin.year * 12 + begin.month - 1 for begin in begins]
    step = min((later - before for before, later in pairwise(months)), default=1)
    return [date(month // 12, month % 12 + 1, 1) for month in range(months[0], months[-1] + 1, step)]


def _intervals(scene: _Scene, colour: Spec) -> list[Spec]:
    """A point with its interval for each term, where there is too little for a course of time."""
    mine = [row for row in scene.rows if row.term in scene.names]
    values = [{"term": row.term, "share": row.share, "low": row.low, "high": row.high} for row in mine]
    y: Spec = {"field": "term", "type": "nominal", "sort": scene.names, "axis": {"title": None, "labelLimit": 200}}
    between = {"y": y, "x": {**_SHARE, "field": "low"}, "x2": {"field": "high"}, "color": colour}
    point = {"type": "point", "filled": True, "size": 60, "opacity": 1}
    return [
        {"data": data(values), "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.5}, "encoding": between},
        {"data": data(values), "mark": point, "encoding": {"y": y, "x": _SHARE, "color": colour}},
        *_hollow(scene, colour, {"x": _SHARE, "y": y}),
    ]


def _hollow(scene: _Scene, colour: Spec, axes: Spec) -> list[Spec]:
    if not scene.hollow:
        return []
    values = [{"since": row.day, "term": row.term, "use": row.use, "share": 0.0} for row in scene.hollow]
    uses = sorted({row.use for row in scene.hollow})
    shape = {"domain": uses, "range": [_SHAPES.get(use, "circle") for use in uses]}
    encoding = {
        **axes,
        "color": colour,
        "shape": {"field": "use", "type": "nominal", "scale": shape, "legend": {"title": None}},
        "tooltip": [{"field": name} for name in ("term", "use", "since")],
    }
    mark = {"type": "point", "filled": False, "size": 80, "strokeWidth": 1.8}
    return [{"data": data(values), "mark": mark, "encoding": encoding}]
