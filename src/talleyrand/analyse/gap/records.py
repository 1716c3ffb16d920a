"""What records say of an actor's words and deeds toward each target, and their means by cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from talleyrand.analyse.balance.sides import side_of
from talleyrand.analyse.choosing import day_of
from talleyrand.analyse.clusters import clusters_of
from talleyrand.analyse.gap.standardising import cell_means
from talleyrand.analyse.observations import CHANNELS, Channel, counted_once, directed
from talleyrand.analyse.parties import Party
from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Record

ALL = "all"
"""The name of the whole period."""
CellKey = tuple[str, str, Channel]
"""Target, period, channel."""
_LEAST_WEIGHT = 0.01
_Found = tuple[Record, str, Channel, float, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one record says toward one target in a channel; `month` is None for what is undated or vague."""

    target: str
    channel: Channel
    month: str | None
    score: float
    weight: float
    cluster: str
    record: str
    note: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The mean of the independent reports of a cell, its variance and degrees of freedom."""

    mean: float
    variance: float
    freedom: float
    records: int
    independent: int


def readings_toward(records: Iterable[Record], actor: str, target: str | None = None) -> list[Reading]:
    """Return what records say toward each side that the actor has to do with, in order of the records.

    `target` is added where it is no side of its own (a person, an organ), under the name asked for. A record counts
    once for each target and channel.
    """
    own, asked = Party.of(actor), None if target is None else Party.of(target)
    found: list[_Found] = []
    for record in records:
        if not (own.acts_in(record) or (isinstance(record.payload, Act) and own.meets_in(record))):
            continue
        said: dict[tuple[str, Channel], list[tuple[float, str]]] = defaultdict(list)
        for one in directed(record):
            if own.fits(one.source) and not own.fits(one.target):
                for name in _targets(one.target, target, asked):
                    said[name, one.channel].append((one.score, one.note))
        for (name, channel), scores in said.items():
            mean = sum(score for score, _ in scores) / len(scores)
            found.append((record, name, channel, mean, scores[0][1]))
    found = counted_once(found, lambda one: (one[0], one[1], one[3]))
    clusters = clusters_of({record.id: record for record, *_ in found}.values())
    return [
        Reading(name, channel, _month(record), score, record.confidence, clusters[record.id], record.id, note)
        for record, name, channel, score, note in found
    ]


def target_key(target: str) -> str:
    """Return the name under which the readings toward a target stand: the code of a state, else what was asked."""
    return Party.of(target).country or target


def cells_of(readings: Sequence[Reading]) -> dict[CellKey, Cell]:
    """Return the means of words and of deeds toward each target, over the whole period and by month."""
    found: dict[CellKey, Cell] = {}
    for channel in CHANNELS:
        of_channel = [reading for reading in readings if reading.channel == channel]
        noise = _fill(found, of_channel, lambda _: ALL, None)
        _fill(found, [reading for reading in of_channel if reading.month], lambda reading: reading.month or "", noise)
    return found


def _fill(
    found: dict[CellKey, Cell], readings: Sequence[Reading], period: Callable[[Reading], str], noise: float | None
) -> float:
    """Enter the cells of the readings of one channel; returns the deviation of single reports that was used."""
    cells: dict[CellKey, int] = {}
    reports: dict[tuple[int, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        cell = cells.setdefault((reading.target, period(reading), reading.channel), len(cells))
        reports[cell, reading.cluster].append(reading)
    place = np.array([cell for cell, _ in reports], dtype=np.intp)
    score = np.array([sum(one.score for one in same) / len(same) for same in reports.values()])
    weight = np.array([sum(one.weight for one in same) / len(same) for same in reports.values()])
    means = cell_means(place, score, np.maximum(weight, _LEAST_WEIGHT), len(cells), noise)
    records = np.bincount(place, [len(same) for same in reports.values()], len(cells)).astype(int)
    for key, at in cells.items():
        figures = float(means.mean[at]), float(means.variance[at]), float(means.freedom[at])
        found[key] = Cell(*figures, int(records[at]), int(means.count[at]))
    return means.noise


def _targets(actor: Actor, target: str | None, asked: Party | None) -> tuple[str, ...]:
    side = side_of(actor)
    names = (side,) if side is not None else ()
    if target is not None and asked is not None and asked.fits(actor):
        return tuple(dict.fromkeys((*names, target_key(target))))
    return names


def _month(record: Record) -> str | None:
    """The month of a record's day; what is planned for an open time stands where it was said."""
    day = day_of(record)
    if day is not None:
        return day.isoformat()[:7]
    open_plan = record.factuality == "planned" and record.date.start is not None and record.date.end is None
    return (record.date.start or "")[:7] if open_plan else None
