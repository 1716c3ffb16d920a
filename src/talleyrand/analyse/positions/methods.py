"""The three ways to work out a position: from the reports of one channel to a value and its bounds by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import stdtrit

from talleyrand.analyse.dyads import Floats, Ints, Stance
from talleyrand.analyse.positions import local_level
from talleyrand.analyse.positions.local_level import PRIOR_TAU, PRIOR_WEIGHT
from talleyrand.analyse.positions.scales import half_life_weights, logit_scale
from talleyrand.analyse.resampling import ratio_interval, totals

Method = Literal["local-level", "half-life", "logit"]
BLOCK = 2_000_000
"""Report-days times steps that are weighed at once."""


@dataclass(frozen=True, slots=True)
class Options:
    """How positions are worked out: `half_life` in days, `level` the probability that an interval holds."""

    method: Method
    half_life: float
    level: float
    seed: int


@dataclass(frozen=True, slots=True)
class Track:
    """Positions on days (ordinals), their bounds, and the weight of each observation in a position by its place.

    `sigma` and `tau` are those of the local level.
    """

    days: Ints
    values: Floats
    low: Floats
    high: Floats
    weigh: Callable[[int], Floats]
    sigma: float | None = None
    tau: float | None = None


def track(stance: Stance, ends: Ints, options: Options) -> Track:
    """Return the positions of a channel that has reports at the ends of steps (ordinals, ascending).

    Nothing stands before the first report; one report alone, or on the logit scale a step without any, has no other
    steps.
    """
    days = ends[np.searchsorted(ends, stance.days[0]) :]
    if options.method == "logit":
        return _logit(stance, ends, options.level)
    if stance.independent == 1:
        days = stance.days[-1:]
    return _level(stance, days, options) if options.method == "local-level" else _half_life(stance, days, options)


def _level(stance: Stance, days: Ints, options: Options) -> Track:
    seen = stance.reports
    reports = local_level.Reports(seen.days, seen.values, seen.weights)
    level = local_level.smooth(reports, days)

    def weigh(at: int) -> Floats:
        return local_level.weights_at(reports, level, int(days[at]))[stance.place] * stance.shares

    return Track(days, level.mean, *level.interval(options.level), weigh, level.sigma, level.tau)


def _half_life(stance: Stance, days: Ints, options: Options) -> Track:
    seen = stance.reports
    # In silence all weights fall alike: those of the last report's day serve, and never vanish.
    told, place = np.unique(seen.days[np.searchsorted(seen.days, days, side="right") - 1], return_inverse=True)
    size = max(1, BLOCK // len(seen))
    blocks = [_remembered(stance, told[at : at + size], options) for at in range(0, len(told), size)]
    values, low, high = (np.concatenate(parts)[place] for parts in zip(*blocks, strict=True))

    def weigh(at: int) -> Floats:
        weights = half_life_weights(int(told[place[at]]) - seen.days, options.half_life) * seen.weights
        shared: Floats = (weights / weights.sum())[stance.place] * stance.shares
        return shared

    return Track(days, values, low, high, weigh)


def _remembered(stance: Stance, days: Ints, options: Options) -> tuple[Floats, Floats, Floats]:
    """Return the weighted means on some days, and their bounds.

    The bootstrap's interval is never narrower than that of a scatter to which the prior of the local level adds its
    four reports: five reports that say the very same are no certainty.
    """
    seen = stance.reports
    weights = half_life_weights(days[None, :] - seen.days[:, None], options.half_life) * seen.weights[:, None]
    below = totals(weights, seen.clusters, stance.independent)
    above = totals(weights * seen.values[:, None], seen.clusters, stance.independent)
    values = above.sum(0) / below.sum(0)
    low, high = ratio_interval(above, below, level=options.level, seed=options.seed)
    size = below.sum(0) ** 2 / (below**2).sum(0)
    squares = (weights * (seen.values[:, None] - values) ** 2).sum(0) / weights.max(0)
    freedom = PRIOR_WEIGHT + size - 1
    error = np.sqrt((PRIOR_WEIGHT * PRIOR_TAU**2 + squares) / freedom / size)
    reach = stdtrit(freedom, (1 + options.level) / 2) * error
    return values, np.fmin(low, values - reach), np.fmax(high, values + reach)


def _logit(stance: Stance, ends: Ints, level: float) -> Track:
    steps = np.searchsorted(ends, stance.days)
    used = np.unique(steps)
    signs = {int(step): directions(stance, steps == step) for step in used}
    scaled = [logit_scale(*balance(signs[int(step)].values())) for step in used]
    bounds = np.array([one.interval(level) for one in scaled])
    values = np.array([one.value for one in scaled])

    def weigh(at: int) -> Floats:
        inside = steps == used[at]
        weights: Floats = inside / np.maximum(np.bincount(stance.clusters, inside), 1)[stance.clusters]
        return weights

    return Track(ends[used], values, bounds[:, 0], bounds[:, 1], weigh)


def directions(stance: Stance, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> dict[int, float]:
    """Return the mean score of each cluster among the observations chosen, by the cluster's number."""
    clusters, place = np.unique(stance.clusters[chosen], return_inverse=True)
    weights = stance.weights[chosen]
    means = totals(weights * stance.scores[chosen], place) / totals(weights, place)
    return dict(zip(clusters.tolist(), means.tolist(), strict=True))


def balance(scores: Iterable[float]) -> tuple[int, int]:
    """Return how many scores are friendly, and how many hostile."""
    given = list(scores)
    return sum(one > 0 for one in given), sum(one < 0 for one in given)
