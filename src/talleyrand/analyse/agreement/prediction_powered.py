"""Honest totals from a sample that a person reviewed: the prediction-powered mean.

Angelopoulos, Bates, Fannjiang, Jordan and Zrnic (2023), Science 382:669-674. The machine's values f are known for all N
units, a person's y for n of them, drawn at random. The mean of y over all is estimated by the machine's mean, put right
by its mean error on the sample:

    theta = mean(f over N) + mean(y - f over n),   var = var(f) / N + var(y - f) / n

It is unbiased whatever the machine does, and its interval is shorter than that of the sample alone when the machine is
often right. Here the N units are the whole that is asked about, not a sample of a larger one: their machine mean has no
error, so var(f) / N falls away, and the sample is drawn without putting back, so that the other term is multiplied by
1 - n / N (Cochran 1977, section 2.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

Array = npt.NDArray[np.float64]
UPPER = 0.95
"""The upper end of a two-sided interval of 90 %, from Student's distribution with n - 1 degrees of freedom."""
FEWEST = 2
"""Reviewed units from which the variance of the errors can be told."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An estimate with its 90 % interval; `machine` is what the machine alone says, `reviewed` the sample's size."""

    estimate: float
    low: float
    high: float
    machine: float
    reviewed: int
    total: int


def prediction_powered_mean(machine: Sequence[float], reviewed: Sequence[tuple[float, float]]) -> Corrected | None:
    """Return the mean over all units; None with fewer than two reviewed ones.

    `machine` are the machine's values of all N units, `reviewed` pairs of the machine's and the person's value of the n
    units of the sample, which must have been drawn at random from the N.
    """
    if len(reviewed) < FEWEST:
        return None
    values = np.asarray(machine, dtype=float)
    pairs = np.asarray(reviewed, dtype=float)
    errors = pairs[:, 1] - pairs[:, 0]
    estimate = float(values.mean() + errors.mean())
    n = len(errors)
    left = max(0.0, 1 - n / len(values))
    reach = float(stdtrit(n - 1, UPPER) * np.sqrt(_variance(errors, pairs[:, 1]) * left / n))
    return Corrected(estimate, estimate - reach, estimate + reach, float(values.mean()), n, len(values))


def _variance(errors: Array, truth: Array) -> float:
    """Return the variance of the errors; where a person said the same of all, at least that of one case more or less.

    A sample in which all are right does not show that none is wrong: half a case is added to either side, as Jeffreys'
    prior does.
    """
    variance = float(errors.var(ddof=1))
    if np.ptp(truth) > 0:
        return variance
    share = (float(truth.sum()) + 0.5) / (len(truth) + 1)
    return max(variance, share * (1 - share))
