"""What each record says of one actor's stance toward another: from -1 (hostile) to +1 (friendly), in words or deeds.

Deeds are material acts and votes with a stake; words are verbal acts, what is pledged or threatened, statements and
terms. The score of an act is its PLOVER intensity over ten. An act that did not take place is no deed: planned and
threatened ones are words, in the type that PLOVER folds them into; refused, negated, possible and called-for ones are
not counted (`non_acts` of the dossier lists them).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from talleyrand.analyse.choosing import day_of
from talleyrand.analyse.clusters import clusters_of
from talleyrand.analyse.parties import Party, is_official
from talleyrand.codebook.collapse import collapsed
from talleyrand.codebook.plover import load_event_types
from talleyrand.model.actors import Actor
from talleyrand.model.events import MUTUAL
from talleyrand.model.records import Act, Record

Channel = Literal["words", "deeds"]
CHANNELS: tuple[Channel, ...] = ("words", "deeds")
STRONGEST = 10.0
"""The largest PLOVER intensity: scores are shares of it."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one record says of a stance: `score` from -1 to +1, on a day (None: undated or vague), in a channel.

    `weight` is the record's confidence (0 to 1), `cluster` the independent report it belongs to, `note` what it rests
    on.
    """

    record: str
    day: date | None
    channel: Channel
    score: float
    weight: float
    cluster: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Directed:
    """What a record says toward one party: the party, the channel, the score, and what the score rests on."""

    source: Actor
    target: Actor
    channel: Channel
    score: float
    note: str


def observe(
    records: Iterable[Record], actor: str, target: str, *, stories: Mapping[str, str] | None = None
) -> list[Observation]:
    """Return the observations of an actor's stance toward a target, in order of time, the undated last.

    `actor` and `target` are ISO codes, ids or names; `stories` maps documents to the story they copy. A record counts
    once in a channel: the mean of what it says there.
    """
    own, other = Party.of(actor), Party.of(target)
    found: list[tuple[Record, Channel, float, str]] = []
    for record in records:
        said = [d for d in directed(record) if own.fits(d.source) and other.fits(d.target)]
        for channel in CHANNELS:
            scores = [d.score for d in said if d.channel == channel]
            if scores:
                note = next(d.note for d in said if d.channel == channel)
                found.append((record, channel, sum(scores) / len(scores), note))
    clusters = clusters_of((record for record, *_ in found), stories)
    made = [
        Observation(record.id, day_of(record), channel, score, record.confidence, clusters[record.id], note)
        for record, channel, score, note in found
    ]
    return sorted(made, key=lambda one: (one.day or date.max, one.record, one.channel))


def directed(record: Record) -> Iterator[Directed]:
    """Yield what a record says toward each party, by each of those who act or speak."""
    if isinstance(record.payload, Act):
        yield from _act(record, record.payload)


def _act(record: Record, act: Act) -> Iterator[Directed]:
    scored = _scored(record, act)
    if scored is None:
        return
    channel, score, note = scored
    for source, target in _pairs(record, act):
        yield Directed(source, target, channel, score, note)


def _scored(record: Record, act: Act) -> tuple[Channel, float, str] | None:
    """The channel and score of an act done; of one planned, those of the type it is folded into, which is words."""
    if record.factuality == "actual":
        channel: Channel = "deeds" if act.quad.startswith("material") else "words"
        return channel, act.intensity / STRONGEST, act.event_type
    if record.factuality != "planned":
        return None
    folded = collapsed(act.event_type, record.factuality)
    return "words", load_event_types()[folded].score / STRONGEST, f"{act.event_type} planned"


def _pairs(record: Record, act: Act) -> Iterator[tuple[Actor, Actor]]:
    """Who acts toward whom; in what is done together each side does it to the others."""
    for source in record.actors:
        for target in record.recipients:
            yield source, target
    if act.event_type not in MUTUAL:
        return
    parties = [actor for actor in (*record.actors, *record.recipients) if is_official(actor)]
    for source in parties:
        for target in parties:
            together = source in record.actors and target in record.recipients
            if not together and _side(source) != _side(target):
                yield source, target


def _side(actor: Actor) -> str:
    return actor.country or actor.id
