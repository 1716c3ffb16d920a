"""The rows of structural balance from a signed network."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from talleyrand.analyse.balance.network import Network
from talleyrand.analyse.balance.rows import CampRow, EdgeRow, ExitRow, StraddleRow, TriadRow, WholeRow
from talleyrand.analyse.balance.sides import side_name
from talleyrand.analyse.balance.signed_network import after_flip, triangle_balance, walk_balance

PATTERNS = {(1, 1): "between enemies", (1, -1): "against a friend", (-1, -1): "all enemies"}
"""What a triad in tension means for its first actor, by the signs of its edges with the second and the third."""
WHOLE = {
    "triangles": "share of triangles in balance, (+++ and +--) / all",
    "walks": "balance of closed walks, long ones counting less (Estrada); 1 is full balance",
    "edges": "edges with a sure sign",
    "hostile": "share of those edges that are hostile",
    "frustration": "fewest of those edges that must change sign for two camps to remain",
    "frustration at least": "proved lower bound of the frustration index",
}
_SMALL = 1e-9


def tense_triads(network: Network, side: str | None) -> NDArray[Any]:
    """Return the places of the triads in tension, those through `side` where given, by strength times probability."""
    found = network.triads
    tense = found.balanced < 0
    if side is not None:
        here = network.parties.index(side) if side in network.parties else -1
        tense &= (found.nodes == here).any(axis=1)
    places = np.nonzero(tense)[0]
    return np.asarray(places[np.argsort(-(found.strength * found.tension)[places], kind="stable")])


def triad_rows(network: Network, places: NDArray[Any], side: str | None) -> list[TriadRow]:
    """Return the rows of triads by their places."""
    found = network.triads
    return [
        _triad(network, found.nodes[at], float(found.strength[at]), float(found.tension[at]), side) for at in places
    ]


def _triad(network: Network, nodes: NDArray[Any], strength: float, tension: float, side: str | None) -> TriadRow:
    weight, names = network.weight, network.parties
    first = max(nodes, key=lambda n: (names[n] == side, _friends(weight, n, nodes), names[n]))
    second, third = sorted((n for n in nodes if n != first), key=lambda n: (-weight[first, n], names[n]))
    edges = [float(weight[first, second]), float(weight[first, third]), float(weight[second, third])]
    pattern = PATTERNS[int(np.sign(edges[0])), int(np.sign(edges[1]))]
    counts = network.counts([(first, second), (first, third), (second, third)])
    named = names[first], names[second], names[third], pattern
    return TriadRow(*named, edges[0], edges[1], edges[2], strength, tension, *counts)


def _friends(weight: NDArray[Any], node: int, nodes: NDArray[Any]) -> int:
    return int((weight[node, nodes] > 0).sum())


def straddle_rows(network: Network) -> list[StraddleRow]:
    """Return the straddle of each party that is in a triad, the largest first."""
    value, low, high = network.straddles
    then = after_flip(network.weight, network.friendly)
    count = np.bincount(network.triads.nodes.ravel(), minlength=len(network.parties))
    rows = []
    for at in np.nonzero(count)[0]:
        edges = [(int(at), int(j)) for j in np.nonzero(network.at[at] >= 0)[0]]
        bounds = float(value[at]), float(low[at]), float(high[at])
        way = _exit(network, int(at), then[at])
        name = network.parties[at]
        rows.append(StraddleRow(name, side_name(name), *bounds, int(count[at]), *way, *network.counts(edges)))
    return sorted(rows, key=lambda row: (-row.straddle, row.actor))


def _exit(network: Network, at: int, then: NDArray[Any]) -> tuple[str | None, float | None, float | None]:
    """The cheapest change of sign that at least halves the straddle, else the one that lowers it most."""
    now = network.straddles[0][at]
    lower = [int(j) for j in np.nonzero(then < now - _SMALL)[0]]
    if not lower:
        return None, None, None
    halves = [j for j in lower if then[j] <= now / 2]
    cost = np.abs(network.weight[at])
    best = min(halves, key=lambda j: cost[j]) if halves else min(lower, key=lambda j: (then[j], cost[j]))
    return network.parties[best], float(cost[best]), float(then[best])


def exit_rows(network: Network, side: str | None) -> list[ExitRow]:
    """Return every change of sign that an actor could make, the most helpful first."""
    if side not in network.parties:
        return []
    at = network.parties.index(side)
    now, then = network.straddles[0][at], after_flip(network.weight, network.friendly)[at]
    rows = []
    for j in np.nonzero(~np.isnan(then))[0]:
        stance = float(network.weight[at, j])
        figures = stance, abs(stance), float(then[j]), float(then[j] - now)
        rows.append(ExitRow(side, network.parties[j], *figures, *network.counts([(at, int(j))])))
    return sorted(rows, key=lambda row: (row.then, row.cost))


def edge_rows(network: Network) -> list[EdgeRow]:
    """Return the edges, the most hostile first."""
    flips = set(network.frustration.flips)
    rows = []
    for i, j in network.edges:
        figures = float(network.weight[i, j]), *network.edge_bounds(i, j), float(network.friendly[i, j])
        names = network.parties[i], network.parties[j]
        rows.append(EdgeRow(*names, *figures, (i, j) in flips, *network.counts([(i, j)])))
    return sorted(rows, key=lambda row: (row.stance, row.actor, row.other))


def camp_rows(network: Network) -> list[CampRow]:
    """Return the best split into two camps; the camp of the most active party is 1."""
    camps, signs = np.array(network.frustration.camps), np.sign(network.certain)
    against = (signs * np.outer(camps, camps) < 0).sum(axis=1)
    rows = []
    for at, party in enumerate(network.parties):
        edges = [(at, int(j)) for j in np.nonzero(signs[at])[0]]
        camp = 1 if camps[at] == camps[0] else 2
        counts = network.counts(edges)
        if edges:
            rows.append(CampRow(party, side_name(party), camp, len(edges), int(against[at]), *counts))
    return sorted(rows, key=lambda row: (row.camp, -row.independent, row.actor))


def whole_rows(network: Network) -> list[WholeRow]:
    """Return the balance of the whole."""
    if not len(network.triads.nodes):
        return []
    signs = np.sign(network.certain)[np.triu_indices(len(network.parties), 1)]
    edges, hostile = int(np.abs(signs).sum()), int((signs < 0).sum())
    spread = {name: of(network.draws) for name, of in (("triangles", triangle_balance), ("walks", walk_balance))}
    values = {
        "triangles": 1 - float(network.triads.tension.mean()),
        "walks": float(spread["walks"].mean()),
        "edges": float(edges),
        "hostile": hostile / edges if edges else 0.0,
        "frustration": float(network.frustration.value),
    }
    if not network.frustration.exact:
        values["frustration at least"] = float(network.frustration.bound)
    rows = []
    for name, value in values.items():
        bounds = tuple(map(float, network.bounds(spread[name]))) if name in spread else (None, None)
        counts = network.counts(edges_behind(network, name))
        rows.append(WholeRow(name, value, bounds[0], bounds[1], WHOLE[name], *counts))
    return rows


def edges_behind(network: Network, index: str) -> list[tuple[int, int]]:
    """Return the edges that a measure of the whole is about; the frustration index is told by those to be changed."""
    if "frustration" in index:
        return list(network.frustration.flips)
    return network.edges if index in ("triangles", "walks") else network.sure_edges
