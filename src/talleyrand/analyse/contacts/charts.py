"""Contacts drawn: a calendar of one actor's contacts, and the matrix of states as a heat map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talleyrand.analyse import charts
from talleyrand.analyse.contacts.coverage import Window
from talleyrand.analyse.contacts.events import Contact
from talleyrand.analyse.contacts.reports import CHANNELS
from talleyrand.analyse.contacts.rows import ContactRow, MatrixRow

Spec = dict[str, Any]
MOST_ROWS = 20
"""Counterparts that a calendar has room for: those with most contacts."""
MOST_STATES = 18
"""States that a heat map has room for."""
SURPRISING = 0.1
"""A silence is told as surprising below this probability: the ledger's word for unlikely."""
_SHAPES = {
    "visit": "diamond",
    "phone": "circle",
    "multilateral": "square",
    "third-party": "triangle-up",
    "not said": "cross",
}
_STANDINGS = ("held", "planned", "denied or refused")
_INKS = (charts.FRIENDLY, charts.NEUTRAL, charts.HOSTILE)
_ROW = 24


@dataclass(frozen=True, slots=True)
class Picture:
    """What a calendar shows: contacts held, denied and planned, names of sides, and the rows of the table."""

    question: str
    held: Sequence[Contact]
    silent: Sequence[Contact]
    coming: Sequence[Contact]
    names: Mapping[str, str]
    rows: Sequence[ContactRow]
    window: Window

    @property
    def subtitle(self) -> str:
        """The counts and the days."""
        dated = [contact for contact in self.held if contact.day is not None]
        reports = sum(contact.independent for contact in dated)
        held = sorted(contact.day for contact in dated if contact.day is not None)
        days = f", {held[0]} to {held[-1]}" if held else ""
        return f"n = {len(dated):,} contacts held, in {reports:,} independent reports{days}"


def draw_calendar(picture: Picture) -> Spec:
    """Return contacts over time, a row for each counterpart; empty without any that has a day."""
    marks = list(_marks(picture))
    if not marks:
        return {}
    present = {mark["counterpart"] for mark in marks}
    order = [row.name for row in picture.rows if row.name in present]
    order += [name for name in dict.fromkeys(mark["counterpart"] for mark in marks) if name not in order]
    shown = order[:MOST_ROWS]
    marks = [mark for mark in marks if mark["counterpart"] in shown]
    more = f"; {len(order) - len(shown)} counterparts more" if len(order) > len(shown) else ""
    body = {
        "height": {"step": _ROW},
        "layer": [
            {"data": charts.data(_tails(picture, shown)), **_tail_layer(shown)},
            {"data": charts.data(marks), **_mark_layer(shown)},
            {"data": charts.data(_ends(picture, shown)), **_end_layer(shown)},
        ],
    }
    key = "Shape: channel. Size: independent reports. Blue: held; faint grey: planned; hollow red: denied or refused."
    return charts.chart(picture.question, body, subtitle=[picture.subtitle + more, key])


def _marks(picture: Picture) -> Iterator[Spec]:
    for contacts, standing in zip((picture.held, picture.coming, picture.silent), _STANDINGS, strict=True):
        for contact in contacts:
            if contact.day is not None and picture.window.holds(contact.day):
                yield {
                    "counterpart": picture.names[contact.pair[1]],
                    "day": contact.day.isoformat(),
                    "channel": contact.channel,
                    "standing": standing,
                    "reports": contact.independent,
                    "who": ", ".join(contact.who),
                }


def _tails(picture: Picture, shown: Sequence[str]) -> Iterator[Spec]:
    """A line from the first contact to the last."""
    for row in picture.rows:
        if row.name in shown and row.first is not None and row.last is not None:
            yield {"counterpart": row.name, "day": row.first.isoformat(), "end": row.last.isoformat()}


def _ends(picture: Picture, shown: Sequence[str]) -> Iterator[Spec]:
    """What stands at the right end of each row: how many, and how long ago the last."""
    rows = {row.name: row for row in picture.rows}
    for name in shown:
        row = rows.get(name)
        yield {"counterpart": name, "text": f"{row.contacts}{_ago(row)}" if row and row.contacts else "none dated"}


def _ago(row: ContactRow) -> str:
    if row.days_since is None:
        return ""
    silent = f", {_percent(row.silence)} by chance" if row.silence is not None and row.silence < SURPRISING else ""
    return f" · {row.days_since} day{'' if row.days_since == 1 else 's'} since{silent}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.005 else "< 1 %"


def _time() -> Spec:
    return charts.time("day", scale={"padding": 10})


def _row(shown: Sequence[str]) -> Spec:
    axis = {"title": None, "domain": False, "ticks": False, "grid": True, "gridColor": "#EEEEEE"}
    return {"field": "counterpart", "type": "nominal", "scale": {"domain": list(shown)}, "axis": axis}


def _tail_layer(shown: Sequence[str]) -> Spec:
    return {
        "mark": {"type": "rule", "color": charts.FAINT, "strokeWidth": 2},
        "encoding": {"x": _time(), "x2": {"field": "end"}, "y": _row(shown)},
    }


def _mark_layer(shown: Sequence[str]) -> Spec:
    channels = list(CHANNELS)
    ink = {"domain": list(_STANDINGS), "range": list(_INKS)}
    return {
        "mark": {"type": "point", "filled": True, "strokeWidth": 1.5},
        "encoding": {
            "x": _time(),
            "y": _row(shown),
            "shape": {
                "field": "channel",
                "scale": {"domain": channels, "range": [_SHAPES[channel] for channel in CHANNELS]},
                "legend": {"title": "channel", "orient": "bottom", "titleOrient": "left"},
            },
            "size": {
                "field": "reports",
                "type": "quantitative",
                "scale": {"type": "sqrt", "domain": [0, 10], "range": [20, 220], "clamp": True},
                "legend": None,
            },
            "stroke": {"field": "standing", "scale": ink, "legend": None},
            "fill": {"field": "standing", "scale": ink, "legend": None},
            "fillOpacity": {
                "field": "standing",
                "scale": {"type": "ordinal", "domain": list(_STANDINGS), "range": [0.75, 0.2, 0]},
                "legend": None,
            },
            "tooltip": [{"field": name} for name in ("day", "who", "channel", "standing", "reports")],
        },
    }


def _end_layer(shown: Sequence[str]) -> Spec:
    return {
        "mark": {"type": "text", "align": "left", "dx": 8, "color": charts.NEUTRAL, "fontSize": 10},
        "encoding": {"x": {"value": charts.WIDTH}, "y": _row(shown), "text": {"field": "text"}},
    }


def draw_matrix(rows: Sequence[MatrixRow], names: Mapping[str, str], subtitle: str) -> Spec:
    """Return the states with most contacts as a heat map, each pair in both halves; empty without a contact."""
    totals: dict[str, int] = defaultdict(int)
    for row in rows:
        totals[row.one] += row.contacts
        totals[row.other] += row.contacts
    shown = sorted((side for side in totals if totals[side]), key=lambda side: (-totals[side], side))[:MOST_STATES]
    if not shown:
        return {}
    cells = [
        {"one": names[one], "other": names[other], "contacts": row.contacts}
        for row in rows
        if row.contacts and row.one in shown and row.other in shown
        for one, other in ((row.one, row.other), (row.other, row.one))
    ]
    order = [names[side] for side in shown]
    more = f"; the {len(shown)} states with most" if len(totals) > len(shown) else ""
    body = {
        "width": {"step": 34},
        "height": {"step": 26},
        "data": charts.data(cells),
        "layer": _heat(order, max(row.contacts for row in rows)),
    }
    return charts.chart("Which states have been in contact with each other?", body, subtitle=subtitle + more)


def _heat(order: Sequence[str], most: int) -> list[Spec]:
    axis = {"title": None, "domain": False, "ticks": False}
    place = {
        "x": {"field": "other", "sort": list(order), "axis": {**axis, "labelAngle": -40, "orient": "top"}},
        "y": {"field": "one", "sort": list(order), "axis": axis},
    }
    ink = {"type": "sqrt", "range": ["#E8F1F7", charts.FRIENDLY]}
    shade = {"field": "contacts", "type": "quantitative", "scale": ink, "legend": None}
    number = {"field": "contacts", "type": "quantitative"}
    contrast = {"condition": {"test": f"datum.contacts > {most / 2}", "value": "white"}, "value": charts.INK}
    return [
        {"mark": {"type": "rect", "stroke": "white"}, "encoding": {**place, "color": shade}},
        {"mark": {"type": "text", "fontSize": 11}, "encoding": {**place, "text": number, "color": contrast}},
    ]
