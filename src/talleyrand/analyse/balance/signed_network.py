"""Signed networks: edges with uncertain weights, triads in tension, the straddle of a node, balance of the whole.

Everything is on symmetric n by n arrays: `weight` is the stance of an edge, -1 (hostile) to +1 (friendly), 0 where
there is none; `spread` its standard deviation. `c` below stands for the cube root of the weight with its sign, so that
a triangle counts with the geometric mean of its three weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

USUAL_NOISE, USUAL_SPREAD = 0.4, 0.3
"""Deviations of single reports about an edge, and of edges about zero, where too few reports tell."""
LEAST_NOISE, LEAST_SPREAD = 0.1, 0.1
FEWEST = 10
"""Reports beyond one an edge, and edges, from which those deviations are estimated."""
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Edges:
    """Shrunken edge weights: mean, standard deviation, and P(weight > 0), one of each per edge."""

    weight: Floats
    spread: Floats
    friendly: Floats
    noise: float
    prior: float


@dataclass(frozen=True, slots=True)
class Triads:
    """Triangles i < j < k of a network.

    `strength` is the cube root of the product of the weights' sizes, `balanced` the sign of the product (-1: in
    tension), `tension` the probability that it is negative.
    """

    nodes: Ints
    strength: Floats
    balanced: Floats
    tension: Floats


def shrunken(edge: Ints, score: Floats, weight: Floats, edges: int) -> Edges:
    """Return the weight of each edge from independent scores: the posterior under a normal prior around zero.

    x_c ~ N(w_e, noise^2 / weight_c), w_e ~ N(0, prior^2): w_e has mean prior^2 / (prior^2 + noise^2 / M_e) times the
    weighted mean of its scores, M_e being the sum of their weights (Efron and Morris 1975, shrinking toward neutral).
    `noise` is pooled over edges, `prior` estimated by moments; usual values stand in where there are fewer than FEWEST.
    """
    total = np.bincount(edge, weight, edges)
    mean = np.bincount(edge, weight * score, edges) / np.maximum(total, _TINY)
    count = np.bincount(edge, minlength=edges)
    freedom = int(np.maximum(count - 1, 0).sum())
    within = float((weight * (score - mean[edge]) ** 2).sum())
    noise = max(np.sqrt(within / freedom), LEAST_NOISE) if freedom >= FEWEST else USUAL_NOISE
    error = noise**2 / np.maximum(total, _TINY)
    known = total / (total + 1)
    excess = float((known * (mean**2 - error)).sum() / max(known.sum(), _TINY))
    prior = max(np.sqrt(max(excess, 0.0)), LEAST_SPREAD) if edges >= FEWEST else USUAL_SPREAD
    variance = 1 / (1 / error + 1 / prior**2)
    shrunk = variance / error * mean
    spread = np.sqrt(variance)
    return Edges(shrunk, spread, ndtr(shrunk / spread), float(noise), float(prior))


def triads(weight: Floats, friendly: Floats) -> Triads:
    """Return all triangles of a network; `friendly` is P(weight > 0), n by n.

    Of a triangle whose edges are positive with probabilities p, the expected product of signs is the product of
    (2p - 1), and the probability of tension (1 - that product) / 2.
    """
    present = weight != 0
    i, j, k = _triangles(present)
    lean = 2 * friendly - 1
    product = weight[i, j] * weight[i, k] * weight[j, k]
    expected = lean[i, j] * lean[i, k] * lean[j, k]
    return Triads(np.stack([i, j, k], axis=1), np.cbrt(np.abs(product)), np.sign(product), (1 - expected) / 2)


def straddles(weight: Floats, friendly: Floats | None = None) -> Floats:
    """Return the straddle index T of each node: the share of its triangles, by strength, that are in tension.

    T_i = sum over j < k of s_ijk P(product < 0) / sum of s_ijk, s_ijk = |w_ij w_ik w_jk|^(1/3); 0 all in balance, 1
    all in tension, NaN without triangles. The probability is (1 - product of (2p - 1)) / 2 with `friendly`, P(weight >
    0) of each edge; without it the signs of `weight` are taken as they are. `weight` may be a stack (draws, n, n).
    """
    roots = np.cbrt(weight)
    signed, size = _through(_leaning(roots, friendly)), _through(np.abs(roots))
    return _tense(signed, size)


def after_flip(weight: Floats, friendly: Floats | None = None) -> Floats:
    """Return T of node i if its edge to j changed sign, n by n; NaN where there is no such edge."""
    roots = np.cbrt(weight)
    lean = _leaning(roots, friendly)
    size = np.broadcast_to(_through(np.abs(roots))[:, None], weight.shape)
    signed = _through(lean)[:, None] - 4 * lean * (lean @ lean)
    return np.where(weight != 0, _tense(signed, size), np.nan)


def triangle_balance(weight: Floats) -> Floats:
    """Return the share of triangles that are balanced, (#+++ + #+--) / #all; NaN without triangles."""
    signs = np.sign(weight)
    signed, size = _through(signs).sum(axis=-1), _through(np.abs(signs)).sum(axis=-1)
    found: Floats = (1 + np.divide(signed, size, out=np.full_like(signed, np.nan), where=size > 0)) / 2
    return found


def walk_balance(weight: Floats) -> Floats:
    """Return sum of e^lambda(A) / sum of e^lambda(|A|), A the matrix of signs: 1 where all closed walks are balanced.

    Estrada, Rethinking structural balance in signed social networks, Discrete Applied Mathematics 268 (2019) 70-90.
    """
    signs = np.sign(weight)
    of_signs, of_sizes = np.linalg.eigvalsh(signs), np.linalg.eigvalsh(np.abs(signs))
    highest = of_sizes.max(axis=-1, keepdims=True)
    found: Floats = np.exp(of_signs - highest).sum(axis=-1) / np.exp(of_sizes - highest).sum(axis=-1)
    return found


def drawn(weight: Floats, friendly: Floats, draws: int, seed: int) -> Floats:
    """Return `draws` networks (draws, n, n): each edge as strong as it is, its sign drawn with P(weight > 0)."""
    size = len(weight)
    i, j = np.nonzero(np.triu(weight != 0, 1))
    positive = np.random.default_rng(seed).random((draws, len(i))) < friendly[i, j]
    found = np.zeros((draws, size, size))
    found[:, i, j] = np.where(positive, 1.0, -1.0) * np.abs(weight[i, j])
    found[:, j, i] = found[:, i, j]
    return found


def square(size: int, one: Ints, other: Ints, values: Floats) -> Floats:
    """Return edge values as a symmetric matrix with zeros elsewhere."""
    found = np.zeros((size, size))
    found[one, other] = found[other, one] = values
    return found


def _leaning(roots: Floats, friendly: Floats | None) -> Floats:
    """Roots with their sign, times how sure it is."""
    return roots if friendly is None else np.abs(roots) * (2 * friendly - 1)


def _tense(signed: Floats, size: Floats) -> Floats:
    share = np.divide(signed, size, out=np.full(size.shape, np.nan), where=size > 0)
    found: Floats = np.clip((1 - share) / 2, 0, 1)
    return found


def _through(roots: Floats) -> Floats:
    """The sum over triangles through each node, every one counted twice: the diagonal of the cube."""
    found: Floats = ((roots @ roots) * roots).sum(axis=-1)
    return found


def _triangles(present: NDArray[np.bool_]) -> tuple[Ints, Ints, Ints]:
    upper = np.triu(present, 1)
    i, j = np.nonzero(upper)
    at, k = np.nonzero(upper[i] & upper[j])
    return i[at], j[at], k
