"""The signed network among the most active parties of a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import ndtri

from talleyrand.analyse.balance.frustration import Frustration, frustration
from talleyrand.analyse.balance.network_records import Occasions, Pair, Readings, occasions
from talleyrand.analyse.balance.signed_network import Floats, Ints, Triads, drawn, shrunken, square, straddles, triads
from talleyrand.model.results import Reason

DRAWS = 200
SEED = 1946
"""Of the draws of networks: the year of Heider's paper."""


@dataclass(frozen=True, slots=True)
class Pool:
    """All edges found, before the most active parties are chosen; one value an edge.

    `records` are the numbers of the records behind each edge, once for each of their readings, `leads` those of the
    first record of each of its occasions; `independent` counts the occasions.
    """

    pairs: tuple[Pair, ...]
    weight: Floats
    spread: Floats
    friendly: Floats
    records: tuple[Ints, ...]
    leads: tuple[Ints, ...]
    independent: Ints


@dataclass(frozen=True)
class Network:
    """The signed network: matrices by place in `parties`; `at` is the place of each edge in the pool, -1 for none.

    `sure` is the probability of its sign from which an edge counts where edges are only counted.
    """

    parties: tuple[str, ...]
    pool: Pool
    at: Ints
    weight: Floats
    spread: Floats
    friendly: Floats
    sure: float
    level: float
    others: int

    @cached_property
    def triads(self) -> Triads:
        """All triads."""
        return triads(self.weight, self.friendly)

    @cached_property
    def draws(self) -> Floats:
        """Networks as they may be, given how uncertain each sign is; draws first."""
        return drawn(self.weight, self.friendly, DRAWS, SEED)

    @cached_property
    def certain(self) -> Floats:
        """The weights of the edges with a sure sign, 0 elsewhere."""
        known = np.maximum(self.friendly, 1 - self.friendly) >= self.sure
        return np.where(known, self.weight, 0.0)

    @cached_property
    def frustration(self) -> Frustration:
        """The fewest edges with a sure sign that would have to change it."""
        return frustration(self.certain, self.certain)

    @cached_property
    def straddles(self) -> tuple[Floats, Floats, Floats]:
        """The straddle of each party, and its bounds."""
        value = straddles(self.weight, self.friendly)
        low, high = self.bounds(straddles(self.draws))
        return value, np.fmin(value, low), np.fmax(value, high)

    @property
    def edges(self) -> list[tuple[int, int]]:
        """The places of the two parties of each edge, the first smaller."""
        return [(int(i), int(j)) for i, j in np.argwhere(np.triu(self.at >= 0, 1))]

    @property
    def sure_edges(self) -> list[tuple[int, int]]:
        """Those with a sure sign."""
        return [edge for edge in self.edges if self.certain[edge]]

    def bounds(self, values: Floats) -> tuple[Floats, Floats]:
        """The interval of drawn values (draws first); NaN where none are known."""
        low, high = np.quantile(values, [(1 - self.level) / 2, (1 + self.level) / 2], axis=0)
        return low, high

    def edge_bounds(self, i: int, j: int) -> tuple[float, float]:
        """The interval of an edge's weight."""
        half = float(ndtri((1 + self.level) / 2)) * self.spread[i, j]
        return float(self.weight[i, j] - half), float(self.weight[i, j] + half)

    def counts(self, edges: Iterable[tuple[int, int]]) -> tuple[int, int]:
        """Records and independent reports behind edges; a record that tells of several counts once."""
        places = [self.at[i, j] for i, j in edges]
        return _distinct(self.pool.records, places), _distinct(self.pool.leads, places)


def pooled(found: Readings, said: Occasions) -> Pool:
    """Return the edges of all readings with their shrunken weights."""
    size = len(found.edges)
    edges = shrunken(said.edge, said.score, said.weight, size)
    numbers: dict[str, int] = {}
    number = np.array([numbers.setdefault(record, len(numbers)) for record in found.record], dtype=np.int64)
    edge, occasion, *_ = found.columns()
    first = np.unique(occasion, return_index=True)[1]
    behind, leads = _by_edge(number, edge, size), _by_edge(number[first], said.edge, size)
    independent = np.bincount(said.edge, minlength=size)
    return Pool(tuple(found.edges), edges.weight, edges.spread, edges.friendly, behind, leads, independent)


def _by_edge(numbers: Ints, edge: Ints, size: int) -> tuple[Ints, ...]:
    order = np.argsort(edge, kind="stable")
    ends = np.cumsum(np.bincount(edge, minlength=size))[:-1]
    return tuple(np.split(numbers[order], ends)) if size else ()


def _distinct(numbers: Sequence[Ints], places: Sequence[int]) -> int:
    return len(np.unique(np.concatenate([numbers[place] for place in places]))) if places else 0


def network_of(pool: Pool, top: int, actor: str | None, options: tuple[float, float]) -> Network:
    """Return the network among the `top` parties with most independent reports, and `actor` in any case.

    `options` are the probability from which a sign is sure, and the level of intervals.
    """
    activity: Counter[str] = Counter()
    for pair, count in zip(pool.pairs, pool.independent, strict=True):
        for party in pair:
            activity[party] += int(count)
    ranked = sorted(activity, key=lambda party: (-activity[party], party))
    parties = ranked[:top]
    if actor is not None and actor in activity and actor not in parties:
        parties = [*parties[: top - 1], actor]
    place = {party: at for at, party in enumerate(parties)}
    kept = [at for at, pair in enumerate(pool.pairs) if pair[0] in place and pair[1] in place]
    one, other = (np.array([place[pool.pairs[at][end]] for at in kept], dtype=np.intp) for end in (0, 1))
    size, chosen = len(parties), np.array(kept, dtype=np.intp)

    def matrix(values: Floats, missing: float = 0.0) -> Floats:
        found = square(size, one, other, values[chosen])
        return found if missing == 0 else np.where(present, found, missing)

    present = square(size, one, other, np.ones(len(kept))) > 0
    at = np.where(present, square(size, one, other, chosen.astype(float)), -1).astype(np.intp)
    matrices = matrix(pool.weight), matrix(pool.spread), matrix(pool.friendly, 0.5)
    return Network(tuple(parties), pool, at, *matrices, *options, len(ranked) - size)


def edge_reasons(found: Readings, pool: Pool, places: Sequence[int]) -> tuple[Reason, ...]:
    """Return the records behind edges; weights are shares of the mean of each edge and add up to 1 for each."""
    edge, occasion, score, weight = found.columns()
    count = np.bincount(occasion, minlength=len(found.occasions))
    total = np.bincount(edge, weight / count[occasion], len(pool.pairs))
    made: list[Reason] = []
    for place in places:
        pair = " and ".join(pool.pairs[place])
        for at in np.nonzero(edge == place)[0]:
            share = weight[at] / count[occasion[at]] / total[place]
            note = f"{pair}: {found.note[at]}"
            made.append(Reason(found.record[at], float(share), float(score[at]), f"occasion:{occasion[at]}", note))
    return tuple(made)


def network_from(found: Readings, top: int, actor: str | None, options: tuple[float, float]) -> Network:
    """Return the network of readings, as `network_of`."""
    return network_of(pooled(found, occasions(found)), top, actor, options)
