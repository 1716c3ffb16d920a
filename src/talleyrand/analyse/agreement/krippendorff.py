"""Krippendorff's alpha: agreement of any number of coders beyond chance, with missing values, on three scales.

Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. alpha = 1 - D_o / D_e, where the observed
disagreement D_o is the mean squared difference of the pairs of values within units, and the expected one D_e that of
all pairs of values. Differences: nominal 0 or 1; interval (c - k)^2; ordinal the square of the number of values
between two ranks, each end counted half, which is the squared difference of mid-ranks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from talleyrand.analyse.resampling import expanded

Scale = Literal["nominal", "ordinal", "interval"]
Array = npt.NDArray[np.float64]
SEED = 20220225
DRAWS = 1000
TENTATIVE, RELIABLE = 0.667, 0.8
"""Krippendorff's bounds: below the first no conclusion, between them tentative ones, from the second on reliable."""
LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Alpha:
    """Alpha with its bootstrap interval (90 %) and the probability that it lies below the tentative bound of 0.667.

    `units` are those that two coders or more valued, `values` their values. All are None where nothing varies: alpha
    is not defined without variation. One unit has no interval.
    """

    alpha: float | None
    low: float | None
    high: float | None
    below: float | None
    units: int
    values: int


def counts_of(units: Sequence[Sequence[str | float | None]]) -> tuple[Array, Array]:
    """Return how often each value occurs in each unit (units by values), and the values as numbers.

    A unit is the values that its coders gave, None for those who gave none; units with fewer than two values are left
    out, since there is nothing to compare. Names are numbered in their order and are for the nominal scale alone.
    """
    paired = [[v for v in unit if v is not None and v == v] for unit in units]  # noqa: PLR0124  not a number differs
    paired = [unit for unit in paired if len(unit) > 1]
    known = sorted({value for unit in paired for value in unit}, key=lambda value: (isinstance(value, str), value))
    place = {value: at for at, value in enumerate(known)}
    table = np.zeros((len(paired), len(known)))
    for row, unit in enumerate(paired):
        for value in unit:
            table[row, place[value]] += 1
    numbers = [float(place[value]) if isinstance(value, str) else float(value) for value in known]
    return table, np.array(numbers)


def krippendorff(
    units: Sequence[Sequence[str | float | None]],
    scale: Scale = "nominal",
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Alpha:
    """Return alpha with its interval from a bootstrap over units.

    Hayes and Krippendorff (2007) give the interval and P(alpha < 0.667) from resampled pairs with D_e held; here whole
    units are resampled and D_e with them, as Zapf et al. (2016) do, which covers as it should where the margins are
    uncertain too, with percentiles a little further out where units are few. Draws without any variation are left out.
    """
    counts, values = counts_of(units)
    if not counts.size:
        return Alpha(None, None, None, None, 0, 0)
    n = len(counts)
    point = _finite(float(_alphas(counts, values, scale, np.ones((1, n)))[0]))
    if point is None or n == 1:
        return Alpha(point, None, None, None, n, int(counts.sum()))
    weights = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws).astype(float)
    drawn = _alphas(counts, values, scale, weights)
    drawn = drawn[np.isfinite(drawn)]
    if not drawn.size:
        return Alpha(point, None, None, None, n, int(counts.sum()))
    low, high = np.quantile(drawn, expanded(LEVEL, n))
    return Alpha(point, float(low), float(high), float((drawn < TENTATIVE).mean()), n, int(counts.sum()))


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _alphas(counts: Array, values: Array, scale: Scale, weights: Array) -> Array:
    """Return alpha for each row of weights over the units; NaN where nothing varies.

    alpha = 1 - (n - 1) sum_u d_u / E, with d_u the squared differences of the ordered pairs within unit u over m_u - 1,
    E those of all ordered pairs, n the number of values.
    """
    sizes = counts.sum(axis=1)
    margins = weights @ counts
    n = margins.sum(axis=1)
    if scale == "nominal":
        within = (sizes**2 - (counts**2).sum(axis=1)) / (sizes - 1)
        observed, expected = weights @ within, n**2 - (margins**2).sum(axis=1)
    else:
        places = np.broadcast_to(values, margins.shape) if scale == "interval" else margins.cumsum(axis=1) - margins / 2
        observed = _squares_within(counts, sizes, places, weights)
        expected = 2 * (n * (margins * places**2).sum(axis=1) - (margins * places).sum(axis=1) ** 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)
    return found


def _squares_within(counts: Array, sizes: Array, places: Array, weights: Array) -> Array:
    """Return the weighted sum over units of 2 (m sum x^2 - (sum x)^2) / (m - 1), x being the places of the values."""
    squares = (places**2) @ counts.T
    sums = places @ counts.T
    within: Array = (weights * 2 * (sizes * squares - sums**2) / (sizes - 1)).sum(axis=1)
    return within
