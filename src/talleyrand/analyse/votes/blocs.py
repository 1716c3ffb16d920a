"""Blocs: states that vote alike, by clustering, and how closely each holds together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from scipy.special import stdtrit

from talleyrand.analyse.votes.similarity import crossed, mean_distance

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_STATES = 4
FEWEST_CHOICES = 5
"""Contested roll calls in which a state must have voted to be put in a bloc."""
MOST_BLOCS = 8
CONTESTED = 0.05
"""Roll calls on which fewer states than this share differed from the majority part nobody, and are left out."""
_VALUES = 3


@dataclass(frozen=True, slots=True)
class Bloc:
    """States (their places) that vote alike; `cohesion` is the mean agreement index over `roll_calls`, with interval.

    `low` and `high` are None where there are fewer than two roll calls.
    """

    members: tuple[int, ...]
    cohesion: float
    low: float | None
    high: float | None
    roll_calls: int


def find_blocs(table: Ints, level: float = 0.9, *, number: int | None = None) -> tuple[list[Bloc], int]:
    """Return the blocs of a table (states by roll calls, 0 no, 1 abstain, 2 yes), the largest first, and on how many
    contested roll calls they rest.

    States are joined by average linkage on the mean distance of their votes (1 - Lijphart's agreement) over contested
    roll calls; the number of blocs, unless given, is that from 2 to 8 with the largest mean silhouette (Rousseeuw,
    Journal of Computational and Applied Mathematics 20:53-65, 1987).
    """
    contested = table[:, is_contested(table)]
    able = np.flatnonzero(((contested >= 0) & (contested < _VALUES)).sum(axis=1) >= FEWEST_CHOICES)
    if len(able) < FEWEST_STATES:
        return [], contested.shape[1]
    distance = _distances(contested[able])
    tree = linkage(squareform(distance, checks=False), method="average")
    counts = range(2, min(MOST_BLOCS, len(able) - 1) + 1) if number is None else [min(number, len(able))]
    cuts = [fcluster(tree, count, criterion="maxclust") for count in counts]
    labels = max(cuts, key=lambda labels: silhouette(distance, labels))
    blocs = [_bloc(contested, able[labels == label], level) for label in np.unique(labels)]
    return sorted(blocs, key=lambda bloc: (-len(bloc.members), bloc.members)), contested.shape[1]


def is_contested(table: Ints) -> NDArray[np.bool_]:
    """Tell for each roll call whether at least a twentieth of those who voted, and two, differed from the majority."""
    counts = np.stack([(table == value).sum(axis=0) for value in range(_VALUES)])
    total = counts.sum(axis=0)
    return np.asarray(total - counts.max(axis=0) >= np.maximum(CONTESTED * total, 2), dtype=np.bool_)


def agreement_index(counts: Ints) -> Floats:
    """Return the agreement index of votes cast, from 0 (evenly divided) to 1 (all alike), for rows of yes, no, abstain.

    AI = (max(Y, N, A) - ((Y + N + A) - max(Y, N, A)) / 2) / (Y + N + A): Hix, Noury and Roland, "Power to the Parties:
    Cohesion and Competition in the European Parliament, 1979-2001", British Journal of Political Science 35(2):209-234
    (2005). nan where nobody voted.
    """
    given = counts.astype(np.float64)
    total, most = given.sum(axis=1), given.max(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((most - (total - most) / 2) / total, dtype=np.float64)


def silhouette(distance: Floats, labels: Ints) -> float:
    """Return the mean silhouette of a clustering: -1 to 1; 0 for a state alone in its bloc (Rousseeuw 1987)."""
    groups = np.unique(labels)
    inside = np.stack([labels == group for group in groups], axis=1).astype(np.float64)
    sizes = inside.sum(axis=0)
    if len(groups) < 2:
        return -1.0
    sums = distance @ inside
    own = inside.astype(bool)
    size = sizes[np.argmax(own, axis=1)]
    within = sums[own] / np.maximum(size - 1, 1)
    across = np.where(own, np.inf, sums / sizes).min(axis=1)
    largest = np.maximum(np.maximum(within, across), 1e-12)
    return float(np.where(size > 1, (across - within) / largest, 0.0).mean())


def _distances(table: Ints) -> Floats:
    size = len(table)
    found = mean_distance(crossed(table).reshape(-1, _VALUES, _VALUES).astype(np.float64)).reshape(size, size)
    filled = np.where(np.isnan(found), float(np.nanmean(found)), found)
    np.fill_diagonal(filled, 0.0)
    return filled


def _bloc(table: Ints, members: Ints, level: float) -> Bloc:
    own = table[members]
    counts = np.stack([(own == value).sum(axis=0) for value in range(_VALUES)], axis=1)
    index = agreement_index(counts[counts.sum(axis=1) >= min(2, len(members))])
    number = len(index)
    mean = float(index.mean()) if number else float("nan")
    if number < 2:
        return Bloc(tuple(members.tolist()), mean, None, None, number)
    reach = float(stdtrit(number - 1, (1 + level) / 2) * index.std(ddof=1) / np.sqrt(number))
    return Bloc(tuple(members.tolist()), mean, max(mean - reach, -0.5), min(mean + reach, 1.0), number)
