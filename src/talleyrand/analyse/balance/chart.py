"""The chart of structural balance: the network with what is in tension, and the straddle of each party."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import atan2, cos, pi, sin
from typing import Any

import networkx as nx
import numpy as np

from talleyrand.analyse.balance.network import Network
from talleyrand.analyse.balance.rows import TriadRow
from talleyrand.analyse.balance.sides import short_name
from talleyrand.analyse.charts import DIRECTION, FAINT, INK, NEUTRAL, chart, data
from talleyrand.model.results import Spec

MOST_NODES = 16
"""Parties that a reader can tell apart on one circle."""
_SIZE, _BARS = 430, 190
_WIDE, _HIGH = 1.45, 1.2
"""Half the width and height of the plane that the circle of radius 1 stands in."""
_LABEL = 1.09
_WIDTHS = [0.5, 7.0]
_TRIADS = 12
"""Triads in tension that are drawn strongly."""


def balance_chart(network: Network, side: str | None, rows: Sequence[TriadRow], question: str) -> Spec:
    """Return the network on a circle, enemies far from each other, beside the straddle indices."""
    shown = _shown(network, side, rows)
    if len(shown) < 2:
        return {}
    places = _places(network, shown, side)
    records, independent = network.counts(network.edges)
    subtitle = [
        f"{len(network.parties)} parties, {len(network.edges)} edges, n = {records:,} records "
        f"({independent:,} independent); drawn: {len(shown)} parties",
        "Strong lines: the heaviest triads in tension. Dashed: sign uncertain. Whiskers: "
        f"{round(100 * network.level)} % interval.",
    ]
    body = {
        "hconcat": [_graph(network, places, side, rows), _bars(network, shown, side)],
        "spacing": 40,
        "resolve": {"scale": {"color": "independent"}},
    }
    return chart(question, body, subtitle=subtitle)


def _shown(network: Network, side: str | None, rows: Sequence[TriadRow]) -> list[int]:
    """The parties to draw: the actor, those of the heaviest triads, then the most active."""
    place = {party: at for at, party in enumerate(network.parties)}
    names = [side] if side in place else []
    names += [name for row in rows[:_TRIADS] for name in (row.actor, row.second, row.third)]
    names += list(network.parties)
    linked = {at for edge in network.edges for at in edge}
    return [at for name in dict.fromkeys(names) if (at := place[str(name)]) in linked][:MOST_NODES]


def _places(network: Network, shown: list[int], side: str | None) -> dict[int, tuple[float, float]]:
    """A place for each party: the actor in the middle, the others round it by a layout that keeps friends together."""
    middle = network.parties.index(side) if side in network.parties else None
    ring = [at for at in shown if at != middle]
    weight = network.weight[np.ix_(ring, ring)]
    graph = nx.from_numpy_array(np.exp(1.5 * weight) * ~np.eye(len(ring), dtype=bool))
    rough = nx.circular_layout(graph)
    if len(ring) > 3:
        rough = nx.spectral_layout(graph)
    order = sorted(range(len(ring)), key=lambda one: (atan2(rough[one][1], rough[one][0]), one))
    angles = {ring[one]: pi / 2 + 2 * pi * turn / len(ring) for turn, one in enumerate(order)}
    found = {at: (cos(angle), sin(angle)) for at, angle in angles.items()}
    return found if middle is None else {**found, middle: (0.0, 0.0)}


def _graph(
    network: Network, places: dict[int, tuple[float, float]], side: str | None, rows: Sequence[TriadRow]
) -> Spec:
    heavy = {
        frozenset(pair)
        for row in rows[:_TRIADS]
        for pair in ((row.actor, row.second), (row.actor, row.third), (row.second, row.third))
    }
    edges = [
        _edge(network, edge, places, frozenset(network.parties[at] for at in edge) in heavy)
        for edge in network.edges
        if edge[0] in places and edge[1] in places
    ]
    nodes = [_node(network, at, place, side) for at, place in places.items()]
    return {
        "width": _SIZE,
        "height": round(_SIZE * _HIGH / _WIDE),
        "layer": [_lines(sorted(edges, key=lambda edge: edge["strong"])), _dots(nodes), *_labels(nodes)],
    }


def _edge(
    network: Network, edge: tuple[int, int], places: dict[int, tuple[float, float]], strong: bool
) -> dict[str, Any]:
    i, j = edge
    certain = bool(network.certain[i, j])
    return {
        "x": places[i][0], "y": places[i][1], "x2": places[j][0], "y2": places[j][1],
        "stance": round(float(network.weight[i, j]), 3), "size": abs(float(network.weight[i, j])),
        "sign": "sure sign" if certain else "uncertain sign", "strong": strong,
        "between": " – ".join(short_name(network.parties[at]) for at in edge),
        "P(friendly)": round(float(network.friendly[i, j]), 2),
        "reports": int(network.pool.independent[network.at[i, j]]),
    }  # fmt: skip


def _node(network: Network, at: int, place: tuple[float, float], side: str | None) -> dict[str, Any]:
    name = network.parties[at]
    out = _LABEL if any(place) else 1.0
    align = "center" if abs(place[0]) < 0.2 else "left" if place[0] > 0 else "right"
    lift = 0.1 if not any(place) else 0.0
    return {
        "x": place[0], "y": place[1], "tx": place[0] * out, "ty": place[1] * out + lift,
        "name": short_name(name), "align": align, "asked": name == side,
    }  # fmt: skip


def _axis(field: str) -> Spec:
    half = _HIGH if field.endswith("y") else _WIDE
    return {"field": field, "type": "quantitative", "scale": {"domain": [-half, half]}, "axis": None}


def _lines(edges: list[dict[str, Any]]) -> Spec:
    return {
        "data": data(edges),
        "mark": {"type": "rule", "strokeCap": "round"},
        "encoding": {
            "x": _axis("x"), "y": _axis("y"), "x2": {"field": "x2"}, "y2": {"field": "y2"},
            "color": {"field": "stance", "type": "quantitative", "scale": DIRECTION | {"domain": [-0.4, 0, 0.4]},
                      "legend": {"title": "hostile to friendly", "orient": "bottom", "direction": "horizontal",
                                 "gradientLength": 130, "values": [-0.4, 0, 0.4]}},
            "strokeWidth": {"field": "size", "type": "quantitative", "scale": {"domain": [0, 0.6], "range": _WIDTHS},
                            "legend": None},
            "strokeDash": {"field": "sign", "type": "nominal", "legend": {"title": None, "orient": "bottom"},
                           "scale": {"domain": ["sure sign", "uncertain sign"], "range": [[1, 0], [4, 4]]}},
            "opacity": {"condition": {"test": "datum.strong", "value": 0.95}, "value": 0.22},
            "tooltip": [{"field": name} for name in ("between", "stance", "P(friendly)", "reports")],
        },
    }  # fmt: skip


def _dots(nodes: list[dict[str, Any]]) -> Spec:
    return {
        "data": data(nodes),
        "mark": {"type": "circle", "opacity": 1, "stroke": "white"},
        "encoding": {
            "x": _axis("x"), "y": _axis("y"),
            "size": {"condition": {"test": "datum.asked", "value": 190}, "value": 90},
            "color": {"value": INK},
        },
    }  # fmt: skip


def _labels(nodes: list[dict[str, Any]]) -> list[Spec]:
    """Names outside the circle, aligned away from it."""
    layers = []
    for align, asked in product(("left", "center", "right"), (False, True)):
        chosen = [node for node in nodes if node["align"] == align and node["asked"] == asked]
        if chosen:
            mark = {"type": "text", "align": align, "baseline": "middle", "fontSize": 11, "color": INK}
            encoding = {"x": _axis("tx"), "y": _axis("ty"), "text": {"field": "name"}}
            style = {"fontWeight": "bold" if asked else "normal"}
            layers.append({"data": data(chosen), "mark": mark | style, "encoding": encoding})
    return layers


def _bars(network: Network, shown: list[int], side: str | None) -> Spec:
    """A small panel: the straddle of each party drawn, with its interval."""
    value, low, high = network.straddles
    count = np.bincount(network.triads.nodes.ravel(), minlength=len(network.parties))
    rows = [
        {
            "name": short_name(network.parties[at]), "straddle": round(float(value[at]), 3),
            "low": round(float(low[at]), 3), "high": round(float(high[at]), 3), "triads": int(count[at]),
            "asked": network.parties[at] == side,
        }
        for at in shown
        if count[at]
    ]  # fmt: skip
    y = {"field": "name", "type": "nominal", "sort": {"field": "straddle", "order": "descending"},
         "axis": {"title": None, "ticks": False, "domain": False}}  # fmt: skip
    x = {"type": "quantitative", "scale": {"domain": [0, 1]},
         "axis": {"title": "straddle: share of triads in tension", "values": [0, 0.5, 1], "format": "%"}}  # fmt: skip
    colour = {"condition": {"test": "datum.asked", "value": INK}, "value": NEUTRAL}
    return {
        "width": _BARS,
        "height": {"step": 20},
        "data": data(rows),
        "layer": [
            {"mark": {"type": "rule", "color": FAINT},
             "encoding": {"y": y, "x": {"datum": 0, **x}, "x2": {"datum": 1}}},
            {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": {
                "y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}, "color": colour}},
            {"mark": {"type": "circle", "size": 70, "opacity": 1}, "encoding": {
                "y": y, "x": {"field": "straddle", **x}, "color": colour,
                "tooltip": [{"field": name} for name in ("name", "straddle", "low", "high", "triads")]}},
        ],
    }  # fmt: skip
