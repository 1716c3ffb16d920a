"""How well confidence holds: of the records that are said to be right so often, which share is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

BINS = 6
Z = 1.96


@dataclass(frozen=True, slots=True)
class Bin:
    """Records of like confidence: how many, their mean confidence, the share that is right with its 95 % interval."""

    n: int
    said: float
    right: float
    low: float
    high: float


def brier(said: Sequence[float], right: Sequence[bool]) -> float:
    """Return the mean squared difference between what was said and what was right (Brier 1950); 0 is perfect."""
    return sum((p - r) ** 2 for p, r in zip(said, right, strict=True)) / len(said)


def bins(said: Sequence[float], right: Sequence[bool], count: int = BINS) -> list[Bin]:
    """Return the records in bins of equal size, the least sure first."""
    pairs = sorted(zip(said, right, strict=True))
    borders = [round(i * len(pairs) / count) for i in range(count + 1)]
    return [_bin(pairs[a:b]) for a, b in pairwise(borders) if b > a]


def expected_calibration_error(found: Sequence[Bin]) -> float:
    """Return the mean difference between confidence and share right, each bin by its size."""
    return sum(b.n * abs(b.said - b.right) for b in found) / sum(b.n for b in found)


def _bin(pairs: Sequence[tuple[float, bool]]) -> Bin:
    n, right = len(pairs), sum(r for _, r in pairs)
    low, high = wilson(right, n)
    return Bin(n, sum(p for p, _ in pairs) / n, right / n, low, high)


def wilson(right: int, n: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share."""
    share, spread = right / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return middle - half, middle + half
