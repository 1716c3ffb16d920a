"""Cohen's kappa of two coders, for readers who expect it, with its large-sample interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Z90 = 1.6448536269514722
"""The normal deviate of a two-sided interval of 90 %."""


@dataclass(frozen=True, slots=True)
class Kappa:
    """Kappa with its 90 % interval, the share of agreement, and how many units both coded.

    Kappa and interval are None where chance alone explains every agreement (all in one category).
    """

    kappa: float | None
    low: float | None
    high: float | None
    agreement: float | None
    units: int


def cohen(pairs: Sequence[tuple[str, str]]) -> Kappa:
    """Return kappa of the values that two coders gave to the same units.

    Cohen (1960): kappa = (p_o - p_e) / (1 - p_e), p_e from each coder's own margins. The variance is that of Fleiss,
    Cohen and Everitt (1969), equation 13.
    """
    if not pairs:
        return Kappa(None, None, None, None, 0)
    names = sorted({value for pair in pairs for value in pair})
    place = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(names), len(names)))
    for one, other in pairs:
        table[place[one], place[other]] += 1
    p = table / len(pairs)
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    observed, chance = float(np.trace(p)), float(rows @ columns)
    if chance >= 1:
        return Kappa(None, None, None, observed, len(pairs))
    kappa = (observed - chance) / (1 - chance)
    cross = columns[:, None] + rows[None, :]
    diagonal = float((np.diag(p) * ((1 - chance) - np.diag(cross) * (1 - observed)) ** 2).sum())
    off = p * cross**2
    rest = (1 - observed) ** 2 * float(off.sum() - np.trace(off))
    variance = (diagonal + rest - (observed * chance - 2 * chance + observed) ** 2) / (len(pairs) * (1 - chance) ** 4)
    reach = Z90 * float(np.sqrt(max(variance, 0.0)))
    return Kappa(kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach), observed, len(pairs))
