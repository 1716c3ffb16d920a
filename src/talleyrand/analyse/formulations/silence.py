"""Whether a phrase that was used has been dropped: how improbable its silence is, given its rate and what was said.

Time is counted in exposure, what the actor has said (texts, or words), not in days: who says nothing drops nothing.
Uses at a constant rate between the first use at a and the end T of what was said lie anywhere there with equal
chance; that all n - 1 uses after the first lie before the last one seen at b has the probability

    P = ((b - a) / (T - a))^(n - 1),

which is also the chance that a Gamma-Poisson rate learned from n - 1 uses in the exposure b - a brings no use in the
exposure T - b (a Lomax distribution: (1 + (T - b) / (b - a))^-(n - 1)). Uses come in bursts, though: where the gaps
between them vary more than at a constant rate (squared coefficient of variation C > 1), the n - 1
uses tell as much as (n - 1) / C (Cox and Lewis 1966, "The Statistical Analysis of Series of Events", on the index
of dispersion of intervals).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

DROPPED = 0.05
"""Probability of its silence below which a phrase counts as dropped, and of a late first use below which it is new."""


def silence(uses: ArrayLike, end: float, *, bursts: bool = True) -> float:
    """Return the probability of so long a silence after the last use, 0 to 1; 1 for a single use.

    `uses` are the exposures at which it was used, in order, `end` that of all that was said; without `bursts` each use
    tells as much as one at a constant rate.
    """
    at = np.asarray(uses, dtype=float)
    if len(at) < 2 or end <= at[-1]:
        return 1.0
    told = (len(at) - 1) / max(1.0, (dispersion(at) or 1.0) if bursts else 1.0)
    return float(((at[-1] - at[0]) / (end - at[0])) ** told)


def emergence(uses: ArrayLike, end: float, *, bursts: bool = True) -> float:
    """Return the probability of so late a first use, 0 to 1: `silence` with time running back."""
    at = np.asarray(uses, dtype=float)
    return silence((end - at)[::-1], end, bursts=bursts)


def dispersion(uses: ArrayLike) -> float | None:
    """Return the squared coefficient of variation of the gaps: 0 regular, 1 at random, more in bursts.

    None below 4 uses.
    """
    gaps = np.diff(np.asarray(uses, dtype=float))
    if len(gaps) < 3 or not gaps.sum():
        return None
    return float(gaps.var(ddof=1) / gaps.mean() ** 2)


def rate_per_30_days(uses: int, days: int) -> float:
    """Return uses in 30 days over the days from the first to the last use, 30 days at the least."""
    return 30.0 * uses / max(30, days)
