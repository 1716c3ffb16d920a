"""The edges of a signed network from records: one pass, one occasion for what is reported of one day.

Comparing the words of all reports of a ledger with each other would cost more than the measure itself. So independence
is told by keys: acts of one type between two parties on one day are one event, and what one party says of another on
one day is one remark. Days that are not known are told apart by their documents.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from talleyrand.analyse.balance.sides import side_of
from talleyrand.analyse.balance.signed_network import Floats, Ints
from talleyrand.analyse.observations import COUNTED, Channel, directed
from talleyrand.codebook.plover import load_event_types
from talleyrand.model.events import MUTUAL
from talleyrand.model.records import Act, Record, Statement
from talleyrand.model.wanted import Wanted

Pair = tuple[str, str]
CONTACT = "CONSULT"
"""The type of calls and meetings: enemies talk too."""


def acts_wanted(
    _: Iterable[Record], *, contacts: bool = False, since: str | None = None, until: str | None = None, **__: object
) -> Wanted:
    """Return which acts make edges: those between parties, of any type, calls and meetings only where `contacts`."""
    types = () if contacts else tuple(sorted(load_event_types().keys() - {CONTACT}))
    return Wanted("act", types, COUNTED, since=since, until=until, undated=True, between=True, bare=True)


@dataclass(slots=True)
class Readings:
    """What each record says of an edge: `edge` and `occasion` are places in `edges` and in the list of occasions.

    `undated` are the records among them that no day is known of.
    """

    edges: dict[Pair, int] = field(default_factory=dict)
    occasions: dict[tuple[str, ...], int] = field(default_factory=dict)
    edge: array[int] = field(default_factory=lambda: array("q"))
    occasion: array[int] = field(default_factory=lambda: array("q"))
    score: array[float] = field(default_factory=lambda: array("d"))
    weight: array[float] = field(default_factory=lambda: array("d"))
    act: list[str | None] = field(default_factory=list)
    record: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    undated: set[str] = field(default_factory=set)

    def columns(self) -> tuple[Ints, Ints, Floats, Floats]:
        """Edge, occasion, score and weight of each reading."""
        edge, occasion = (np.array(one, dtype=np.int64) for one in (self.edge, self.occasion))
        score, weight = (np.array(one, dtype=np.float64) for one in (self.score, self.weight))
        return edge, occasion, score, weight


@dataclass(frozen=True, slots=True)
class Occasions:
    """One independent observation each: the edge, the mean score of its reports, their mean confidence."""

    edge: Ints
    score: Floats
    weight: Floats


def readings(records: Iterable[Record], *, contacts: bool = False, channel: Channel | None = None) -> Readings:
    """Return what records say of each pair of parties, both directions together.

    `contacts` counts calls and meetings too, which tell that two parties talk, not that they are friends; `channel`
    keeps words or deeds.
    """
    found = Readings()
    for record in records:
        payload = record.payload
        kind = payload.event_type if isinstance(payload, Act) else ""
        if kind == CONTACT and not contacts:
            continue
        entered: set[tuple[str, str, str]] = set()
        for said in directed(record):
            one, other = side_of(said.source), side_of(said.target)
            if one is None or other is None or one == other or (channel is not None and said.channel != channel):
                continue
            if kind in MUTUAL and other < one:
                one, other = other, one
            if (one, other, said.channel) not in entered:
                entered.add((one, other, said.channel))
                _enter(found, record, (one, other, kind), (said.score, said.note))
    return _once(found)


def _once(found: Readings) -> Readings:
    """Leave out the statements whose words count already as an act coded from them."""
    if not any(found.act):
        return found
    known = set(found.record)
    kept = [at for at, act in enumerate(found.act) if act is None or act not in known]
    left, pairs, keys = Readings(undated=found.undated), list(found.edges), list(found.occasions)
    for at in kept:
        left.edge.append(left.edges.setdefault(pairs[found.edge[at]], len(left.edges)))
        left.occasion.append(left.occasions.setdefault(keys[found.occasion[at]], len(left.occasions)))
        left.score.append(found.score[at])
        left.weight.append(found.weight[at])
        left.act.append(found.act[at])
        left.record.append(found.record[at])
        left.note.append(found.note[at])
    return left


def occasions(found: Readings) -> Occasions:
    """Return the mean of the readings of each occasion."""
    edge, occasion, score, weight = found.columns()
    size = len(found.occasions)
    count = np.maximum(np.bincount(occasion, minlength=size), 1)
    of = np.zeros(size, dtype=np.int64)
    of[occasion] = edge
    return Occasions(of, np.bincount(occasion, score, size) / count, np.bincount(occasion, weight, size) / count)


def _enter(found: Readings, record: Record, who: tuple[str, str, str], what: tuple[float, str]) -> None:
    one, other, kind = who
    pair = (one, other) if one < other else (other, one)
    edge = found.edges.setdefault(pair, len(found.edges))
    day = record.date.start or record.date.end or record.document_id
    key = one, other, kind, day
    if record.date.start is None and record.date.end is None:
        found.undated.add(record.id)
    found.edge.append(edge)
    found.occasion.append(found.occasions.setdefault(key, len(found.occasions)))
    found.score.append(what[0])
    found.weight.append(record.confidence)
    found.act.append(record.payload.act_id if isinstance(record.payload, Statement) else None)
    found.record.append(record.id)
    found.note.append(what[1])
