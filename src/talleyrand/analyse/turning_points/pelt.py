"""Change points of a series: PELT, exact and pruned, and tests of single splits by permutation.

R. Killick, P. Fearnhead and I. A. Eckley, Optimal Detection of Changepoints with a Linear Computational Cost, JASA
107(500), 2012, 1590-1598: minimise the sum of the segments' costs plus a penalty for each change. A cost is twice the
negative log-likelihood of a segment at its best parameter, constants left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PARAMETERS = 1
"""What a segment has of its own: a mean or a rate."""
PERMUTATION_CELLS = 1_000_000
"""Points times permutations at most in one test."""
FEWEST_PERMUTATIONS = 199
SMALLEST_SCALE = 0.05
"""Scores come in steps of a twentieth: no scatter below one step is believed."""


@dataclass(frozen=True, slots=True)
class Series:
    """A series of points in order: `sums` (weight times value, or a count) and `weights` (or days) of each.

    `scale` is the variance of a value of weight one (Gaussian), or the counts' variance over their mean (Poisson);
    `shortest` the points that a segment has at least.
    """

    kind: Literal["gaussian", "poisson"]
    sums: Floats
    weights: Floats
    scale: float
    shortest: int = 1

    @classmethod
    def gaussian(cls, values: Floats, weights: Floats, variance: float, shortest: int = 1) -> Self:
        """Return a series whose mean may change, of values with the variance `variance`/weight."""
        return cls("gaussian", values * weights, weights, max(variance, SMALLEST_SCALE**2), shortest)

    @classmethod
    def poisson(cls, counts: Floats, dispersion: float = 1.0, shortest: int = 1) -> Self:
        """Return a series of counts, one for each day, whose rate may change."""
        return cls("poisson", counts, np.ones(len(counts)), max(dispersion, 1.0), shortest)

    def __len__(self) -> int:
        return len(self.sums)

    def window(self, start: int, end: int) -> Series:
        """Return the points from `start` up to `end`."""
        return replace(self, sums=self.sums[start:end], weights=self.weights[start:end])

    def fits(self, sums: Floats, weights: Floats) -> Floats:
        """Return the costs, negated, of segments by their sums and weights."""
        best = sums**2 / weights if self.kind == "gaussian" else 2 * (xlogy(sums, sums / weights) - sums)
        fit: Floats = best / self.scale
        return fit


def default_penalty(points: int) -> float:
    """Return (p + 1) log n: a parameter and a place for each further segment (Schwarz's criterion)."""
    return (PARAMETERS + 1) * log(max(points, 2))


def changes(series: Series, penalty: float) -> list[int]:
    """Return the first places of all segments but the first, those of least total cost.

    A start that can't win at one end can't win later either, once a segment may begin at that end: it is dropped when
    the shortest segment has passed. As many ends are tried at once as the shortest segment has points: none of them
    can be another's start.
    """
    count, shortest = len(series), series.shortest
    sums, weights = _running(series.sums), _running(series.weights)
    best = np.full(count + 1, np.inf)
    best[0] = -penalty
    last = np.zeros(count + 1, np.int64)
    starts, closing = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for first in range(shortest, count + 1, shortest):
        ends = np.arange(first, min(first + shortest, count + 1))
        kept = closing > first
        starts = np.concatenate([starts[kept], ends - shortest])
        closing = np.concatenate([closing[kept], np.full(len(ends), count + 1)])
        length = ends[:, None] - starts
        allowed = length >= shortest
        at = np.where(allowed, starts, 0)
        fits = series.fits(sums[ends][:, None] - sums[at], weights[ends][:, None] - weights[at])
        costs = np.where(allowed, best[starts] - fits, np.inf)
        place = costs.argmin(axis=1)
        best[ends], last[ends] = costs[np.arange(len(ends)), place] + penalty, starts[place]
        lost = allowed & (costs > best[ends][:, None])
        closed = np.where(lost.any(axis=0), ends[lost.argmax(axis=0)] + shortest, count + 1)
        closing = np.minimum(closing, closed)
    return _places(last)


def gains(series: Series) -> Floats:
    """Return what a split before each place from `shortest` on gains: twice the difference of log-likelihoods."""
    gained: Floats = _gains(series, series.sums[None], series.weights[None])[0]
    return gained


@dataclass(frozen=True, slots=True)
class Split:
    """The best single split of a window: its place, the gain, and the share of permutations that gain as much."""

    place: int
    gain: float
    p: float


def split_test(series: Series, permutations: int, rng: np.random.Generator) -> Split:
    """Return the best split with its p-value: points are permuted and the best split searched anew each time.

    p = (1 + permutations that gain as much)/(1 + permutations); the search is thus allowed for. It holds where points
    are exchangeable when nothing changes. Raises ValueError for a window shorter than two segments.
    """
    if len(series) < 2 * series.shortest:
        raise ValueError("a split needs two segments")
    own = gains(series)
    place = int(np.argmax(own))
    count = max(min(permutations, FEWEST_PERMUTATIONS), min(permutations, PERMUTATION_CELLS // len(series)))
    order = rng.permuted(np.tile(np.arange(len(series)), (count, 1)), axis=1)
    found = _gains(series, series.sums[order], series.weights[order]).max(axis=1)
    as_much = int(np.sum(found >= own[place] * (1 - 1e-12)))
    return Split(place + series.shortest, float(own[place]), (1 + as_much) / (1 + count))


def credible(series: Series, level: float) -> tuple[int, int]:
    """Return the first and the last place that a single split has, of the likeliest places that share `level`.

    The chance of a place is proportional to its likelihood, each being as likely before anything is seen.
    """
    own = gains(series)
    chances = np.exp((own - own.max()) / 2)
    order = np.argsort(-chances, kind="stable")
    needed = int(np.searchsorted(np.cumsum(chances[order]), level * chances.sum())) + 1
    kept = order[:needed]
    return int(kept.min()) + series.shortest, int(kept.max()) + series.shortest


def difference_variance(values: Floats, weights: Floats) -> float:
    """Return the variance of a value of weight one from neighbours' differences, which a change hardly touches.

    J. Rice, Bandwidth Choice for Nonparametric Regression, Annals of Statistics 12(4), 1984.
    """
    if len(values) < 2:
        return 0.0
    return float(np.mean(np.diff(values) ** 2 / (1 / weights[1:] + 1 / weights[:-1])))


def difference_dispersion(counts: Floats) -> float:
    """Return the variance of counts over their mean, from neighbours' differences: one where they are Poisson."""
    mean = float(counts.mean()) if len(counts) else 0.0
    return float(np.mean(np.diff(counts) ** 2)) / 2 / mean if mean > 0 and len(counts) > 1 else 1.0


def _gains(series: Series, sums: Floats, weights: Floats) -> Floats:
    left, before = np.cumsum(sums, axis=1), np.cumsum(weights, axis=1)
    whole, all_ = left[:, -1:], before[:, -1:]
    inside = slice(series.shortest - 1, len(series) - series.shortest)
    left, before = left[:, inside], before[:, inside]
    gained: Floats = series.fits(left, before) + series.fits(whole - left, all_ - before) - series.fits(whole, all_)
    return gained


def _running(values: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(values)])


def _places(last: Ints) -> list[int]:
    places: list[int] = []
    at = len(last) - 1
    while at > 0:
        at = int(last[at])
        places.append(at)
    return sorted(places)[1:]
