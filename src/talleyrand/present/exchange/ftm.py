"""Records as FollowTheMoney entities, as JSON lines for Aleph and its kin.

A record is an `Event` with those `involved`, its words as `summary` and its document as `proof`; an act that has a
recipient is an `UnknownLink` too, which keeps who did it to whom. Names of schemata and properties are those of
FollowTheMoney 4.11. Every value is a list of strings, as the model has it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import PurePath
from typing import Any

from talleyrand.codebook.states import alpha2
from talleyrand.model.actors import Actor, ActorType
from talleyrand.model.contract import canonical
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Entry, Record, Statement
from talleyrand.present.exchange.events import REJECTED, LeftOut
from talleyrand.present.parties import who
from talleyrand.present.plain import clip, line
from talleyrand.present.words import what

Json = dict[str, Any]
Properties = dict[str, Iterable[str | None]]
NAME_LIMIT = 200

_SCHEMA: dict[ActorType, str] = {
    "state": "PublicBody",
    "organ": "PublicBody",
    "office": "PublicBody",
    "person": "Person",
    "igo": "Organization",
    "bloc": "Organization",
    "armed-group": "Organization",
    "company": "Company",
    "ngo": "Organization",
    "outlet": "Organization",
    "group": "LegalEntity",
    "unknown": "LegalEntity",
}
_TOPIC: dict[ActorType, str] = {"state": "gov.national", "organ": "gov", "office": "gov", "igo": "gov.igo"}
_NO_IDENT = re.compile(r"[^A-Za-z0-9.-]+")


def ftm_lines(entries: Iterable[Entry], left_out: LeftOut, *, flagged: bool = False) -> Iterator[str]:
    """Yield entities as lines, parties and documents before the first event that names them, each once.

    Records of what did not happen are counted in `left_out`; with `flagged` they come, too, their factuality in front
    of their name and among their keywords, but never as links.
    """
    seen: set[str] = set()
    for record, document in entries:
        reason = _objection(record, flagged)
        if reason:
            left_out[reason] += 1
            continue
        for entity in entities(record, document):
            if entity["id"] not in seen:
                if entity["schema"] not in _ONCE:
                    seen.add(entity["id"])
                yield canonical(entity) + "\n"


_ONCE = ("Event", "UnknownLink")
"""Schemata of which a record is the only source, so that their ids need not be kept."""


def _objection(record: Record, flagged: bool) -> str | None:
    if record.review == "rejected":
        return REJECTED
    return None if flagged or record.factuality == "actual" else f"{record.factuality} {record.kind}s"


def entities(record: Record, document: Document) -> Iterator[Json]:
    """Yield the entities of a record: its document, its parties, the event, and a link for each pair of an act."""
    yield _document(document) if record.row is None else _data_file(document)
    parties = (*record.actors, *_others(record))
    yield from (_actor(actor) for actor in parties)
    yield _event(record, document, parties)
    if isinstance(record.payload, Act) and record.factuality == "actual":
        yield from (_link(record, record.payload, *pair) for pair in product(record.actors, record.recipients))


def _others(record: Record) -> tuple[Actor, ...]:
    said_to = record.payload.addressees if isinstance(record.payload, Statement) else ()
    return (*record.recipients, *said_to)


def _event(record: Record, document: Document, parties: Iterable[Actor]) -> Json:
    flag = "" if record.factuality == "actual" else f"[{record.factuality}] "
    properties: Properties = {
        "name": [clip(flag + line(f"{who(record)} {what(record)}"), NAME_LIMIT)],
        "startDate": [record.date.start],
        "endDate": [record.date.end],
        "summary": [line(record.evidence.text)],
        "involved": [actor_ident(actor) for actor in parties],
        "keywords": _keywords(record),
        "recordId": [record.id],
        "proof": [document_ident(document)],
        "publisher": [document.outlet],
        "sourceUrl": [document.url],
    }
    return _entity(f"talleyrand-event-{record.id}", "Event", properties)


def _keywords(record: Record) -> list[str | None]:
    act = record.payload if isinstance(record.payload, Act) else None
    coded = (act.event_type, act.mode, *act.contexts, act.quad) if act else ()
    return [record.kind, *coded, f"factuality: {record.factuality}", f"review: {record.review}"]


def _link(record: Record, act: Act, one: Actor, other: Actor) -> Json:
    ident = f"talleyrand-link-{record.id}-{_plain(one.id)}-{_plain(other.id)}"
    properties: Properties = {
        "subject": [actor_ident(one)],
        "object": [actor_ident(other)],
        "role": [act.event_type if act.mode is None else f"{act.event_type} ({act.mode})"],
        "startDate": [record.date.start],
        "endDate": [record.date.end],
        "recordId": [record.id],
    }
    return _entity(ident, "UnknownLink", properties)


def _actor(actor: Actor) -> Json:
    schema = _SCHEMA[actor.type]
    role = {"position": [actor.role]} if schema == "Person" else {}
    properties: Properties = {
        "name": [line(actor.name) or actor.id],
        "country": [country_code(actor.country)],
        "topics": [_TOPIC.get(actor.type)],
        **role,
    }
    return _entity(actor_ident(actor), schema, properties)


def _document(document: Document) -> Json:
    title = line(document.title or "") or None
    name = PurePath(document.path).name if document.path else document.id
    author = document.author.name if document.author else None
    properties: Properties = {
        "title": [title],
        "fileName": [line(name)],
        "author": [author],
        "publishedAt": [document.published],
        "publisher": [document.outlet],
        "sourceUrl": [document.url],
        "notes": [document.id],
    }
    return _entity(document_ident(document), "Document" if document.author else "Article", properties)


def _data_file(document: Document) -> Json:
    """The entity of a file of event data: whose report a row tells of, the event says."""
    name = PurePath(document.path).name if document.path else document.id
    return _entity(document_ident(document), "Table", {"fileName": [line(name)], "notes": [document.id]})


def actor_ident(actor: Actor) -> str:
    """Return the id of an actor's entity."""
    return f"talleyrand-actor-{_plain(actor.id)}"


def document_ident(document: Document) -> str:
    """Return the id of a document's entity."""
    return f"talleyrand-document-{_plain(document.id)}"


def country_code(iso3: str | None) -> str | None:
    """Return FollowTheMoney's code of a state, None for none: ISO alpha-2 in small letters, `xk` for Kosovo."""
    return _countries().get(iso3) if iso3 else None


@cache
def _countries() -> dict[str, str]:
    return {iso3: iso2.lower() for iso3, iso2 in alpha2().items()}


def _plain(ident: str) -> str:
    """Return an id in the letters that the model takes; where that loses some, a hash keeps different ids apart."""
    words = _NO_IDENT.sub("-", ident).strip("-.")
    if words and words == ident.replace(":", "-"):
        return words
    return f"{words}-{hashlib.sha256(ident.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}".lstrip("-")


def _entity(ident: str, schema: str, properties: Properties) -> Json:
    known = {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items()}
    return {"id": ident, "schema": schema, "properties": {name: values for name, values in known.items() if values}}
