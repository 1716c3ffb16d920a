"""How much rests on one source: the Herfindahl index and the largest share, on plain counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talleyrand.analyse.contacts.rates import TAILS, Estimate

DRAWS = 500
SEED = 20220224


@dataclass(frozen=True, slots=True)
class Concentration:
    """The largest share and the Herfindahl index of some counts, each with its interval of 90 %."""

    largest: Estimate
    herfindahl: Estimate


def concentration(counts: Sequence[int], *, draws: int = DRAWS, seed: int = SEED) -> Concentration | None:
    """Return how concentrated counts are; None with fewer than two counted.

    The index is the probability that two reports drawn at random have one source, sum of p squared (Hirschman,
    *American Economic Review* 54(5), 1964), estimated without bias as (sum of n (n - 1)) / (N (N - 1)) (Simpson,
    *Nature* 163, 1949). Intervals are by multinomial bootstrap of the counts; for the index, each draw's estimate is
    moved by what resampling adds.
    """
    found = np.asarray([count for count in counts if count > 0], dtype=float)
    total = int(found.sum())
    if total < 2:
        return None
    shares = found / total
    drawn = np.random.default_rng(seed).multinomial(total, shares, size=draws)
    index = float(_simpson(found[None, :])[0])
    moved = np.clip(_simpson(drawn) - float((shares**2).sum()) + index, 0, 1)
    top = int(found.argmax())
    return Concentration(
        Estimate(float(shares[top]), *_quantiles(drawn[:, top] / total)), Estimate(index, *_quantiles(moved))
    )


def _simpson(counts: NDArray[np.floating] | NDArray[np.integer]) -> NDArray[np.floating]:
    total = counts.sum(axis=1)
    pairs: NDArray[np.floating] = (counts * (counts - 1)).sum(axis=1) / (total * (total - 1))
    return pairs


def _quantiles(values: NDArray[np.floating]) -> tuple[float, float]:
    low, high = np.quantile(values, TAILS)
    return float(low), float(high)
