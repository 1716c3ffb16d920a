"""The search for turns: series of scores and of counts by channel, their change points, and how sure each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from talleyrand.analyse.dyads import PLACES, Dyad, Ints, Place, Stance
from talleyrand.analyse.resampling import totals
from talleyrand.analyse.turning_points import pelt
from talleyrand.model.events import NEAR_DAYS

Kind = Literal["score", "hostile", "friendly"]
KINDS: tuple[Kind, ...] = ("score", "hostile", "friendly")
SEED = 1838
PERMUTATIONS = 999
CREDIBLE = 0.9
"""Probability that a turning point lies between `earliest` and `latest`."""
WEEK = 7
FEWEST_DAYS = 3
"""Days with reports that a segment of scores has at least: one report out of line is an exception, not a turn."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A day on which a series turned: the first of a new segment, `earliest` to `latest` with a probability of 0.9.

    `before` and `after` are the means of the segments on its two sides: scores from -1 to +1, or independent reports a
    week (`unit`). `p` is the share of permutations of the days between the neighbouring turning points whose best split
    is as good. Counts are of both segments.
    """

    channel: Place
    series: Kind
    day: date
    earliest: date
    latest: date
    before: float
    after: float
    unit: Literal["score", "a week"]
    p: float
    records: int
    independent: int
    records_before: int
    records_after: int


@dataclass(frozen=True, slots=True)
class Searched:
    """A series with its change points: `days` are those of its points, `members` which observations it is made of."""

    channel: Place
    kind: Kind
    stance: Stance
    series: pelt.Series
    days: Ints
    members: Ints
    penalty: float
    places: tuple[int, ...]

    @property
    def edges(self) -> tuple[int, ...]:
        """The places at which segments begin, and the end."""
        return (0, *self.places, len(self.days))

    def mean(self, start: int, end: int) -> float:
        """Return the mean score of a segment, or its independent reports a week."""
        window = self.series.window(start, end)
        mean = float(window.sums.sum() / window.weights.sum())
        return mean if self.kind == "score" else mean * WEEK

    def independent(self, members: Ints) -> int:
        """Return how many independent reports some of the observations are of."""
        return len(np.unique(self.stance.clusters[members]))

    def inside(self, start: int, end: int) -> Ints:
        """Return which observations lie in a segment, in order of time."""
        days = self.stance.days[self.members]
        last = self.days[end] if end < len(self.days) else self.days[-1] + 1
        inside: Ints = self.members[(days >= self.days[start]) & (days < last)]
        return inside


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point with the series it is of, and the places where its two segments begin, meet and end."""

    row: TurningPoint
    of: Searched
    place: tuple[int, int, int]


def find_turns(
    dyad: Dyad, *, penalty: float | None = None, permutations: int = PERMUTATIONS, seed: int = SEED
) -> tuple[tuple[Searched, ...], tuple[Turn, ...]]:
    """Return the series of a dyad that were searched, and their turning points in order of time."""
    searched = tuple(_search(dyad.sharpened(NEAR_DAYS), penalty))
    turns = [turn for one in searched for turn in _turns(one, permutations, seed)]
    turns.sort(key=lambda turn: (turn.row.day, PLACES.index(turn.row.channel), KINDS.index(turn.row.series)))
    return searched, tuple(turns)


def _search(dyad: Dyad, penalty: float | None) -> Iterator[Searched]:
    """Yield the series of each channel that has reports, with its change points."""
    for channel in PLACES:
        stance = dyad[channel]
        for kind in KINDS if len(stance) else ():
            made = _scores(stance) if kind == "score" else _counts(dyad, stance, kind)
            if made is None:
                continue
            series, days, members = made
            cost = pelt.default_penalty(len(series)) if penalty is None else penalty
            yield Searched(channel, kind, stance, series, days, members, cost, tuple(pelt.changes(series, cost)))


def _scores(stance: Stance) -> tuple[pelt.Series, Ints, Ints]:
    """Return the mean scores of days with reports, each weighing as its reports do."""
    reports = stance.reports
    days, place = np.unique(reports.days, return_inverse=True)
    weights = totals(reports.weights, place)
    means = totals(reports.weights * reports.values, place) / weights
    variance = pelt.difference_variance(reports.values, reports.weights)
    return pelt.Series.gaussian(means, weights, variance, FEWEST_DAYS), days, np.arange(len(stance))


def _counts(dyad: Dyad, stance: Stance, kind: Kind) -> tuple[pelt.Series, Ints, Ints] | None:
    """Return how many reports of a direction there are on each day that the documents cover; None without any."""
    sign = -1 if kind == "hostile" else 1
    reports = stance.reports
    chosen = np.sign(reports.values) == sign
    if not chosen.any():
        return None
    first, last = axis(dyad)
    counts = totals(np.ones(int(chosen.sum())), reports.days[chosen] - first, last - first + 1)
    members = np.flatnonzero(chosen[stance.place])
    series = pelt.Series.poisson(counts, pelt.difference_dispersion(counts), WEEK)
    return series, np.arange(first, last + 1), members


def axis(dyad: Dyad) -> tuple[int, int]:
    """Return the first and the last day (ordinals) on which a count of nothing means that nothing was reported."""
    days = dyad["all"].days
    first = min(int(days[0]), dyad.covered.first.toordinal() if dyad.covered.first else int(days[0]))
    return first, max(int(days[-1]), dyad.covered.last.toordinal() if dyad.covered.last else int(days[-1]))


def _turns(one: Searched, permutations: int, seed: int) -> Iterator[Turn]:
    """Yield the turning points of a series."""
    rng = np.random.default_rng([seed, PLACES.index(one.channel), KINDS.index(one.kind)])
    for start, middle, end in zip(one.edges, one.edges[1:], one.edges[2:], strict=False):
        window = one.series.window(start, end)
        early, late = pelt.credible(window, CREDIBLE)
        before, after = one.inside(start, middle), one.inside(middle, end)
        row = TurningPoint(
            one.channel,
            one.kind,
            day_at(one.days[middle]),
            day_at(one.days[start + early]),
            day_at(one.days[start + late]),
            one.mean(start, middle),
            one.mean(middle, end),
            "score" if one.kind == "score" else "a week",
            pelt.split_test(window, permutations, rng).p,
            len(before) + len(after),
            one.independent(np.concatenate([before, after])),
            len(before),
            len(after),
        )
        yield Turn(row, one, (start, middle, end))


def day_at(ordinal: int | np.int64) -> date:
    return date.fromordinal(int(ordinal))
