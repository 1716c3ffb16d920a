"""Actors and sources as a person names them: those that the record has already, else whoever the words mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast, get_args

from talleyrand.codebook.actors import actor_of, load_actor_index, slug
from talleyrand.errors import CorrectionError, NotFoundError
from talleyrand.ledger.store import Ledger
from talleyrand.model.actors import Actor, ActorType, Attribution, SourceType
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.spans import Quote, Span
from talleyrand.pipeline.asking import find_actor
from talleyrand.pipeline.editing_values import Given, parts_of
from talleyrand.resolve.actors import resolve_actor

Find = Callable[[str], Actor]
"""Whom words mean; raises NotFoundError for nobody."""

MOST = 50
"""Parties of one kind that a record may have."""
_NEW = re.compile(rf"(?P<name>.+?)\s*\((?P<type>{'|'.join(get_args(ActorType))})(?:,\s*(?P<country>[A-Z]{{3}}))?\)")
_SOURCE = re.compile(rf"(?P<type>{'|'.join(get_args(SourceType))}):\s+(?P<name>.+)")
_PREFIXES = {"anonymous": "unknown", "document": "document"}
_WAYS = "an ISO code, a name, an id, or a new one as in: Yun Sun (person, USA)"


def finder(ledger: Ledger, record: Record | None = None) -> Find:
    """Return what finds actors in a ledger and the codebook, as of the day of a record."""
    resolve = partial(resolve_actor, on=record.date.start if record else None)
    return lambda words: find_actor(words, ledger, lambda asked: _by_id(asked) or resolve(asked))


def _by_id(words: str) -> Actor | None:
    """The actor of the codebook with an id, whether the ledger names it or not."""
    if ":" not in words:
        return None
    index = load_actor_index()
    person = index.people.persons.get(words)
    return resolve_actor(person.name) if person else actor_of(words, index)


def actors_of(
    given: Given, field: str, known: Sequence[Actor], place: tuple[Document, Span], find: Find
) -> tuple[Actor, ...]:
    """Return the actors that a list names, each once.

    One of `known` is meant by its id or name and keeps its mention; another gets the place where the evidence names it.
    Raises CorrectionError for a name that means nobody.
    """
    parts = _few(parts_of(given, field), field)
    found = (_known(part, known) or _named(part, field, place, find) for part in parts)
    return tuple({actor.id: actor for actor in found}.values())


def sources_of(
    given: Given, field: str, known: Sequence[Attribution], place: tuple[Document, Span], find: Find
) -> tuple[Attribution, ...]:
    """Return the chain that a list names, the outermost first.

    A source may say what it is (`anonymous: a senior official`); else a person is named, an outlet an outlet, and any
    other an institution.
    """
    parts = _few(parts_of(given, field), field)
    found = (_known_source(part, known) or _source(part, field, place, find) for part in parts)
    return tuple({link.id: link for link in found}.values())


def source_words(link: Attribution) -> str:
    """Return a source as `sources_of` reads it: `named: Xi Jinping`."""
    return f"{link.type}: {link.name}"


def _few(parts: list[str], field: str) -> list[str]:
    if len(parts) > MOST:
        raise CorrectionError(f"{len(parts)} parties are too many", where=field, hint=f"at most {MOST}")
    return parts


def _known(part: str, known: Sequence[Actor]) -> Actor | None:
    folded = part.casefold()
    return next((one for one in known if part == one.id or folded == one.name.casefold() or _is_state(one, part)), None)


def _is_state(actor: Actor, code: str) -> bool:
    return actor.type == "state" and actor.country == code


def _named(part: str, field: str, place: tuple[Document, Span], find: Find) -> Actor:
    new = _NEW.fullmatch(part)
    try:
        actor = _new(new) if new else find(part)
    except NotFoundError as error:
        raise CorrectionError(f"{part[:60]!r} is nobody known", where=field, hint=error.hint or _WAYS) from error
    words = new["name"] if new else part
    return replace(actor, mention=_mention(words, place) or _mention(actor.name, place))


def _new(found: re.Match[str]) -> Actor:
    """An actor that nobody knows yet, of the type and country given."""
    name, kind = " ".join(found["name"].split()), cast("ActorType", found["type"])
    if not slug(name):
        raise NotFoundError("a name needs letters", where=name)
    return Actor(f"{kind}:{slug(name)}", name, kind, found["country"])


def _known_source(part: str, known: Sequence[Attribution]) -> Attribution | None:
    return next(
        (one for one in known if part in (one.id, source_words(one)) or part.casefold() == one.name.casefold()), None
    )


def _source(part: str, field: str, place: tuple[Document, Span], find: Find) -> Attribution:
    said = _SOURCE.fullmatch(part)
    words = said["name"] if said else part
    kind = cast("SourceType | None", said["type"] if said else None)
    if kind in ("anonymous", "document"):
        return Attribution(kind, f"{_PREFIXES[kind]}:{slug(words) or 'unnamed'}", words, None, _mention(words, place))
    actor = _named(words, field, place, find)
    return Attribution(kind or source_type(actor), actor.id, actor.name, actor.country, actor.mention)


def source_type(actor: Actor) -> SourceType:
    """Return what sort of source an actor is who vouches for something."""
    match actor.type:
        case "person":
            return "named"
        case "outlet":
            return "outlet"
    return "institution"


def _mention(words: str, place: tuple[Document, Span]) -> Quote | None:
    """The first place within the evidence where words stand as such."""
    document, within = place
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", document.text[within.start : within.end])
    if found is None:
        return None
    return Span(within.start + found.start(), within.start + found.end()).quote(document.text)
