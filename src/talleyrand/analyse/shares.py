"""A share with its interval."""

from __future__ import annotations

from scipy.special import betaincinv


def share_interval(part: int, whole: int, level: float = 0.9) -> tuple[float, float, float]:
    """Return the share part / whole (0 to 1) with the low and high end of its interval at `level`.

    The interval is Jeffreys': quantiles of Beta(part + 1/2, whole - part + 1/2), its low end 0 where the part is
    nothing and its high end 1 where it is all (Brown, Cai and DasGupta 2001, "Interval estimation for a binomial
    proportion", Statistical Science 16(2):101-133).

    >>> [round(value, 3) for value in share_interval(3, 10)]
    [0.3, 0.12, 0.556]
    """
    if whole <= 0:
        return 0.0, 0.0, 1.0
    tail = (1 - level) / 2
    a, b = part + 0.5, whole - part + 0.5
    low = 0.0 if part == 0 else float(betaincinv(a, b, tail))
    high = 1.0 if part == whole else float(betaincinv(a, b, 1 - tail))
    return part / whole, low, high
