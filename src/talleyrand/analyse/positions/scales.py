"""The logit scale for counts of friendly and hostile reports, and weights that forget.

W. Lowe, K. Benoit, S. Mikhaylov and M. Laver, Scaling Policy Preferences from Coded Political Texts, Legislative
Studies Quarterly 36(1), 2011, 123-155: the logit scale has no ends, and tells none of two from none of twenty.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]

OFFSET = 0.5
"""Half a report on each side, so that none at all has a place on the scale."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """A place on a scale with its variance; on the logit scale 0 is even, and above 0 friendly."""

    value: float
    variance: float

    def interval(self, level: float) -> tuple[float, float]:
        """Return the bounds that hold the place with the probability `level`, by the normal approximation."""
        reach = float(ndtri((1 + level) / 2)) * sqrt(self.variance)
        return self.value - reach, self.value + reach


def logit_scale(friendly: float, hostile: float) -> Scaled:
    """Return log((P + 1/2)/(N + 1/2)) and its variance 1/(P + 1/2) + 1/(N + 1/2), of independent reports.

    >>> round(logit_scale(20, 0).value, 2), round(logit_scale(2, 0).value, 2)
    (3.71, 1.61)
    """
    above, below = friendly + OFFSET, hostile + OFFSET
    return Scaled(log(above / below), 1 / above + 1 / below)


def salience(friendly: float, hostile: float, total: float) -> float:
    """Return log((P + N + 1)/T): how much of all that an actor says and does (T) is of this matter."""
    return log((friendly + hostile + 1) / total)


def half_life_weights(ages: NDArray[np.int64] | Floats, half_life: float) -> Floats:
    """Return 2^(-age/half-life) for ages in days, nothing for what is still to come (ages below 0)."""
    return np.where(ages >= 0, np.exp2(-np.maximum(ages, 0) / half_life), 0.0)
