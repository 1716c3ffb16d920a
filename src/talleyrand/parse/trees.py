"""Dependency trees from arc scores: the best head of each word, and the best tree where those make none."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

_NEVER = -1e12
_ROOT_COST = 1e6
"""Taken off every arc from the root, so that the best tree has as few of them as it can: one."""


def decode(scores: npt.NDArray[np.floating]) -> IntArray:
    """The heads (0 is the root) of words 1 to n, as one tree with one root.

    `scores[d, h]` says how well word h serves as head of word d; row 0 is not read. Greedy first; where the greedy
    choice is no tree, the maximum spanning tree (Chu & Liu 1965, Edmonds 1967) with exactly one root arc.
    """
    masked = _log_softmax(scores)
    np.fill_diagonal(masked, _NEVER)
    greedy: IntArray = masked[1:].argmax(1)
    if is_tree(greedy):
        return greedy
    rooted = _best_rooted(masked)
    if is_tree(rooted):
        return rooted
    masked[1:, 0] -= _ROOT_COST
    masked[0, :] = _NEVER
    return _spanning_tree(masked)[1:]


def _best_rooted(scores: FloatArray) -> IntArray:
    """The best heads with one root: no single-rooted tree scores higher, so that if this is one it is the best."""
    others = scores[1:, 1:]
    heads: IntArray = others.argmax(1) + 1
    heads[(scores[1:, 0] - others.max(1)).argmax()] = 0
    return heads


def is_tree(heads: npt.ArrayLike) -> bool:
    """Whether the heads of words 1 to n (0 is the root) make one tree with one root."""
    parents = np.concatenate([[0], np.asarray(heads, np.int64)])
    if np.count_nonzero(parents[1:] == 0) != 1:
        return False
    ancestors = parents
    for _ in range(len(parents).bit_length()):
        ancestors = ancestors[ancestors]
    return not ancestors.any()


def _log_softmax(scores: npt.NDArray[np.floating]) -> FloatArray:
    exact = scores.astype(np.float64)
    exact -= exact.max(1, keepdims=True)
    exact -= np.log(np.exp(exact).sum(1, keepdims=True))
    return exact


def _spanning_tree(scores: FloatArray) -> IntArray:
    """Heads of all nodes (node 0 is its own); cycles are contracted one by one and opened again in reverse."""
    heads: IntArray = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    outside = np.setdiff1d(np.arange(len(heads)), cycle)
    smaller, entered, left = _contract(scores, heads, cycle, outside)
    return _expand(_spanning_tree(smaller), heads, outside, (entered, left))


def _cycle(heads: IntArray) -> IntArray | None:
    seen = np.zeros(len(heads), np.int64)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = int(heads[node])
        if node and seen[node] == start:
            return _walk(heads, node)
    return None


def _walk(heads: IntArray, start: int) -> IntArray:
    nodes = [start]
    while int(heads[nodes[-1]]) != start:
        nodes.append(int(heads[nodes[-1]]))
    return np.array(sorted(nodes))


def _contract(
    scores: FloatArray, heads: IntArray, cycle: IntArray, outside: IntArray
) -> tuple[FloatArray, IntArray, IntArray]:
    """The graph with the cycle as its last node; per outside node, the cycle's node that it enters or leaves by."""
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    gain = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    smaller[size, :size] = gain.max(0)
    leaving = scores[np.ix_(outside, cycle)]
    smaller[:size, size] = leaving.max(1)
    smaller[0, :] = _NEVER
    return smaller, cycle[gain.argmax(0)], cycle[leaving.argmax(1)]


def _expand(found: IntArray, heads: IntArray, outside: IntArray, doors: tuple[IntArray, IntArray]) -> IntArray:
    entered, left = doors
    size = len(outside)
    result = heads.copy()
    for node in range(1, size):
        result[outside[node]] = left[node] if found[node] == size else outside[found[node]]
    head = int(found[size])
    result[entered[head]] = outside[head]
    return result
