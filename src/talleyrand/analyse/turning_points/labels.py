"""Labels beside the rules of turning points, placed so that they don't run into each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from talleyrand.analyse.charts import INK, WIDTH, Spec, data
from talleyrand.analyse.turning_points.search import TurningPoint

NEAR = timedelta(days=7)
"""Turning points no further apart share a label."""
SIZE, LINE, LETTER = 9.5, 12, 5.2
"""The size of letters, the height of lines, and the width of a letter on average, in pixels."""
GAP = 4
MOST = 5
"""Labels that say what moved; where there are more, all give the day alone, and the table the rest."""
_EDGE = {"stroke": "white", "strokeWidth": 3, "strokeOpacity": 0.85, "strokeJoin": "round"}


@dataclass(frozen=True, slots=True)
class Box:
    """Where a label stands in its panel, in pixels."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def groups_of(turns: Sequence[TurningPoint]) -> list[list[TurningPoint]]:
    """Return neighbours together, in order of time."""
    groups: list[list[TurningPoint]] = []
    for turn in turns:
        if groups and turn.day - groups[-1][-1].day <= NEAR:
            groups[-1].append(turn)
        else:
            groups.append([turn])
    return groups


def placed(groups: Sequence[Sequence[TurningPoint]], days: Sequence[str], height: int) -> list[list[Spec]]:
    """Return the layers of each group's label in a panel: what moved, or where no room is, the day alone."""
    first, last = (date.fromisoformat(day) for day in days)
    taken: list[Box] = []
    labels = []
    for group in groups:
        brief = len(groups) > MOST
        at = (group[0].day - first).days / max((last - first).days, 1) * WIDTH
        lines = _lines(group)[: 1 if brief else None]
        box = _free(at, lines, taken, height)
        if box is None:
            lines = lines[:1]
            box = _free(at, lines, taken, height) or _box(at, lines, 0)
        taken.append(box)
        labels.append(_texts(group[0].day, lines, box, left=box.left < at))
    return labels


def written(day: date) -> str:
    """Return a day as charts write it.

    >>> written(date(2022, 2, 24))
    '24 Feb 2022'
    """
    return f"{day.day} {day:%b %Y}"


def _lines(group: Sequence[TurningPoint]) -> list[str]:
    days = sorted({turn.day for turn in group})
    head = written(days[0]) if len(days) == 1 else f"{days[0].day} {days[0]:%b} to {written(days[-1])}"
    return [head, *{turn.series: _moved(turn) for turn in reversed(group)}.values()]


def _moved(turn: TurningPoint) -> str:
    if turn.series == "score":
        return f"mean {turn.before:+.2f} to {turn.after:+.2f}".replace("-", "−")
    return f"{turn.series} {turn.before:.1f} to {turn.after:.1f} a week"


def _free(at: float, lines: Sequence[str], taken: Sequence[Box], height: int) -> Box | None:
    """Return the highest place that is free beside a rule."""
    for top in range(0, height - LINE * len(lines), LINE):
        box = _box(at, lines, top)
        if not any(box.meets(other) for other in taken):
            return box
    return None


def _box(at: float, lines: Sequence[str], top: float) -> Box:
    """Return the place of a label to the right of its rule, or to the left of it near the end of the panel."""
    width = GAP + LETTER * max(map(len, lines))
    left = at - width if at + width > WIDTH else at
    return Box(left, left + width, top, top + LINE * len(lines))


def _texts(day: date, lines: Sequence[str], box: Box, *, left: bool) -> list[Spec]:
    """Return the layers of a label: a white edge that keeps it readable over dots and bars, then its letters."""
    mark = {
        "type": "text",
        "baseline": "top",
        "fontSize": SIZE,
        "lineHeight": LINE,
        "lineBreak": "\n",
        "y": box.top + 1,
    }
    side = {"align": "right", "dx": -GAP} if left else {"align": "left", "dx": GAP}
    given = {"data": data([{"day": day, "label": "\n".join(lines)}]), "encoding": {"text": {"field": "label"}}}
    return [given | {"mark": {**mark, **side, "color": INK, **more}} for more in (_EDGE, {})]
