"""The chart of commitments: when each was given, to whom, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from talleyrand.analyse.balance.sides import short_name
from talleyrand.analyse.charts import FAINT, FRIENDLY, HOSTILE, NEUTRAL, chart, data
from talleyrand.analyse.charts import time as day
from talleyrand.model.results import Spec

if TYPE_CHECKING:
    from talleyrand.analyse.gap.commitments import CommitmentRow

MOST_RECIPIENTS = 18
"""Recipients that stand on one page: those to whom most was promised or threatened."""
KINDS = {"domain": ["promise", "denial", "threat"], "range": [FRIENDLY, NEUTRAL, HOSTILE]}
COLOUR = {"field": "kind", "type": "nominal", "scale": KINDS, "legend": {"title": None, "orient": "bottom"}}
STATUSES = ["kept", "partly", "broken", "open", "not yet due"]
_FULL = 0.9
_PALE = 0.35


def commitments_chart(rows: Sequence[CommitmentRow], question: str) -> Spec:
    """Return a row for each recipient, a mark for each commitment on its day, a line to the act that answered it."""
    if not rows:
        return {}
    counts = Counter(row.recipient for row in rows)
    kept = sorted(counts, key=lambda recipient: (-counts[recipient], recipient))[:MOST_RECIPIENTS]
    values = [_plain(row) for row in rows if row.recipient in kept]
    left = len(counts) - len(kept)
    subtitle = [
        f"n = {len(rows)} commitments ({sum(row.records for row in rows):,} records), {rows[0].pledged} to "
        f"{rows[-1].pledged}" + (f"; {left} recipients with fewer are not drawn" if left else ""),
        "A line leads to the act that kept or broke it; pale marks have no answer on record.",
    ]
    y = {"field": "name", "type": "nominal", "sort": [short_name(one) for one in kept],
         "axis": {"title": None, "ticks": False, "grid": True, "gridColor": FAINT}}  # fmt: skip
    body = {"height": {"step": 22}, "layer": [_lines(values, y), _marks(values, y)]}
    return chart(question, body, subtitle=subtitle)


def _plain(row: CommitmentRow) -> dict[str, Any]:
    return {
        "name": short_name(row.recipient), "pledged": row.pledged, "done": row.done, "kind": row.kind,
        "what": row.event_type, "status": row.status, "answered": row.status in STATUSES[:3],
    }  # fmt: skip


def _lines(values: list[dict[str, Any]], y: Spec) -> Spec:
    return {
        "data": data(value for value in values if value["done"]),
        "mark": {"type": "rule", "opacity": _PALE},
        "encoding": {"y": y, "x": day("pledged"), "x2": {"field": "done"}, "color": COLOUR},
    }


def _marks(values: list[dict[str, Any]], y: Spec) -> Spec:
    shapes = {"domain": STATUSES, "range": ["circle", "triangle-up", "cross", "diamond", "square"]}
    return {
        "data": data(values),
        "mark": {"type": "point", "filled": True, "size": 60},
        "encoding": {
            "y": y,
            "x": day("pledged"),
            "color": COLOUR,
            "shape": {
                "field": "status",
                "type": "nominal",
                "scale": shapes,
                "legend": {"title": None, "orient": "bottom"},
            },
            "opacity": {"condition": {"test": "datum.answered", "value": _FULL}, "value": _PALE},
            "tooltip": [{"field": name} for name in ("name", "kind", "what", "status")],
        },
    }
