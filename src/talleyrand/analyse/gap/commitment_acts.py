"""Commitments and the acts that may answer them, read from records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from talleyrand.analyse.balance.sides import side_of
from talleyrand.analyse.choosing import day_of
from talleyrand.analyse.parties import Party
from talleyrand.codebook.commitments import denies_intent
from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Record

PROMISED = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
"""Types of which a plan is a promise; plans to ask, blame or refuse bind nobody."""
VAGUE = frozenset({"unknown", "group"})
"""Parties known by description only: nobody can tell whether a later act is toward the same ones."""
_PLEDGED, _THREATENED = "AGREE", "THREATEN"


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commitment of one day; `records` are its reports, the surest first, of `independent` documents."""

    day: date
    due: date | None
    kind: str
    recipient: str
    event_type: str
    mode: str | None
    voice: str
    records: tuple[str, ...]
    independent: int


@dataclass(frozen=True, slots=True)
class Deed:
    """An act of the actor on a day; `done` is False for one that it refused or that did not take place."""

    day: date
    record: str
    event_type: str
    mode: str | None
    quad: str
    done: bool


def pledges_of(
    records: Iterable[Record], own: Party, target: str | None, published: Mapping[str, str], *, reported: bool = False
) -> tuple[Pledge, ...]:
    """Return the commitments of an actor, toward one target or all, in order of time; those of one day as one.

    `published` has the day of publication by document; `reported` adds what others say that the actor plans.
    """
    groups: dict[tuple[date, str, str, str], list[tuple[Record, Act]]] = defaultdict(list)
    for record in records:
        act, kind = record.payload, _kind(record)
        day = _pledged(record, published) if kind else None
        if kind is None or day is None or not isinstance(act, Act) or not own.acts_in(record):
            continue
        if reported or _voice(record, own) == "own":
            for recipient in _recipients(record, own, target):
                groups[day, recipient, kind, act.event_type].append((record, act))
    made = [_pledge(key, _with_content(key, groups), own) for key in sorted(groups)]
    return tuple(pledge for pledge in made if pledge is not None)


def deeds_of(records: Iterable[Record], own: Party) -> dict[str, list[Deed]]:
    """Return the acts of an actor by recipient, in order of time; what is only planned or possible is none."""
    found: dict[str, list[Deed]] = defaultdict(list)
    for record in records:
        act, day = record.payload, day_of(record)
        if day is None or not isinstance(act, Act) or record.factuality not in ("actual", "negated", "refused"):
            continue
        for recipient in _partners(record, own):
            done = record.factuality == "actual"
            found[recipient].append(Deed(day, record.id, act.event_type, act.mode, act.quad, done))
    return {recipient: sorted(deeds, key=lambda deed: (deed.day, deed.record)) for recipient, deeds in found.items()}


def _kind(record: Record) -> str | None:
    """What a record commits its actor to: a promise, a threat (of something), a denial, or nothing."""
    act = record.payload
    if not isinstance(act, Act):
        return None
    if record.factuality == "actual":
        return {_PLEDGED: "promise", _THREATENED: "threat" if act.mode else None}.get(act.event_type)
    if record.factuality == "planned":
        return "promise" if act.event_type in PROMISED else "threat" if act.quad == "material conflict" else None
    if record.factuality in ("negated", "refused") and act.quad == "material conflict":
        before = record.evidence.text[: max(0, act.trigger.start - record.evidence.start)]
        return "denial" if denies_intent(before) else None
    return None


def _voice(record: Record, own: Party) -> str:
    """Whether the actor's own side says so: the last who vouches for it, or nobody but the document."""
    if not record.reported_by:
        return "own"
    last = record.reported_by[-1]
    sides = {side_of(actor) for actor in record.actors if own.fits(actor)} | {
        actor.country or actor.id for actor in record.actors if own.fits(actor)
    }
    return "own" if (last.country or last.id) in sides or last.type == "outlet" else "reported"


def _pledged(record: Record, published: Mapping[str, str]) -> date | None:
    """The day on which it was given: of what is done with words that of the act, of a plan that of the publication."""
    own, told = record.date.start, published.get(record.document_id)
    day = (told or own) if record.factuality == "planned" else (own or told)
    return date.fromisoformat(day) if day else None


def _due(record: Record, day: date) -> date | None:
    if record.factuality != "planned" or record.date.basis not in ("stated", "relative") or record.date.end is None:
        return None
    end = date.fromisoformat(record.date.end)
    return end if end >= day else None


def _recipients(record: Record, own: Party, target: str | None) -> Iterator[str]:
    """The parties committed to, each once; only the target where one is asked for."""
    other = None if target is None else Party.of(target)
    for party, actors in _others(record.recipients, own).items():
        if other is None or any(other.fits(actor) for actor in actors):
            yield party


def _partners(record: Record, own: Party) -> Iterable[str]:
    """The parties acted on; of what is done together, the other actors too."""
    if not own.acts_in(record):
        mutual = isinstance(record.payload, Act) and record.payload.event_type == "CONSULT" and own.meets_in(record)
        return _others(record.actors, own) if mutual else ()
    actors = (*record.recipients, *(record.actors if _is_mutual(record) else ()))
    return _others(actors, own)


def _is_mutual(record: Record) -> bool:
    return isinstance(record.payload, Act) and record.payload.event_type in ("CONSULT", "COOPERATE", "AGREE")


def _others(actors: Iterable[Actor], own: Party) -> dict[str, list[Actor]]:
    found: dict[str, list[Actor]] = {}
    for actor in actors:
        if not own.fits(actor) and actor.type not in VAGUE:
            found.setdefault(side_of(actor) or actor.id, []).append(actor)
    return found


def _with_content(
    key: tuple[date, str, str, str], groups: Mapping[tuple[date, str, str, str], Sequence[tuple[Record, Act]]]
) -> list[tuple[Record, Act]]:
    """The reports of a commitment; a bare pledge or threat whose sentence also says what to do is left to that."""
    day, recipient, kind, event_type = key
    reports = list(groups[key])
    if event_type not in (_PLEDGED, _THREATENED):
        return reports
    told = {
        (record.document_id, record.evidence.start)
        for (*where, other), entries in groups.items()
        if where == [day, recipient, kind] and other != event_type
        for record, _ in entries
    }
    return [entry for entry in reports if (entry[0].document_id, entry[0].evidence.start) not in told]


def _pledge(key: tuple[date, str, str, str], reports: Sequence[tuple[Record, Act]], own: Party) -> Pledge | None:
    if not reports:
        return None
    day, recipient, kind, event_type = key
    ranked = sorted((record for record, _ in reports), key=lambda record: (-record.confidence, record.id))
    ids = tuple(dict.fromkeys(record.id for record in ranked))
    dues = [due for record in ranked if (due := _due(record, day))]
    mode = next((act.mode for _, act in reports if act.mode), None)
    voice = "own" if any(_voice(record, own) == "own" for record in ranked) else "reported"
    independent = len({record.document_id for record in ranked})
    return Pledge(day, min(dues, default=None), kind, recipient, event_type, mode, voice, ids, independent)
