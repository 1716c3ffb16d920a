"""Frustration index: the fewest edges of a signed graph that must change sign for it to split into two camps.

Exact by branch and bound on two camps: nodes are placed one after the other, states that no completion can tell apart
are merged, and those whose bound is no better than the best split known are dropped. The bound of what is yet to be
placed is the index of that part alone, solved before (Russian doll search, Verfaillie, Lemaître and Schiex 1996).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Signs = NDArray[np.int64]
Camps = NDArray[np.int64]

MOST_EXACT = 40
"""Actors up to which the search for a proof runs; above, the best of many annealed splits is told as an upper bound."""
MOST_STATES = 60_000
"""States kept at a level; where more would be needed the rest is not searched and only a bound is told."""
STARTS = 256
SEED = 1956
"""Of the random starts: the year of Cartwright and Harary's theorem."""
_SWEEPS = 60
_HOTTEST, _COLDEST = 2.0, 0.1


@dataclass(frozen=True, slots=True)
class Frustration:
    """The index and a best split: `value` edges to flip; it is the minimum when `exact`, else at least `bound`.

    `flips` are the edges (i < j) that do not fit the split, `camps` the camp of each node, -1 or +1.
    """

    value: int
    bound: int
    flips: tuple[tuple[int, int], ...]
    camps: tuple[int, ...]

    @property
    def exact(self) -> bool:
        """Whether the value is proved to be the minimum."""
        return self.bound == self.value


def frustration(signs: NDArray[np.floating] | Signs, strength: NDArray[np.floating] | None = None) -> Frustration:
    """Return the frustration index of a signed graph (Aref, Mason and Wilson, Networks 75:95-110, 2020).

    `signs` is a symmetric n by n matrix of which the signs count, 0 where there is no edge; its diagonal is ignored.
    Among equally good splits that were found, the one whose flipped edges are weakest in `strength` (n by n, positive;
    all 1 unless given) is told. Blocks that share one node at most are solved apart: the index adds up over them.
    """
    matrix = np.sign(np.asarray(signs, dtype=float)).astype(np.int64)
    np.fill_diagonal(matrix, 0)
    weights = np.ones(matrix.shape) if strength is None else np.abs(np.asarray(strength, dtype=float))
    graph = nx.from_numpy_array(matrix)
    camps = np.zeros(len(matrix), dtype=np.int64)
    bound = 0
    for block in _blocks(graph):
        nodes = np.array(block)
        inner = np.ix_(nodes, nodes)
        part, lower = _solve(matrix[inner], weights[inner])
        bound += lower
        anchor = next((at for at, node in enumerate(nodes) if camps[node]), None)
        turn = 1 if anchor is None else camps[nodes[anchor]] * part[anchor]
        camps[nodes] = part * turn
    camps[camps == 0] = 1
    flips = _misfits(matrix, camps)
    return Frustration(len(flips), bound, flips, tuple(int(camp) for camp in camps))


def _blocks(graph: nx.Graph) -> list[list[int]]:
    """The biconnected parts in an order in which each shares at most one node with those before it."""
    tree: nx.Graph = nx.Graph()
    blocks = [sorted(block) for block in nx.biconnected_components(graph)]
    for at, block in enumerate(blocks):
        tree.add_edges_from((("block", at), node) for node in block)
    order: list[list[int]] = []
    for component in sorted((sorted(map(str, part)), part) for part in nx.connected_components(tree)):
        root = min(name[1] for name in component[1] if isinstance(name, tuple))
        found = nx.bfs_tree(tree, ("block", root), sort_neighbors=lambda names: sorted(names, key=str))
        order += [blocks[name[1]] for name in found if isinstance(name, tuple)]
    return order


def _solve(matrix: Signs, weights: NDArray[np.floating]) -> tuple[Camps, int]:
    """A best split of one block, and a lower bound of its index."""
    large = len(matrix) > MOST_EXACT
    best, value = _best(_annealed(matrix) if large else _descended(matrix, STARTS), matrix, weights)
    if value == 0:
        return best, 0
    if large:
        return best, _disjoint_triangles(matrix)
    order = _order(matrix)
    found, bound = _dolls(matrix[np.ix_(order, order)], best[order])
    if found is not None:
        best = np.empty_like(found)
        best[order] = found
        value = len(_misfits(matrix, best))
    return best, min(max(bound, _disjoint_triangles(matrix)), value)


def _order(matrix: Signs) -> NDArray[np.intp]:
    """Nodes so that each has many neighbours before it: few states stay apart, bounds come early."""
    degrees = np.abs(matrix).sum(axis=1)
    placed = [int(degrees.argmax())]
    left = set(range(len(matrix))) - set(placed)
    while left:
        ties = np.abs(matrix[:, placed]).sum(axis=1)
        placed.append(max(left, key=lambda node: (ties[node], degrees[node], -node)))
        left.remove(placed[-1])
    return np.array(placed[::-1])


def _dolls(matrix: Signs, best: Camps) -> tuple[Camps | None, int]:
    """Solve the parts made of the last nodes, each larger by one; returns a better split if any, and a lower bound."""
    size = len(matrix)
    bounds = np.zeros(size + 1, dtype=np.int64)
    better: Camps | None = None
    for first in range(size - 2, -1, -1):
        inner = matrix[first:, first:]
        guess = best[None, :] if first == 0 else _descended(inner, STARTS // 8, best[first:])
        upper = int(_costs(guess, inner).min())
        if upper == bounds[first + 1]:
            bounds[first] = upper
            continue
        found, bounds[first] = _search(inner, upper, bounds[first:])
        better = found if first == 0 else better
    return better, int(bounds[0])


def _search(matrix: Signs, upper: int, rest: NDArray[np.int64]) -> tuple[Camps | None, int]:
    """Look for a split of cost below `upper`, level by level; `rest[i]` bounds the index of the nodes from i on."""
    size = len(matrix)
    camps = np.ones((1, 1), dtype=np.int8)
    cost = np.zeros(1, dtype=np.int64)
    pull = matrix[:1, 1:].astype(np.int16)
    given_up = upper
    for node in range(1, size):
        around = int(np.abs(matrix[node, :node]).sum())
        field = pull[:, 0].astype(np.int64)
        cost = np.concatenate([cost + (around - field) // 2, cost + (around + field) // 2])
        row = matrix[node, node + 1 :].astype(np.int16)
        pull = np.concatenate([pull[:, 1:] + row, pull[:, 1:] - row])
        side = np.repeat(np.array([1, -1], dtype=np.int8), len(camps))[:, None]
        camps = np.hstack([np.vstack([camps, camps]), side])
        weight = np.abs(matrix[: node + 1, node + 1 :]).sum(axis=0)
        bound = cost + ((weight - np.abs(pull)) // 2).sum(axis=1) + rest[node + 1]
        keep = _kept(bound, pull, cost, upper)
        if len(keep) > MOST_STATES:
            given_up = min(given_up, int(bound[keep[MOST_STATES]]))
            keep = keep[:MOST_STATES]
        camps, cost, pull = camps[keep], cost[keep], pull[keep]
        if not len(keep):
            return None, given_up
    return camps[0].astype(np.int64), min(given_up, int(cost[0]))


def _kept(bound: NDArray[np.int64], pull: NDArray[np.int16], cost: NDArray[np.int64], upper: int) -> NDArray[np.intp]:
    """The states worth keeping, the most promising first; of those with the same pull on the rest, the cheapest."""
    open_ = np.nonzero(bound < upper)[0]
    open_ = open_[np.lexsort((cost[open_], bound[open_]))]
    if pull.shape[1] == 0:
        return open_[:1]
    rows = np.ascontiguousarray(pull[open_])
    alike = rows.view(np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))).ravel()
    _, first = np.unique(alike, return_index=True)
    first.sort()
    found: NDArray[np.intp] = open_[first]
    return found


def _best(camps: NDArray[np.int64], matrix: Signs, weights: NDArray[np.floating]) -> tuple[Camps, int]:
    """The best of some splits, and its cost; ties go to the weakest flips."""
    costs = _costs(camps, matrix)
    ties = camps[costs == costs.min()]
    return ties[int(_costs(ties, matrix * weights).argmin())], int(costs.min())


def _annealed(matrix: Signs) -> NDArray[np.int64]:
    """Random splits, cooled and then improved node by node."""
    draw = np.random.default_rng(SEED)
    size = len(matrix)
    camps = draw.choice(np.array([-1, 1]), size=(STARTS, size))
    camps[0] = 1
    pull = camps @ matrix
    for heat in np.geomspace(_HOTTEST, _COLDEST, _SWEEPS):
        for node in draw.permutation(size):
            gain = camps[:, node] * pull[:, node]
            turned = draw.random(STARTS) < np.exp(np.minimum(0.0, -gain / heat))
            camps[turned, node] *= -1
            pull[turned] += 2 * camps[turned, node][:, None] * matrix[node]
    return _descend(camps, matrix)


def _descended(matrix: Signs, starts: int, first: Camps | None = None) -> NDArray[np.int64]:
    """Random splits, the first one given, improved node by node."""
    camps = np.random.default_rng(SEED).choice(np.array([-1, 1]), size=(starts, len(matrix)))
    camps[0] = 1 if first is None else first
    return _descend(camps, matrix)


def _descend(camps: NDArray[np.int64], matrix: Signs) -> NDArray[np.int64]:
    """Turn, in every split, the node that gains most, until none gains."""
    camps = camps.copy()
    pull = camps @ matrix
    while True:
        gain = camps * pull
        node = gain.argmin(axis=1)
        rows = np.nonzero(gain[np.arange(len(camps)), node] < 0)[0]
        if not len(rows):
            return camps
        nodes = node[rows]
        camps[rows, nodes] *= -1
        pull[rows] += 2 * camps[rows, nodes][:, None] * matrix[nodes]


def _costs(camps: NDArray[np.int64], matrix: NDArray[Any]) -> NDArray[np.floating]:
    agreed = ((camps @ matrix) * camps).sum(axis=1) / 2
    found: NDArray[np.floating] = (np.abs(matrix).sum() / 2 - agreed) / 2
    return found


def _misfits(matrix: Signs, camps: Camps) -> tuple[tuple[int, int], ...]:
    """The edges that do not fit a split: friends across it, enemies on one side."""
    wrong = np.triu(matrix * np.outer(camps, camps) < 0, 1)
    return tuple((int(i), int(j)) for i, j in np.argwhere(wrong))


def _disjoint_triangles(matrix: Signs) -> int:
    """Negative triangles that share no edge, taken greedily: each needs a flip of its own."""
    left, found = matrix.copy(), 0
    for i, j in np.argwhere(np.triu(matrix != 0, 1)):
        if left[i, j]:
            third = np.nonzero(left[i] * left[j] * left[i, j] < 0)[0]
            if len(third):
                k, found = third[0], found + 1
                left[[i, j, i, k, j, k], [j, i, k, i, k, j]] = 0
    return found
