"""Which two sides a record says were in contact, at which level, by which channel, and who began.

A side is a state with all who act for it, or an organisation, a bloc, an armed group, or an official of no state.
PLOVER's rules hold: visitor and caller are actors, host and called are recipients; where nobody is clearly the one or
the other all are actors. Those who act are in contact with those who receive, and with each other only where there are
no recipients: who meets several may meet them one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from talleyrand.analyse.choosing import day_of
from talleyrand.analyse.parties import Party, is_official
from talleyrand.codebook.contacts import LATTER, LEVELS, Level, load_contact_words
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Record

UNSPECIFIED = "not said"
CHANNELS = ("visit", "third-party", "multilateral", "phone", UNSPECIFIED)
"""PLOVER's modes of CONSULT; `none` where the record names none."""
_GROUPS = frozenset({"igo", "bloc", "armed-group"})
_NAMED = frozenset({"person", "office", "organ"})
Pair = tuple[str, str]
Sides = dict[str, list[Actor]]


@dataclass(frozen=True, slots=True)
class Report:
    """What one record says of a contact between two sides.

    `ours` and `theirs` are those named on the first and the second side. `starter` is the side that called or came,
    None where the record doesn't say. `passing` tells that its day is only the day of publication and that it stands
    deep in its document: the contact may be some days older. `general` tells that besides nobody is named on one of
    the sides, or the verb is not in the past: talk about contacts rather than the report of one.
    """

    record: Record
    pair: Pair
    channel: str
    level: Level
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    starter: str | None = None
    passing: bool = False
    general: bool = False


def side_of(actor: Actor) -> str | None:
    """Return the side an actor is on: an ISO code, an id, or None for those who act for nobody."""
    if actor.country is not None:
        return actor.country if is_official(actor) else None
    official = actor.type == "person" and actor.sector is not None and is_official(actor)
    return actor.id if actor.type in _GROUPS or official else None


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose contacts are asked for: those of `own`, with `other`; None stands for anybody."""

    own: Party | None = None
    other: Party | None = None

    @property
    def own_key(self) -> str | None:
        """The side that `own` is on in a pair: its code, id or name."""
        return None if self.own is None else self.own.country or self.own.id or self.own.name

    def takes(self, pair: Pair, everyone: Sides) -> bool:
        """Tell whether a pair is one of those asked for."""
        if self.own_key is not None and self.own_key not in pair:
            return False
        others = (actor for key in pair if key != self.own_key for actor in everyone[key])
        return self.other is None or any(self.other.fits(actor) for actor in others)


def reports_of(record: Record, asked: Asked, documents: Mapping[str, Document]) -> Iterator[Report]:
    """Yield the contacts that a record reports, one for each pair of sides that is asked for, the own side first."""
    assert isinstance(record.payload, Act)  # noqa: S101  only acts are asked for
    actors, recipients = _sides(record.actors, asked), _sides(record.recipients, asked)
    everyone = {key: [*actors.get(key, ()), *recipients.get(key, ())] for key in {**actors, **recipients}}
    passing = _is_passing(record)
    for pair in _pairs(actors, recipients):
        if not asked.takes(pair, everyone):
            continue
        ordered = _ordered(pair, asked.own_key)
        one, other = (everyone[key] for key in ordered)
        yield Report(
            record,
            ordered,
            record.payload.mode or _titled_channel(record, (*one, *other), documents) or UNSPECIFIED,
            _level(one, other),
            _names(one),
            _names(other),
            _starter(record, pair, actors, recipients),
            passing,
            passing and (_is_habit(record) or not (_has_name(one) and _has_name(other))),
        )


def _ordered(pair: Pair, own: str | None) -> Pair:
    one, other = sorted(pair)
    return (other, one) if other == own else (one, other)


def _sides(actors: Iterable[Actor], asked: Asked) -> Sides:
    found: Sides = {}
    for actor in actors:
        key = asked.own_key if asked.own is not None and asked.own.fits(actor) else side_of(actor)
        if key is not None:
            found.setdefault(key, []).append(actor)
    return found


def _pairs(actors: Sides, recipients: Sides) -> Iterator[Pair]:
    if not actors or not recipients:
        yield from combinations({**actors, **recipients}, 2)
        return
    seen: set[frozenset[str]] = set()
    for actor, recipient in product(actors, recipients):
        pair = frozenset((actor, recipient))
        if actor != recipient and pair not in seen:
            seen.add(pair)
            yield actor, recipient


def _is_passing(record: Record) -> bool:
    return record.date.basis == "publication" and record.evidence.start >= load_contact_words().opening


def _is_habit(record: Record) -> bool:
    """Whether the verb that tells of a contact is not in the past; nouns (`talks`, `a visit`) have no tense."""
    assert isinstance(record.payload, Act)  # noqa: S101  only acts are asked for
    noun = ".noun-" in record.method
    return not noun and not load_contact_words().is_past(record.payload.trigger.text)


def _names(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor.name for actor in actors if actor.type in _NAMED))


def _has_name(actors: Iterable[Actor]) -> bool:
    return any(actor.type in _NAMED for actor in actors)


def _level(one: Iterable[Actor], other: Iterable[Actor]) -> Level:
    """The lower of both sides' levels; where one side is named as a state only, the other's."""
    found = [_best(side) for side in (one, other)]
    known = [level for level in found if level != "other"]
    return max(known, key=LEVELS.index, default="other")


def _best(side: Iterable[Actor]) -> Level:
    levels = (_level_of_role(actor.role) for actor in side if actor.role)
    return min(levels, key=LEVELS.index, default="other")


@lru_cache(maxsize=4096)
def _level_of_role(role: str) -> Level:
    return load_contact_words().level_of(role)


def _titled_channel(record: Record, parties: Iterable[Actor], documents: Mapping[str, Document]) -> str | None:
    """The channel that the title of the document names, when it names a person of the contact too: a readout of it."""
    document = documents.get(record.document_id)
    title = document.title if document else None
    channel = load_contact_words().channel_in(title) if title else None
    if not channel or not title:
        return None
    names = (actor.name.split()[-1] for actor in parties if actor.type == "person")
    return channel if any(name in title for name in names) else None


def _starter(record: Record, pair: Pair, actors: Sides, recipients: Sides) -> str | None:
    """The side that called or came, by the sentence's own words or by the rule that coded it."""
    words = load_contact_words()
    text = record.evidence.text
    said = words.initiator(text) if "initiat" in text or "request" in text else None
    if said == LATTER:
        said = next((key for key in recipients if key in pair and key not in actors), None)
    if said is not None:
        return said if said in pair else None
    if record.method.partition("@")[0] not in words.callers:
        return None
    assert isinstance(record.payload, Act)  # noqa: S101  only acts are asked for
    began = recipients if record.payload.trigger.text.lower() in words.hosts else actors
    came = [key for key in pair if key in began]
    return came[0] if len(came) == 1 and recipients else None


def is_dated(record: Record) -> bool:
    """Tell whether a record has a day that is known to a month at least."""
    return day_of(record) is not None
