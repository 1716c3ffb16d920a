"""What is known around a noun phrase, and which state and sector its words name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from talleyrand.codebook.actors_model import ActorIndex, Name
from talleyrand.model.actors import Actor
from talleyrand.resolve.names import Segment
from talleyrand.resolve.people import person_actor


def nobody(_surname: str) -> Actor | None:
    """Know no one."""
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a phrase.

    `home` is the state that the text speaks for, `people` knows surnames, `person` whether the parser saw one, `usual`
    lets an office stand for the state that it mostly is ("the Chancellor").
    """

    index: ActorIndex
    day: str | None = None
    home: str | None = None
    people: Callable[[str], Actor | None] = field(default=nobody)
    person: bool | None = None
    usual: bool = False


def country_of(segments: Sequence[Segment], context: Context, *, organisations: bool = False) -> str | None:
    """Return the state (or the organisation's id) that the last of the segments names, None when none does."""
    for segment in reversed(segments):
        for name in segment.names:
            code = _country_of_name(name, context, organisations)
            if code:
                return code
    return None


def _country_of_name(name: Name, context: Context, organisations: bool) -> str | None:
    if name.kind in ("country", "adjective", "demonym", "demonyms", "place"):
        return name.ref
    if name.kind == "capital":
        target = name.ref.removeprefix("country:")
        return target if target in context.index.countries or organisations else None
    if name.kind == "entity":
        entity = context.index.entity(name.ref, context.day)
        if entity and (entity.country or not organisations):
            return entity.country
        return name.ref if name.ref.startswith(("igo:", "bloc:")) else None
    if name.kind == "person":
        return person_actor(name.ref, context.day, context.index).country
    return None


def sector_of(segment: Segment, index: ActorIndex) -> str | None:
    """Return the sector that a word for a kind of actor stands for."""
    name = segment.name("sector", "office", "organ")
    if name is None:
        return None
    if name.kind == "sector":
        return name.ref
    return index.offices[name.ref].sector if name.kind == "office" else index.organs[name.ref].sector
