"""How often, how long silent, who began: the rates behind contacts, on plain numbers.

Contacts are taken for a Poisson process with a rate per day that nobody knows; with Jeffreys' prior Gamma(1/2, 0) and k
contacts in T days the rate is Gamma(k + 1/2, T) afterwards (Gelman et al., *Bayesian Data Analysis*, 3rd edition, 2013,
section 2.6; Jeffreys' prior for a Poisson mean in section 2.8).
"""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import betaincinv, gammaincinv

MONTH = 365.25 / 12
"""Days of a month, for rates."""
MASS = 0.9
"""Probability that an interval holds."""
TAILS = ((1 - MASS) / 2, (1 + MASS) / 2)
FEWEST_FOR_SILENCE = 2
"""Contacts from which a silence can be called surprising: one contact tells no rate."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval of `MASS` probability."""

    value: float
    low: float
    high: float


def rate_per_month(contacts: int, days: float) -> Estimate | None:
    """Return the rate of contacts a month: (k + 1/2) / T and the quantiles of Gamma(k + 1/2, T).

    `contacts` in a period of `days`; None for an empty period.

    >>> rate_per_month(3, 365.25 / 12 * 7).value
    0.5
    """
    if days <= 0:
        return None
    months = days / MONTH
    shape = contacts + 0.5
    low, high = (float(gammaincinv(shape, tail)) / months for tail in TAILS)
    return Estimate(shape / months, low, high)


def silence_surprise(contacts: int, days_before: float, days_silent: float) -> float | None:
    """Return the probability of no contact in the last `days_silent` days, given the rate before the last contact.

    `contacts` in the `days_before` days up to and with the last contact. With the rate Gamma(k + 1/2, T) the integral
    of exp(-lambda d) over it is (T / (T + d)) ** (k + 1/2), the survival of a Lomax (Pareto II) distribution. None with
    fewer than `FEWEST_FOR_SILENCE` contacts or no days before the last.

    >>> round(silence_surprise(9, 90, 30), 4), silence_surprise(1, 90, 30)
    (0.065, None)
    """
    if contacts < FEWEST_FOR_SILENCE or days_before <= 0 or days_silent < 0:
        return None
    return float((days_before / (days_before + days_silent)) ** (contacts + 0.5))


def share(part: float, whole: float) -> Estimate | None:
    """Return a share with its interval: the mean and quantiles of Beta(part + 1/2, whole - part + 1/2).

    Jeffreys' prior: see Brown, Cai and DasGupta, *Statistical Science* 16(2), 2001, section 3.1.2.
    None for an empty whole.

    >>> share(3, 4).value
    0.7
    """
    if whole <= 0:
        return None
    shapes = part + 0.5, whole - part + 0.5
    low, high = (float(betaincinv(*shapes, tail)) for tail in TAILS)
    return Estimate(shapes[0] / (whole + 1), low, high)
