"""Scores of probability forecasts, on arrays: Brier and its parts, the log and interval scores, and one-sided errors.

`p` are probabilities of the event (midpoints of the intervals that words stand for), `low` and `high` the intervals'
ends, `o` outcomes (1: the event came), `w` weights that need not sum to one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr

Array = NDArray[np.float64]

ICD_EDGES = np.array([0.05, 0.20, 0.45, 0.55, 0.80, 0.95])
"""Where the seven likelihoods of ICD 203 (Analytic Standards, 2015) meet: almost no chance ... almost certain."""
SUREST = 0.01
"""Probabilities closer to 0 or 1 are taken for this far from them in the log score: ICD 203 ends at 1 and 99 %."""
DRAWS, SEED = 1000, 20220224
LEVEL = 0.90
MOST_EXACT = 3000
"""Forecasts up to which the distribution of the number of events is worked out exactly; a normal one beyond."""


@dataclass(frozen=True, slots=True)
class Decomposition:
    """Murphy's parts: brier = reliability - resolution + uncertainty + within, exactly.

    `within` is what forecasts that differ within a bin add (Stephenson, Coelho and Jolliffe 2008); 0 where all
    forecasts of a bin are the same. Reliability is Tetlock's calibration index, resolution his discrimination index.
    """

    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    within: float
    base_rate: float

    @property
    def skill(self) -> float | None:
        """1 - brier / uncertainty: against one who always gives the base rate; None where all outcomes are alike."""
        return 1.0 - self.brier / self.uncertainty if self.uncertainty > 0 else None

    @property
    def discrimination(self) -> float | None:
        """Resolution as a share of the uncertainty (Tetlock's normalized index); None where all outcomes are alike."""
        return self.resolution / self.uncertainty if self.uncertainty > 0 else None


def bins_of(p: Array) -> NDArray[np.int64]:
    """Return the likelihood of ICD 203 that each probability belongs to, 0 (almost no chance) to 6."""
    return np.digitize(p, ICD_EDGES).astype(np.int64)


def decompose(p: Array, o: Array, w: Array | None = None) -> Decomposition:
    """Return the Brier score, BS = sum w (p - o)^2, and its parts over the likelihoods of ICD 203.

    Brier, Monthly Weather Review 78 (1950); Murphy, Journal of Applied Meteorology 12 (1973); weighted for
    heterogeneous questions as Merkle and Hartman, Judgment and Decision Making 13(2), 2018; the part within bins after
    Stephenson, Coelho and Jolliffe, Weather and Forecasting 23 (2008).
    """
    weight = _shares(w, len(p))
    bins = bins_of(p)
    share = np.bincount(bins, weight, minlength=7)
    safe = np.where(share > 0, share, 1.0)
    said = np.bincount(bins, weight * p, minlength=7) / safe
    came = np.bincount(bins, weight * o, minlength=7) / safe
    rate = float(weight @ o) if np.ptp(o) > 0 else float(o[0])
    around = p - said[bins]
    within = weight @ around**2 - 2.0 * (weight @ (around * (o - came[bins])))
    return Decomposition(
        brier=float(weight @ (p - o) ** 2),
        reliability=float(share @ (said - came) ** 2),
        resolution=float(share @ np.where(share > 0, came - rate, 0.0) ** 2),
        uncertainty=rate * (1.0 - rate),
        within=float(within),
        base_rate=rate,
    )


def log_score(p: Array, o: Array, w: Array | None = None) -> float:
    """Return the mean of -ln of the probability given to what happened, 0 best (Good 1952)."""
    sure = np.clip(p, SUREST, 1.0 - SUREST)
    return float(_shares(w, len(p)) @ -np.log(np.where(o > 0, sure, 1.0 - sure)))


def interval_score(low: Array, high: Array, o: Array, w: Array | None = None) -> float:
    """Return the mean of d(o, [low, high])^2: the squared distance of the outcome from the words' interval.

    0 where the outcome lies inside (`certain` that came), else that of the nearest end: the Brier score in the reading
    of the words that is kindest to the forecaster.
    """
    return float(_shares(w, len(o)) @ np.where(o > 0, 1.0 - high, low) ** 2)


def worst_score(low: Array, high: Array, o: Array, w: Array | None = None) -> float:
    """Return the Brier score in the least kind reading of the words: the far end of each interval."""
    return float(_shares(w, len(o)) @ np.where(o > 0, 1.0 - low, high) ** 2)


def skill_interval(p: Array, o: Array, groups: NDArray[np.int64], w: Array | None = None) -> tuple[float, float] | None:
    """Return the bootstrap interval (90 %) of the skill: whole groups of forecasts on one question are drawn again.

    None where the outcomes of nearly all draws are alike.
    """
    weight = _shares(w, len(p))
    sums = np.stack([np.bincount(groups, weight * column) for column in (np.ones_like(p), (p - o) ** 2, o)], axis=1)
    total, loss, events = (_draws(len(sums)) @ sums).T
    rate = events / total
    uncertainty = rate * (1.0 - rate)
    kept = uncertainty > 1e-12
    if kept.mean() < LEVEL:
        return None
    return _middle(1.0 - loss[kept] / total[kept] / uncertainty[kept])


@dataclass(frozen=True, slots=True)
class Lean:
    """How errors p - o lean: their mean and its interval, misses on either side, and how likely chance does it.

    `p_value` is exact under the hypothesis that each probability is right (the number of events is then Poisson
    binomial), two-sided; `kind_p` the same with the ends of the intervals that are kindest to the forecaster. `sign_p`
    is the binomial test of misses too high against too low.
    """

    mean: float
    low: float
    high: float
    too_high: int
    too_low: int
    p_value: float
    kind_p: float
    sign_p: float | None


def lean(p: Array, low: Array, high: Array, o: Array) -> Lean:
    """Return how the errors of forecasts on different questions lean; positive: events foretold came less often."""
    errors = p - o
    mean = float(errors.mean())
    ends = _middle(_draws(len(errors)) @ errors / len(errors))
    kind = low if mean > 0 else high
    too_high, too_low = int(((p > 0.5) & (o == 0)).sum()), int(((p < 0.5) & (o == 1)).sum())
    misses = too_high + too_low
    return Lean(
        mean=mean,
        low=ends[0],
        high=ends[1],
        too_high=too_high,
        too_low=too_low,
        p_value=poisson_binomial_p(p, int(o.sum())),
        kind_p=_kind(kind, o, mean),
        sign_p=_sign_test(too_high, misses) if misses else None,
    )


def poisson_binomial_p(p: Array, events: int) -> float:
    """Return the two-sided p-value of a number of events that have probabilities `p`: twice the smaller tail.

    Exact by convolution (Wang, Statistica Sinica 3, 1993, gives the distribution); normal with continuity correction
    for very many forecasts.
    """
    if len(p) > MOST_EXACT:
        spread = math.sqrt(float((p * (1.0 - p)).sum()))
        distance = max(0.0, abs(events - float(p.sum())) - 0.5) / spread
        return math.erfc(distance / math.sqrt(2.0))
    chances = np.zeros(len(p) + 1)
    chances[0] = 1.0
    for at, one in enumerate(p, start=1):
        chances[1 : at + 1] = chances[1 : at + 1] * (1.0 - one) + chances[:at] * one
        chances[0] *= 1.0 - one
    below, above = chances[: events + 1].sum(), chances[events:].sum()
    return float(min(1.0, 2.0 * min(below, above)))


def _kind(p: Array, o: Array, mean: float) -> float:
    """The p-value in the kindest reading; 1 where the lean is gone or turned round in it."""
    return poisson_binomial_p(p, int(o.sum())) if float((p - o).mean()) * mean > 0 else 1.0


def _shares(w: Array | None, n: int) -> Array:
    return np.full(n, 1.0 / n) if w is None else np.asarray(w / w.sum(), dtype=np.float64)


def _draws(n: int) -> Array:
    """How often each of n groups is drawn, a row for each draw; fewer draws where the groups are many."""
    draws = max(200, min(DRAWS, 4_000_000 // max(n, 1)))
    return np.random.default_rng(SEED).multinomial(n, np.full(n, 1.0 / n), size=draws).astype(np.float64)


def _middle(values: Array) -> tuple[float, float]:
    low, high = np.quantile(values, [(1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0])
    return float(low), float(high)


def _sign_test(successes: int, n: int) -> float:
    """The exact two-sided p-value of so many successes in n fair trials."""
    return min(1.0, 2 * float(bdtr(min(successes, n - successes), n, 0.5)))
