"""How much of what an actor says and does is toward another: salience, apart from position."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np
from scipy.special import ndtri

from talleyrand.analyse.choosing import chosen, day_of
from talleyrand.analyse.clusters import clusters_of
from talleyrand.analyse.dyads import Dyad
from talleyrand.analyse.parties import Party
from talleyrand.analyse.positions.methods import balance, directions
from talleyrand.analyse.positions.scales import salience
from talleyrand.model.records import Record


@dataclass(frozen=True, slots=True)
class SalienceRow:
    """Salience in the step that ends on `day`: log((P + N + 1)/T), higher for more; bounds as for positions.

    `independent` are the friendly and hostile reports (P and N), `total` all independent reports of what the actor says
    and does (T); `records` count those of the dyad.
    """

    day: date
    value: float
    low: float
    high: float
    records: int
    independent: int
    total: int


def saliences(
    records: Iterable[Record], dyad: Dyad, actor: str, ends: Sequence[date], *, after: date, level: float
) -> tuple[SalienceRow, ...]:
    """Return the salience of each step with reports toward the target (Lowe et al. 2011, see `scales`).

    The first step begins on the day after `after`.
    """
    totals = _units(records, actor, ends, after)
    stance = dyad["all"]
    steps = np.searchsorted([end.toordinal() for end in ends], stance.days)
    rows = []
    for step in np.unique(steps).tolist():
        directed = sum(balance(directions(stance, steps == step).values()))
        total = max(totals[step], directed, 1)
        value = salience(directed, 0, total)
        reach = float(ndtri((1 + level) / 2)) * sqrt(max(1 / (directed + 1) - 1 / (total + 1), 0.0))
        count = int(np.sum(steps == step))
        rows.append(SalienceRow(ends[step], value, value - reach, value + reach, count, directed, total))
    return tuple(rows)


def _units(records: Iterable[Record], actor: str, ends: Sequence[date], after: date) -> dict[int, int]:
    """Return how many independent reports of what the actor says and does stand in each step."""
    party = Party.of(actor)
    own = [record for record in chosen(records) if party.acts_in(record)]
    clusters = clusters_of(own)
    seen: dict[int, set[str]] = defaultdict(set)
    for record in own:
        day = day_of(record)
        if day is not None and after < day <= ends[-1]:
            seen[bisect_left(ends, day)].add(clusters[record.id])
    return defaultdict(int, {step: len(found) for step, found in seen.items()})
