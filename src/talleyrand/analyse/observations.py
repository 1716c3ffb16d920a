"""What each record says of one actor's stance toward another: from -1 (hostile) to +1 (friendly), in words or deeds.

Deeds are material acts and votes with a stake; words are verbal acts, what is pledged or threatened, statements and
terms. The score of an act is its PLOVER intensity over ten. An act that did not take place is no deed: planned and
threatened ones are words, in the type that PLOVER folds them into; refused, negated, possible and called-for ones are
not counted (`non_acts` of the dossier lists them). A statement says what its own words say of those they name
(`analyse/stance/reading.py`); where an act was coded from it that says the same, the act alone counts. A term says what
`framing_stakes.toml` has for the parties of its matter, a vote what `vote_stakes.toml` has for those whose conduct it
is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from talleyrand.analyse.choosing import day_of
from talleyrand.analyse.clusters import clusters_of
from talleyrand.analyse.parties import Party, is_official
from talleyrand.analyse.stance.reading import judged
from talleyrand.analyse.stance.scene import may_judge, states_named
from talleyrand.codebook.actors import actor_of, load_actor_index
from talleyrand.codebook.collapse import collapsed
from talleyrand.codebook.frames import load_frames
from talleyrand.codebook.plover import load_event_types
from talleyrand.codebook.stakes import CHOICES, USES, load_framing_stakes, stake_of
from talleyrand.model.actors import Actor
from talleyrand.model.events import MUTUAL
from talleyrand.model.records import Act, Factuality, Framing, Record, Statement, Vote

Channel = Literal["words", "deeds"]
Scored = TypeVar("Scored")
_WORD = re.compile(r"\w+")
CHANNELS: tuple[Channel, ...] = ("words", "deeds")
COUNTED: tuple[Factuality, ...] = ("actual", "planned")
"""What acts must be to say anything: done, or planned, which is words."""
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


def observe(records: Iterable[Record], actor: str, target: str) -> list[Observation]:
    """Return the observations of an actor's stance toward a target, in order of time, the undated last.

    `actor` and `target` are ISO codes, ids or names. A record counts once in a channel: the mean of what it says there.
    """
    own, other = Party.of(actor), Party.of(target)
    found: list[tuple[Record, Channel, float, str]] = []
    for record in records:
        if not _may_tell(record, own, other):
            continue
        said = [d for d in directed(record) if own.fits(d.source) and other.fits(d.target)]
        for channel in CHANNELS:
            scores = [d.score for d in said if d.channel == channel]
            if scores:
                note = next(d.note for d in said if d.channel == channel)
                found.append((record, channel, sum(scores) / len(scores), note))
    found = counted_once(found, lambda one: (one[0], None, one[2]))
    clusters = clusters_of(record for record, *_ in found)
    made = [
        Observation(record.id, day_of(record), channel, score, record.confidence, clusters[record.id], note)
        for record, channel, score, note in found
    ]
    return sorted(made, key=lambda one: (one.day or date.max, one.record, one.channel))


def _may_tell(record: Record, own: Party, other: Party) -> bool:
    """Tell quickly whether a record may say anything of one toward the other."""
    payload = record.payload
    if isinstance(payload, Act):
        return (own.acts_in(record) or own.meets_in(record)) and (other.acts_in(record) or other.meets_in(record))
    if isinstance(payload, Statement) and other.country is not None and not may_judge(_said(payload), other.country):
        return False
    return own.acts_in(record)


def counted_once(found: Sequence[Scored], read: Callable[[Scored], tuple[Record, Hashable, float]]) -> list[Scored]:
    """Leave out the statements whose words count already as an act coded from them, unless the two disagree in sign.

    `read` gives the record of what was found, whom it is toward, and its score.
    """
    told = [(one, *read(one)) for one in found]
    acts = {(record.id, toward): score for _, record, toward, score in told if isinstance(record.payload, Act)}

    def counts(record: Record, toward: Hashable, score: float) -> bool:
        act = acts.get((record.payload.act_id or "", toward)) if isinstance(record.payload, Statement) else None
        return act is None or act * score < 0

    return [one for one, record, toward, score in told if counts(record, toward, score)]


def directed(record: Record) -> Iterator[Directed]:
    """Yield what a record says toward each party, by each of those who act or speak.

    A statement is read whether an act was coded from it or not; `observe` counts such words once.
    """
    payload = record.payload
    if isinstance(payload, Act):
        yield from _act(record, payload)
    elif record.factuality == "actual":
        for target, channel, score, note in _told(record):
            for source in record.actors:
                if _side(source) != _side(target):
                    yield Directed(source, target, channel, score, note)


def _told(record: Record) -> Iterator[tuple[Actor, Channel, float, str]]:
    """Whom a statement, a term or a vote judges."""
    payload = record.payload
    if isinstance(payload, Statement):
        for one in judged(_said(payload), record.date.start, _speaker(record)):
            yield one.actor, "words", one.score, one.words
    elif isinstance(payload, Framing):
        stakes = load_framing_stakes().get((payload.frame, payload.term), ())
        if stakes and _is_on_matter(record, payload, frozenset(code for code, _ in stakes)):
            for target, score in _actors(stakes):
                yield target, "words", score * USES[payload.use], f"{payload.term} {payload.use}"
    elif isinstance(payload, Vote):
        yield from _vote(record, payload)


def _is_on_matter(record: Record, framing: Framing, parties: frozenset[str]) -> bool:
    """Whether a term is of its matter: its sentence names the matter, or at least nobody else than its parties."""
    text = record.evidence.text
    frame = next(frame for frame in load_frames().by_term[framing.term] if frame.id == framing.frame)
    if framing.term in frame.sure or not frame.matter.isdisjoint(_WORD.findall(text.lower())):
        return True
    others = states_named(text, record.date.start) - {actor.country for actor in record.actors}
    return not others or bool(others & parties)


def _speaker(record: Record) -> str | None:
    """The state for which all who speak in a record do so."""
    countries = {actor.country for actor in record.actors}
    return countries.pop() if len(countries) == 1 else None


def _said(statement: Statement) -> str:
    """The words of a statement, with the cue of reported ones before them (`condemned` the invasion)."""
    content = " ".join(quote.text for quote in statement.content)
    before = statement.form == "indirect" and statement.cue is not None and bool(statement.content)
    if before and statement.cue is not None and statement.cue.start < statement.content[0].start:
        return f"{statement.cue.text} {content}"
    return content


def _vote(record: Record, vote: Vote) -> Iterator[tuple[Actor, Channel, float, str]]:
    """Whom a vote judges: by its roll call where that is known, else by the words of what was voted on."""
    stake = stake_of(vote.roll_call, vote.subject, record.date.start)
    share = CHOICES[vote.choice]
    if not share:
        return
    if stake is not None:
        for target, score in _actors(tuple(stake.toward.items())):
            yield target, "deeds", score * share, f"{vote.choice} on {stake.id}"
    else:
        for one in judged(vote.subject or "", record.date.start, _speaker(record)):
            yield one.actor, "deeds", one.score * share, f"{vote.choice} on {one.words}"


def _actors(stakes: tuple[tuple[str, float], ...]) -> Iterator[tuple[Actor, float]]:
    index = load_actor_index()
    for code, score in stakes:
        actor = actor_of(code if ":" in code else f"country:{code}", index)
        if actor is not None:
            yield actor, score


def _act(record: Record, act: Act) -> Iterator[Directed]:
    scored = _scored(record, act) if record.recipients or len(record.actors) > 1 else None
    if scored is None:
        return
    channel, score, note = scored
    for source in record.actors:
        for target in record.recipients:
            yield Directed(source, target, channel, score, note)
    if act.event_type in MUTUAL:
        for source, target in _together(record):
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


def _together(record: Record) -> Iterator[tuple[Actor, Actor]]:
    """Who else acts toward whom in what is done together: each side does it to the others."""
    parties = [actor for actor in (*record.actors, *record.recipients) if is_official(actor)]
    for source in parties:
        for target in parties:
            together = source in record.actors and target in record.recipients
            if not together and _side(source) != _side(target):
                yield source, target


def _side(actor: Actor) -> str:
    return actor.country or actor.id
