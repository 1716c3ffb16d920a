"""What all charts share: colours by direction, the question as title, words above deeds; plain Vega-Lite.

Colour is direction: blue friendly, grey neutral, vermilion hostile, never colour alone (Okabe and Ito's palette, which
the colour-blind tell apart). Sizes and ink suit print; `present` re-colours for dark pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

Spec = dict[str, Any]

FRIENDLY, NEUTRAL, HOSTILE = "#0072B2", "#767676", "#D55E00"
INK, FAINT = "#222222", "#D9D9D9"
CATEGORIES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#767676", "#000000")
"""Colours for names that have no direction."""
WIDTH, HEIGHT = 720, 240
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""The name of the language; nothing is fetched from there."""
DIRECTION = {"type": "linear", "domain": [-1, 0, 1], "range": [HOSTILE, NEUTRAL, FRIENDLY], "clamp": True}
"""The colour scale of a position from -1 (hostile) to +1 (friendly)."""

_FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
"""The converter of pictures brings Liberation Sans, so that a picture looks the same on every machine."""
CONFIG: Spec = {
    "font": _FONT,
    "background": "white",
    "view": {"stroke": None},
    "title": {"anchor": "start", "fontSize": 15, "fontWeight": 600, "color": INK, "subtitleColor": NEUTRAL},
    "axis": {"grid": False, "domainColor": FAINT, "tickColor": FAINT, "labelColor": INK, "titleColor": NEUTRAL},
    "legend": {"labelColor": INK, "titleColor": NEUTRAL},
    "range": {"category": list(CATEGORIES)},
}


def chart(question: str, body: Mapping[str, Any], *, subtitle: str | Sequence[str] = "") -> Spec:
    """Return a whole specification: `body` under its question; `subtitle` says n, dates and method."""
    title: Spec = {"text": question}
    if subtitle:
        title["subtitle"] = subtitle if isinstance(subtitle, str) else list(subtitle)
    return {"$schema": SCHEMA, "title": title, "config": CONFIG, **_sized(body)}


def data(rows: Iterable[Any]) -> Spec:
    """Return rows (dataclasses or mappings) as inline data; days become `YYYY-MM-DD`."""
    return {"values": [_plain(asdict(row) if is_dataclass(row) and not isinstance(row, type) else row) for row in rows]}


def time(field: str, **more: Any) -> Spec:
    """Return the x encoding of a day."""
    return {"field": field, "type": "temporal", "axis": {"title": None, "format": "%-d %b %Y", "tickCount": 8}, **more}


def zero_line() -> Spec:
    """Return a layer with a faint line at zero."""
    return {"mark": {"type": "rule", "color": FAINT}, "data": {"values": [{}]}, "encoding": {"y": {"datum": 0}}}


def _sized(body: Mapping[str, Any]) -> Spec:
    whole = {"hconcat", "vconcat", "concat", "facet", "repeat"} & body.keys()
    return dict(body) if whole else {"width": WIDTH, "height": HEIGHT, **body}


def _plain(row: Mapping[str, Any]) -> Spec:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
