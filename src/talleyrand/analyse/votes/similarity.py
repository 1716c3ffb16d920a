"""How alike two states vote: agreement, S, Scott's pi and Cohen's kappa, with jackknife intervals, on arrays.

Votes are valued no 0, abstain 1, yes 2 (any equal spacing gives the same figures), and the distance of two votes is
that of their values over the largest, 0 to 1. With D_o the mean distance over shared roll calls:

- agreement (Lijphart, "The Analysis of Bloc Voting in the General Assembly", American Political Science Review
  57(4):902-917, 1963): (same + half of those where one abstains) / all = 1 - D_o;
- S (Signorino and Ritter, "Tau-b or Not Tau-b", International Studies Quarterly 43(1):115-144, 1999) with equal weights
  and absolute distances: 1 - 2 D_o, from -1 to +1;
- pi and kappa as Haege has them ("Choice or Circumstance? Adjusting Measures of Foreign Policy Similarity for Chance
  Agreement", Political Analysis 19(3):287-305, 2011): 1 - D_o / D_e, D_e being the distance expected by chance, from
  the pooled shares of votes (Scott 1955) or from each state's own (Cohen 1960, 1968). They are undefined (nan) where
  chance leaves no distance, as between two states that always vote yes.

The jackknife leaves each roll call out in turn; a roll call is one of nine combinations, so nine values serve for all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, stdtrit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Measure = Callable[[Floats], Floats]

VALUES = 3
DISTANCE = np.abs(np.subtract.outer(np.arange(VALUES), np.arange(VALUES))) / (VALUES - 1)
MEASURES = ("agreement", "s", "pi", "kappa")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure for each pair, with its interval; nan where it is undefined."""

    value: Floats
    low: Floats
    high: Floats


def crossed(table: Ints, state: int | None = None) -> Ints:
    """Return how often each combination of votes was cast, pair by pair: states by states by 3 by 3.

    `table` has choices by state and roll call (0 no, 1 abstain, 2 yes; others are not shared). With `state`, only its
    pairs: states by 3 by 3.
    """
    cast = np.stack([table == value for value in range(VALUES)]).astype(np.float64)
    if state is not None:
        return np.asarray(np.einsum("ar,bsr->sab", cast[:, state], cast), dtype=np.int64)
    size = len(table)
    flat = cast.transpose(1, 0, 2).reshape(size * VALUES, -1)
    both = (flat @ flat.T).reshape(size, VALUES, size, VALUES)
    return np.asarray(both.transpose(0, 2, 1, 3), dtype=np.int64)


def estimate(name: str, counts: Ints, level: float = 0.9) -> Estimate:
    """Return a measure of similarity of pairs, given how often each combination was cast (pairs by 3 by 3)."""
    measure, lowest = _MEASURES[name]
    given = counts.astype(np.float64)
    value = measure(given)
    plain = name in {"agreement", "s"}
    error = agreement_error(counts) * (1 - lowest) if plain else _jackknife_error(measure, given, value)
    number = given.sum(axis=(1, 2))
    with np.errstate(invalid="ignore"):
        reach = stdtrit(np.maximum(number - 1, 1), (1 + level) / 2) * error
    low, high = np.maximum(value - reach, lowest), np.minimum(value + reach, 1.0)
    if plain:
        low, high = _unanimous(value, number, level, (low, high, lowest))
    return Estimate(value, low, high)


def mean_distance(counts: Floats) -> Floats:
    """Return the mean distance of the votes of each pair; nan where no roll call is shared."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((counts * DISTANCE).sum(axis=(1, 2)) / counts.sum(axis=(1, 2)), dtype=np.float64)


def agreement_error(counts: Ints) -> Floats:
    """Return the standard error of the agreement of each pair, never nought: two further votes, one of each kind, are
    thought of where all are alike.
    """
    given = counts.astype(np.float64)
    number, value = given.sum(axis=(1, 2)), _agreement(given)
    error = _jackknife_error(_agreement, given, value)
    share = (number * value + 1) / (number + 2)
    return np.where(error > 0, error, np.sqrt(share * (1 - share) / (number + 2)))


def _agreement(counts: Floats) -> Floats:
    return 1 - mean_distance(counts)


def _s(counts: Floats) -> Floats:
    return 1 - 2 * mean_distance(counts)


def _pi(counts: Floats) -> Floats:
    first, second = _shares(counts)
    pooled = (first + second) / 2
    return _corrected(counts, pooled, pooled)


def _kappa(counts: Floats) -> Floats:
    return _corrected(counts, *_shares(counts))


def _shares(counts: Floats) -> tuple[Floats, Floats]:
    with np.errstate(invalid="ignore", divide="ignore"):
        number = counts.sum(axis=(1, 2))[:, None]
        return counts.sum(axis=2) / number, counts.sum(axis=1) / number


def _corrected(counts: Floats, first: Floats, second: Floats) -> Floats:
    expected = np.einsum("ij,jk,ik->i", first, DISTANCE, second)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 1e-12, 1 - mean_distance(counts) / expected, np.nan)


def _jackknife_error(measure: Measure, counts: Floats, value: Floats) -> Floats:
    """The error when each roll call is left out in turn (Tukey 1958); nan where that leaves nothing to measure."""
    number = counts.sum(axis=(1, 2))
    without, weights = [], []
    for one in range(VALUES):
        for other in range(VALUES):
            less = counts.copy()
            less[:, one, other] -= 1
            has = counts[:, one, other] > 0
            less[~has] = counts[~has]
            without.append(np.where(has, measure(less), value))
            weights.append(counts[:, one, other])
    left, times = np.stack(without), np.stack(weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (times * left).sum(axis=0) / number
        squares = (times * (left - mean) ** 2).sum(axis=0)
        return np.asarray(np.sqrt((number - 1) / number * squares), dtype=np.float64)


def _unanimous(
    value: Floats, number: Floats, level: float, bounds: tuple[Floats, Floats, float]
) -> tuple[Floats, Floats]:
    """Where votes were always alike (or always opposed) nothing varies: Jeffreys' interval of a share stands in."""
    low, high, lowest = bounds
    some = np.maximum(number, 1)
    floor = betaincinv(some + 0.5, 0.5, 1 - level) * (1 - lowest) + lowest
    ceiling = betaincinv(0.5, some + 0.5, level) * (1 - lowest) + lowest
    return np.where(value >= 1, floor, low), np.where(value <= lowest, ceiling, high)


_MEASURES: dict[str, tuple[Measure, float]] = {
    "agreement": (_agreement, 0.0),
    "s": (_s, -1.0),
    "pi": (_pi, -1.0),
    "kappa": (_kappa, -1.0),
}
