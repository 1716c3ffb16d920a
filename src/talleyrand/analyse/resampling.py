"""The cluster bootstrap: intervals from independent reports drawn again, with replacement.

What one story says ten times is drawn or left out as one, since its copies know nothing of their own. After K. Benoit,
M. Laver and S. Mikhaylov, Treating Words as Data with Error, AJPS 53(2), 2009, 495-513, who resample quasi-sentences;
clusters as in A. C. Cameron and D. L. Miller, A Practitioner's Guide to Cluster-Robust Inference, Journal of Human
Resources 50(2), 2015. Percentiles are taken a little further out where clusters are few (the expanded percentile
interval of T. C. Hesterberg, What Teachers Should Know About the Bootstrap, The American Statistician 69(4), 2015).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtrit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DRAWS = 999
CELLS = 4_000_000
"""Clusters times draws at most; draws are fewer for many clusters, whose bounds need them less."""
FEWEST_DRAWS = 199
MOST_CLUSTERS = 20_000
"""Clusters above which the delta method stands for drawing: the two agree long before."""


def numbered(clusters: Sequence[Hashable]) -> Ints:
    """Return the clusters as numbers from 0, in order of their first member."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(one, len(numbers)) for one in clusters], np.int64)


def totals(values: Floats, clusters: Ints, count: int = 0) -> Floats:
    """Return the sums of rows (one row of values, or one column of a table, for each member) by cluster."""
    if values.ndim == 1:
        return np.bincount(clusters, values, minlength=count).astype(np.float64)
    return np.stack([totals(column, clusters, count) for column in values.T], axis=1)


def draw_counts(count: int, draws: int, rng: np.random.Generator) -> Ints:
    """Return how often each of `count` clusters is drawn, a row for each draw."""
    drawn = rng.integers(count, size=(draws, count)) + count * np.arange(draws)[:, None]
    return np.bincount(drawn.ravel(), minlength=draws * count).reshape(draws, count)


def bootstrap(statistic: Callable[[Ints], float], clusters: Ints, *, seed: int, draws: int = DRAWS) -> Floats:
    """Return the statistic of each draw; it is given the places of the members drawn, some several times."""
    rng = np.random.default_rng(seed)
    order = np.argsort(clusters, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(clusters))[:-1])
    chosen = rng.integers(len(members), size=(draws, len(members)))
    return np.array([statistic(np.concatenate([members[one] for one in row])) for row in chosen])


def ratio_interval(
    above: Floats, below: Floats, *, level: float, seed: int, draws: int = DRAWS
) -> tuple[Floats, Floats]:
    """Return the bounds of sum(above)/sum(below), weighted means as a rule, column by column.

    `above` and `below` are sums by cluster: a row for each cluster, a column for each ratio. A bound is not a number
    where fewer than two clusters have weight.
    """
    count = len(above)
    sizes = _effective(below)
    if count > MOST_CLUSTERS:
        return _delta(above, below, sizes, level)
    rng = np.random.default_rng(seed)
    drawn = draw_counts(count, max(FEWEST_DRAWS, min(draws, CELLS // max(count, 1))), rng).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios = (drawn @ above) / (drawn @ below)
    return _bounds(ratios, sizes, level)


def expanded(level: float, size: float) -> tuple[float, float]:
    """Return the two percentiles (0 to 1) whose bounds hold for `size` clusters with the probability `level`."""
    if size <= 1:
        return float("nan"), float("nan")
    reach = float(stdtrit(size - 1, (1 + level) / 2)) * sqrt(size / (size - 1))
    return float(ndtr(-reach)), float(ndtr(reach))


def _effective(below: Floats) -> Floats:
    """How many clusters of equal weight the weights of each column are worth (Kish)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        sizes: Floats = np.nan_to_num(below.sum(0) ** 2 / (below**2).sum(0))
    return sizes


def _bounds(ratios: Floats, sizes: Floats, level: float) -> tuple[Floats, Floats]:
    low, high = np.full(len(sizes), np.nan), np.full(len(sizes), np.nan)
    for at, size in enumerate(sizes):
        values = ratios[:, at][np.isfinite(ratios[:, at])]
        if size > 1 and len(values):
            low[at], high[at] = np.quantile(values, expanded(level, float(size)))
    return low, high


def _delta(above: Floats, below: Floats, sizes: Floats, level: float) -> tuple[Floats, Floats]:
    """Return the bounds from the variance of the ratio's linear approximation over clusters."""
    total = below.sum(0)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = above.sum(0) / total
        error = np.sqrt(((above - ratio * below) ** 2).sum(0)) / total
    reach = stdtrit(np.maximum(sizes - 1, 1), (1 + level) / 2) * error
    return ratio - reach, ratio + reach
