"""How much rests on one source: the Herfindahl index and the largest share, on plain counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talleyrand.analyse.contacts.rates import MASS, TAILS, Estimate
from talleyrand.analyse.shares import share_interval

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
    *Nature* 163, 1949). Its interval is by multinomial bootstrap of the counts, each draw's estimate moved by what
    resampling adds; that of the largest share is Jeffreys' (`analyse/shares.py`). Where all counted have one source
    nothing varies in draws: the index is then at least the square of the share's low end.
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
    largest = Estimate(*share_interval(int(found[top]), total, MASS))
    low, high = _quantiles(moved)
    return Concentration(largest, Estimate(index, low if len(found) > 1 else largest.low**2, high))


def _simpson(counts: NDArray[np.floating] | NDArray[np.integer]) -> NDArray[np.floating]:
    total = counts.sum(axis=1)
    pairs: NDArray[np.floating] = (counts * (counts - 1)).sum(axis=1) / (total * (total - 1))
    return pairs


def _quantiles(values: NDArray[np.floating]) -> tuple[float, float]:
    low, high = np.quantile(values, TAILS)
    return float(low), float(high)
