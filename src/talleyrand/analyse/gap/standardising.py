"""Words and deeds on one scale: means with honest variances, standardised on a reference set, and their difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

USUAL_NOISE = 0.4
"""Deviation of single reports where fewer than FEWEST_FREEDOM beyond one a cell tell it."""
FEWEST_FREEDOM = 10
PRIOR_FREEDOM = 4
"""Weight of the pooled variance against that of a cell: as so many reports more."""
LEAST_NOISE = 0.05


@dataclass(frozen=True, slots=True)
class Means:
    """The mean of each cell, its variance, the degrees of freedom of that, and the independent reports in it.

    `noise` is the deviation of single reports that was taken for all cells.
    """

    mean: Floats
    variance: Floats
    freedom: Floats
    count: Ints
    noise: float


@dataclass(frozen=True, slots=True)
class Scale:
    """What scores are standardised by: z = (value - mean) / deviation; `dyads` are counted, 0 for the raw scale."""

    mean: float
    deviation: float
    dyads: int

    def z(self, value: float) -> float:
        """Return a value in standard deviations from the mean of the reference."""
        return (value - self.mean) / self.deviation


RAW = Scale(0.0, 1.0, 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """A difference with its bounds, and the probabilities that it is above delta and below minus delta."""

    value: float
    low: float
    high: float
    above: float
    below: float


def cell_means(cell: Ints, score: Floats, weight: Floats, cells: int, noise: float | None = None) -> Means:
    """Return the weighted mean of each cell from independent scores, NaN for empty ones.

    The variance of a single report is moderated (Smyth 2004): s^2 = (d0 noise^2 + SS) / (d0 + n - 1), noise being the
    pooled deviation within cells unless given; that of the mean is s^2 sum w^2 / (sum w)^2, with d0 + n - 1 degrees.
    """
    total = np.bincount(cell, weight, cells)
    count = np.bincount(cell, minlength=cells)
    some = total > 0
    mean = np.divide(np.bincount(cell, weight * score, cells), total, out=np.full(cells, np.nan), where=some)
    squares = np.bincount(cell, (score - mean[cell]) ** 2, cells)
    pooled = pooled_noise(squares, count) if noise is None else noise
    freedom = PRIOR_FREEDOM + np.maximum(count - 1, 0).astype(float)
    single = (PRIOR_FREEDOM * pooled**2 + squares) / freedom
    shares = np.divide(np.bincount(cell, weight**2, cells), total**2, out=np.full(cells, np.nan), where=some)
    return Means(mean, single * shares, freedom, count, pooled)


def pooled_noise(squares: NDArray[Any], count: NDArray[Any]) -> float:
    """Return the deviation of single reports within cells."""
    freedom = int(np.maximum(count - 1, 0).sum())
    if freedom < FEWEST_FREEDOM:
        return USUAL_NOISE
    return max(float(np.sqrt(squares.sum() / freedom)), LEAST_NOISE)


def scale_of(values: Floats) -> Scale:
    """Return the mean and standard deviation of a reference set."""
    return Scale(float(values.mean()), float(values.std(ddof=1)), len(values))


def gap_between(
    words: tuple[float, float, float], deeds: tuple[float, float, float], delta: float, level: float
) -> Gap:
    """Return words less deeds; each is a value, its variance and its degrees of freedom, all on one scale.

    Variances add up; degrees of freedom by Welch and Satterthwaite. The probabilities are those of a t distribution
    around the difference (a flat prior): where little is known, a large gap either way is likely.
    """
    value, variance = words[0] - deeds[0], words[1] + deeds[1]
    freedom = variance**2 / (words[1] ** 2 / words[2] + deeds[1] ** 2 / deeds[2])
    error = np.sqrt(variance)
    half = float(stdtrit(freedom, (1 + level) / 2)) * error
    above, below = (float(stdtr(freedom, (side * value - delta) / error)) for side in (1, -1))
    return Gap(value, float(value - half), float(value + half), above, below)
