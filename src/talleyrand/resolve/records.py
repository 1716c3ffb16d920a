"""From drafts to records: actors resolved, dates given, chains named, ids made. What can't be is listed, not lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talleyrand.codebook.confidence import confidence_of
from talleyrand.codebook.countries import load_countries
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Block, Document
from talleyrand.model.drafts import Draft, Mention, SourceMention
from talleyrand.model.identity import record_id
from talleyrand.model.records import Act, Forecast, Record, Relevance, Statement
from talleyrand.model.spans import Quote
from talleyrand.resolve.date_syntax import tense
from talleyrand.resolve.dating import date_drafts
from talleyrand.resolve.horizons import Horizons
from talleyrand.resolve.refusals import refusal
from talleyrand.resolve.relevance import Abroad
from talleyrand.resolve.resolver import ActorResolver
from talleyrand.resolve.speeches import read_speeches

if TYPE_CHECKING:
    from spacy.tokens import Doc


_OVER = ("past", "perfect", "pluperfect")
"""Tenses of what is over."""
_OFFICIAL = ("GOV", "MIL")
"""Sectors whose people act for their state."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a document is coded: by which engine in which version, and which of its records are kept."""

    engine: str
    relevance: Relevance = "foreign"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The records of a document, and what was found but can't stand in the ledger, each with the reason."""

    records: tuple[Record, ...]
    unsupported: tuple[tuple[Quote, str], ...]


def resolve_drafts(
    drafts: Sequence[Draft], doc: Doc, document: Document, blocks: Sequence[Block], manner: Manner
) -> Resolved:
    """Return the records that the drafts of a document stand for, in their order."""
    resolver = ActorResolver(doc, document, blocks, speeches=read_speeches(drafts))
    records: list[Record] = []
    refused: list[tuple[Quote, str]] = []
    triggers: dict[int, str] = {}
    kept: list[tuple[Draft, Record]] = []
    abroad = Abroad(resolver.discourse, document, resolver.index, manner.relevance)
    dates = date_drafts(drafts, doc, document)
    horizons = Horizons(doc, document)
    timely = (_in_time(draft, date, doc, document) for draft, date in zip(drafts, dates, strict=True))
    timely = (_with_horizon(draft, date, horizons) for draft, date in zip(timely, dates, strict=True))
    for draft, date in zip(timely, dates, strict=True):
        if _is_cueless(draft) and not abroad.concerns(draft.evidence.span):
            continue
        record = _record(draft, date, document, resolver, manner.engine)
        resolver.note(record)
        abroad.note(record)
        reason = refusal(record, draft) or abroad.refusal(record)
        if reason is not None:
            refused.append((draft.evidence, f"{draft.method}: {reason}"))
            continue
        if isinstance(draft.payload, Act):
            triggers[draft.anchor] = record.id
        kept.append((draft, record))
    for draft, record in kept:
        records.append(_linked(draft, record, triggers))
    return Resolved(tuple(_distinct(records)), tuple(refused))


def _in_time(draft: Draft, date: DateInterval, doc: Doc, document: Document) -> Draft:
    """An act that lies after the day of publication is planned, not done, unless its verb tells of the past."""
    if draft.factuality != "actual" or not isinstance(draft.payload, Act):
        return draft
    known = date.start is not None and document.published is not None and len(document.published) == len(date.start)
    if not known or str(date.start) <= str(document.published) or tense(doc[draft.anchor]) in _OVER:
        return draft
    return replace(draft, factuality="planned")


def _with_horizon(draft: Draft, date: DateInterval, horizons: Horizons) -> Draft:
    """A forecast with the days within which it says that its event comes."""
    if not isinstance(draft.payload, Forecast):
        return draft
    return replace(draft, payload=replace(draft.payload, horizon=horizons.of(draft, date)))


def _record(draft: Draft, date: DateInterval, document: Document, resolver: ActorResolver, engine: str) -> Record:
    payload = draft.payload
    done = isinstance(payload, Act) and payload.quad.startswith("material")
    actors = _actors(draft.actors, resolver, done=done)
    recipients = tuple(r for r in _actors(draft.recipients, resolver, done=done) if not _is_self(r, actors))
    if isinstance(payload, Statement):
        payload = replace(payload, addressees=_actors(draft.addressees, resolver))
    record = Record(
        id="",
        document_id=document.id,
        payload=payload,
        evidence=draft.evidence,
        actors=actors,
        recipients=recipients,
        date=date,
        factuality=draft.factuality,
        reported_by=_chain(draft, document, resolver),
        method=draft.method,
        engine=engine,
        block=draft.block,
    )
    return replace(record, id=record_id(record), confidence=confidence_of(record))


def _actors(mentions: Iterable[Mention], resolver: ActorResolver, *, done: bool = False) -> tuple[Actor, ...]:
    """The actors that mentions stand for, each once; in what is `done`, not said, "we" of an official is the state."""
    found: dict[str, Actor] = {}
    for mention in mentions:
        for named in resolver.resolve(mention):
            actor = _state_of(named) if done and mention.is_we else named
            understood = mention.kind == "author" and mention.start == mention.end
            found.setdefault(actor.id, replace(actor, mention=None) if understood else actor)
    return tuple(actor for actor in found.values() if not _is_rest_of_name(actor, found.values()))


def _state_of(actor: Actor) -> Actor:
    """The state of an official: a president who says that "we" arrested somebody did not arrest him himself."""
    official = actor.type == "person" and actor.sector in _OFFICIAL
    state = load_countries().get(str(actor.country)) if official else None
    return Actor(f"country:{state.iso3}", state.name, "state", state.iso3, mention=actor.mention) if state else actor


def _is_rest_of_name(actor: Actor, others: Iterable[Actor]) -> bool:
    """What "and" parts from a name is nobody else ("Centers for Disease Control and Prevention")."""
    rest = f" and {actor.name}"
    return actor.id.startswith("unknown:") and any(other.name.endswith(rest) for other in others)


def _is_self(recipient: Actor, actors: tuple[Actor, ...]) -> bool:
    """An actor is no recipient of its own act, nor is the state it acts for (`banned imports into the country`)."""
    if any(recipient.id == a.id for a in actors):
        return True
    return recipient.type == "state" and bool(actors) and all(a.country == recipient.country for a in actors)


def _chain(draft: Draft, document: Document, resolver: ActorResolver) -> tuple[Attribution, ...]:
    """The chain as found; what an official text reports of others is vouched for by its author."""
    links: dict[str, Attribution] = {}
    own = {m.head for m in draft.actors}
    if document.author is not None and not _is_speech(draft):
        author = document.author
        links[author.id] = Attribution(
            "named" if author.type == "person" else "institution", author.id, author.name, author.country
        )
    for source in draft.reported_by:
        if source.mention.head in own and isinstance(draft.payload, Statement):
            continue
        link = resolver.attribution(source)
        links.setdefault(link.id, link)
    for link in _unnamed(draft, resolver):
        links.setdefault(link.id, link)
    return tuple(links.values())


def _unnamed(draft: Draft, resolver: ActorResolver) -> Iterator[Attribution]:
    """A source that will not be named vouches for its own words only as such: the chain says so."""
    if isinstance(draft.payload, Statement | Forecast):
        for mention in draft.actors:
            if mention.kind == "nominal":
                link = resolver.attribution(SourceMention(mention, "anonymous"))
                if link.type == "anonymous":
                    yield link


def _is_cueless(draft: Draft) -> bool:
    """A sentence of a speech, or a forecast in one: nobody reports it, so it counts only where it is about others."""
    return draft.method.startswith(("statement.speech", "forecast.speech"))


def _is_speech(draft: Draft) -> bool:
    return draft.method.startswith("statement.speech") or any(m.kind == "author" for m in draft.actors)


def _linked(draft: Draft, record: Record, triggers: dict[int, str]) -> Record:
    """A statement whose cue is the trigger of an act says which."""
    if isinstance(record.payload, Statement) and draft.anchor in triggers:
        return replace(record, payload=replace(record.payload, act_id=triggers[draft.anchor]))
    return record


def _distinct(records: Iterable[Record]) -> list[Record]:
    return list({r.id: r for r in records}.values())
