"""The chart of readouts side by side: what each side mentions, and what only one does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from talleyrand.analyse.accounts.sides import Comparison, Side, acts_in, parties_of, states_in, terms_in, words_only
from talleyrand.analyse.charts import FAINT, INK, NEUTRAL, Spec, chart

EVENTS = 2
MOST_ITEMS = 7
"""Items drawn of a kind: those mentioned most."""
WORDS = 4
LONGEST = 34
_STEP, _COLUMN, _LABELS = 19, 190, 190
_ALL, _SOME, _ONE = "both or all sides", "several sides", "this side alone"
_READ: tuple[tuple[str, Callable[[Side], Sequence[str]]], ...] = (
    ("act", acts_in),
    ("term", terms_in),
    ("state", states_in),
)


def draw_sides(question: str, compared: Sequence[Comparison], weights: Mapping[str, float]) -> Spec:
    """Return a matrix for each of the foremost events: what is mentioned in rows, the sides in columns."""
    shown = compared[:EVENTS]
    if not shown:
        return {}
    subtitle = [
        f"{len(compared)} event{'s' if len(compared) > 1 else ''} told by two sides or more"
        + (f", the {len(shown)} foremost" if len(compared) > EVENTS else ""),
        "Acts and terms as coded, states named besides the parties, and each side's rarest words; size is how often",
    ]
    body = {"vconcat": [_panel(one, weights) for one in shown], "spacing": 20}
    spec = chart(question, body, subtitle=subtitle)
    spec["title"] |= {"offset": 14}
    return spec


def _panel(one: Comparison, weights: Mapping[str, float]) -> Spec:
    marks = list(_marks(one, weights))
    rows = list(dict.fromkeys(mark["item"] for mark in marks))
    scale = {"domain": [_ALL, _SOME, _ONE]}
    day = one.day.isoformat() if one.day else "undated"
    return {
        "title": {"text": f"{day}  {one.what}", "fontSize": 12, "fontWeight": 600, "offset": 8, "frame": "group"},
        "data": {"values": marks},
        "width": _COLUMN * len(one.sides),
        "height": _STEP * len(rows),
        "mark": {"type": "point", "filled": True, "opacity": 1},
        "encoding": {
            "x": {
                "field": "side",
                "type": "nominal",
                "sort": _names(one.sides),
                "axis": {"orient": "top", "title": None, "labelAngle": 0, "labelLimit": _COLUMN, "ticks": False},
            },
            "y": {
                "field": "item",
                "type": "nominal",
                "sort": rows,
                "axis": {"title": None, "minExtent": _LABELS, "labelLimit": _LABELS, "ticks": False, "grid": True,
                         "gridColor": FAINT},
            },
            "size": {"field": "times", "type": "quantitative", "scale": {"type": "sqrt", "range": [40, 260]},
                     "legend": None},
            "color": {"field": "told", "scale": scale | {"range": [NEUTRAL, NEUTRAL, INK]},
                      "legend": {"title": None, "orient": "bottom"}},
            "shape": {"field": "told", "scale": scale | {"range": ["circle", "square", "diamond"]},
                      "legend": {"title": None, "orient": "bottom"}},
            "tooltip": [{"field": name} for name in ("side", "item", "times", "told")],
        },
    }  # fmt: skip


def _marks(one: Comparison, weights: Mapping[str, float]) -> Iterator[Spec]:
    names, parties = _names(one.sides), parties_of(one.occasion)
    for kind, read in _READ:
        counted = {name: Counter(read(side)) for name, side in zip(names, one.sides, strict=True)}
        for item in _foremost(counted.values(), parties):
            told = [name for name in names if item in counted[name]]
            for name in told:
                label = item if kind == "term" else f"{kind}: {item}"
                yield _mark(name, label, counted[name][item], _standing(len(told), len(names)))
    for name, side in zip(names, one.sides, strict=True):
        others = [other for other in one.sides if other is not side]
        for word in words_only(side, others, weights)[:WORDS]:
            yield _mark(name, f"“{word}”", 1, _ONE)


def _foremost(counted: Iterable[Counter[str]], parties: frozenset[str]) -> list[str]:
    """What most sides mention, then what is mentioned most; the parties themselves are left out."""
    found = list(counted)
    total = sum(found, Counter[str]())
    shared = {item: sum(item in one for one in found) for item in total if item not in parties}
    return sorted(shared, key=lambda item: (-shared[item], -total[item], item))[:MOST_ITEMS]


def _mark(side: str, item: str, times: int, told: str) -> Spec:
    return {"side": side, "item": item, "times": times, "told": told}


def _standing(told: int, sides: int) -> str:
    return _ONE if told == 1 else _ALL if told == sides else _SOME


def _names(sides: Sequence[Side]) -> list[str]:
    """The names of the sides, short enough for their columns and each once."""
    names: list[str] = []
    for side in sides:
        name = side.telling.side if len(side.telling.side) <= LONGEST else f"{side.telling.side[: LONGEST - 1]}…"
        names.append(name if name not in names else f"{name} ({len(names) + 1})")
    return names
