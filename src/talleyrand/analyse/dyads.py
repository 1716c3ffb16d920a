"""One actor's stance toward another as arrays: observations by channel, one value for each report and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from talleyrand.analyse.choosing import chosen
from talleyrand.analyse.observations import CHANNELS, Observation, observe
from talleyrand.analyse.parties import Party, called
from talleyrand.analyse.resampling import numbered, totals
from talleyrand.model.dates import DateInterval
from talleyrand.model.records import Record

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Place = Literal["words", "deeds", "all"]
BEYOND = timedelta(days=92)
"""How far before the first document and after the last it still tells of days: a quarter."""
PLACES: tuple[Place, ...] = ("words", "deeds", "all")
"""Words, deeds, and both together."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days, inclusive; None where open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day is within."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Stance:
    """Observations of one channel in order of time, as arrays of one length; days are ordinals.

    `place` tells the report-day (a cluster on a day) that each belongs to: copies and remarks of one report on one day
    are one value, their weighted mean.
    """

    seen: tuple[Observation, ...]
    days: Ints = field(repr=False)
    scores: Floats = field(repr=False)
    weights: Floats = field(repr=False)
    clusters: Ints = field(repr=False)

    def __len__(self) -> int:
        return len(self.seen)

    @property
    def independent(self) -> int:
        """How many independent reports there are."""
        return int(self.clusters.max()) + 1 if len(self.seen) else 0

    @cached_property
    def place(self) -> Ints:
        """For each observation the place of its report-day, in order of time."""
        keys = self.days * (self.independent + 1) + self.clusters
        place: Ints = np.unique(keys, return_inverse=True)[1]
        return place

    @cached_property
    def shares(self) -> Floats:
        """For each observation its share in the value of its report-day."""
        return self.weights / totals(self.weights, self.place)[self.place]

    @cached_property
    def reports(self) -> Reported:
        """The values of the report-days."""
        first = np.unique(self.place, return_index=True)[1]
        values = totals(self.shares * self.scores, self.place)
        weights = totals(self.weights, self.place) / totals(np.ones(len(self.seen)), self.place)
        return Reported(self.days[first], values, weights, self.clusters[first])


@dataclass(frozen=True, slots=True)
class Reported:
    """Report-days in order of time: the day, the mean score, the mean confidence as weight, the cluster's number."""

    days: Ints
    values: Floats
    weights: Floats
    clusters: Ints

    def __len__(self) -> int:
        return len(self.days)


@dataclass(frozen=True, slots=True)
class Dyad:
    """What the records say of an actor's stance toward a target, and what could not be placed in time.

    `lengths` are the days that the dates of records span. `covered` are the days from the first to the last on
    which a document that dates a record was published: only there does silence mean something. `undated`,
    `vague` (of a longer time than asked for) and `outside` count observations left out; `undone` counts records
    of acts toward the target that did not take place.
    """

    actor: str
    target: str
    stances: dict[Place, Stance]
    lengths: Mapping[str, int]
    covered: Span
    undated: int
    vague: int
    outside: int
    undone: int

    def __getitem__(self, channel: Place) -> Stance:
        return self.stances[channel]

    def sharpened(self, days: int) -> Dyad:
        """Return the same without dates that span more than `days`, or lie outside the days covered."""
        seen = self["all"].seen
        sharp = [one for one in seen if self.lengths[one.record] <= days]
        kept = [one for one in sharp if one.day is not None and self.covered.holds(one.day)]
        if len(kept) == len(seen):
            return self
        vague, outside = self.vague + len(seen) - len(sharp), self.outside + len(sharp) - len(kept)
        return replace(self, stances=_stances(kept), vague=vague, outside=outside)


def gather(
    records: Iterable[Record],
    actor: str,
    target: str,
    *,
    since: str | None = None,
    until: str | None = None,
) -> Dyad:
    """Return an actor's stance toward a target by channel, from the records of a period that count.

    Without `since` and `until`, what is dated a quarter before the first document or after the last is left out and
    counted: an archive that begins in 2021 tells little of 1945.
    """
    given = list(chosen(records, since, until))
    covered = _covered(given)
    window = _window(covered, _day(since), _day(until))
    seen = observe(given, actor, target)
    dated = [one for one in seen if one.day is not None]
    kept = [one for one in dated if one.day is not None and window.holds(one.day)]
    ids = {one.record for one in kept}
    return Dyad(
        called(actor, given),
        called(target, given),
        _stances(kept),
        {record.id: _length(record.date) for record in given if record.id in ids},
        Span(_later(covered.first, _day(since)), _earlier(covered.last, _day(until))),
        len(seen) - len(dated),
        0,
        len(dated) - len(kept),
        0 if seen else _undone(given, Party.of(actor), Party.of(target)),
    )


def told(dyad: Dyad) -> tuple[str, ...]:
    """Return the notes that hold for every measure of a dyad: what there is too little of, and what was left out."""
    seen, notes = dyad["all"], []
    if not len(seen):
        notes.append(f"no dated record of what {dyad.actor} said or did toward {dyad.target} in this period")
    elif len(seen) == 1:
        notes.append("one record: what happened, not a tendency")
    elif seen.independent == 1:
        notes.append("one independent report: what happened, not a tendency")
    elif seen.days[0] == seen.days[-1]:
        notes.append(f"everything is of one day, {date.fromordinal(int(seen.days[0]))}: no tendency")
    else:
        alone = [channel for channel in CHANNELS if len(dyad[channel]) == 1]
        notes.extend(f"{channel}: one record: what happened, not a tendency" for channel in alone)
    if dyad.undone:
        notes.append(
            f"{dyad.undone} records are of what was not done: negated, refused, planned, called for or possible"
        )
    if dyad.undated:
        notes.append(f"{dyad.undated} records without a day, or of a longer time than a month, are left out")
    if dyad.vague:
        notes.append(f"{dyad.vague} records whose date spans several days are left out: a turn needs days")
    if dyad.outside:
        notes.append(
            f"{dyad.outside} records of days outside the period, or long before or after all documents, are left out"
        )
    return tuple(notes)


def _stances(seen: Sequence[Observation]) -> dict[Place, Stance]:
    return {channel: _stance([one for one in seen if channel in {"all", one.channel}]) for channel in PLACES}


def _stance(seen: list[Observation]) -> Stance:
    return Stance(
        tuple(seen),
        np.array([one.day.toordinal() for one in seen if one.day is not None], np.int64),
        np.array([one.score for one in seen]),
        np.array([max(one.weight, 0.01) for one in seen]),
        numbered([one.cluster for one in seen]),
    )


def _length(when: DateInterval) -> int:
    """The days from the first to the last of a date; words told without a day stand on that of the report."""
    if when.start is None or when.end is None:
        return 0
    return (date.fromisoformat(when.end) - date.fromisoformat(when.start)).days


def _window(covered: Span, since: date | None, until: date | None) -> Span:
    """The days asked for, else those of which the documents tell."""
    first = since or (covered.first and covered.first - BEYOND)
    return Span(first, until or (covered.last and covered.last + BEYOND))


def _covered(records: Iterable[Record]) -> Span:
    days = [record.date.start for record in records if record.date.basis == "publication" and record.date.start]
    return Span(date.fromisoformat(min(days)), date.fromisoformat(max(days))) if days else Span()


def _undone(records: Iterable[Record], actor: Party, target: Party) -> int:
    return sum(
        record.factuality != "actual" and actor.acts_in(record) and target.meets_in(record) for record in records
    )


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other
