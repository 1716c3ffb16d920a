"""Who is meant by an actor asked for, and which parties of a record act for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from talleyrand.codebook.articles import with_article
from talleyrand.codebook.countries import load_countries
from talleyrand.model.actors import Actor
from talleyrand.model.concerning import counterparts
from talleyrand.model.records import Record

_CODE = re.compile(r"[A-Z]{3}")
OFFICIAL_SECTORS = frozenset({None, "GOV", "MIL", "LEG", "SPY", "COP", "JUD"})
"""PLOVER sectors whose members act for their state; None is the state itself, or an organ of no sector."""
OFFICIAL_TYPES = frozenset({"state", "organ", "office"})
"""Types of actors that act for their state whatever their sector, unless that is a private one."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as asked for: a state by its ISO 3166 alpha-3 code, or one actor by its id or its name.

    A state takes in those who act for it (its organs, offices, officials), not the private persons, firms and outlets
    in it.

    >>> Party.of("country:CHN").country, Party.of("person:xi-jinping").id, Party.of("Xi Jinping").name
    ('CHN', 'person:xi-jinping', 'xi jinping')
    """

    country: str | None = None
    id: str | None = None
    name: str | None = None

    @classmethod
    def of(cls, asked: str) -> Party:
        """Return the party that a code, an id or a name means."""
        words = asked.strip()
        code = words.removeprefix("country:")
        if _CODE.fullmatch(code):
            return cls(country=code)
        return cls(id=words) if ":" in words else cls(name=words.casefold())

    def fits(self, actor: Actor) -> bool:
        """Tell whether an actor is the one asked for, or acts for the state asked for."""
        if self.country is not None:
            return actor.country == self.country and is_official(actor)
        return actor.id == self.id if self.id is not None else actor.name.casefold() == self.name

    def acts_in(self, record: Record) -> bool:
        """Tell whether it is among those who act or speak."""
        return self._is_among(record.actors)

    def meets_in(self, record: Record) -> bool:
        """Tell whether it is among the recipients and addressees."""
        return self._is_among(counterparts(record))

    def _is_among(self, actors: Iterable[Actor]) -> bool:
        """A plain loop: it runs for every record of every measure, and `any` takes twice as long."""
        for actor in actors:  # noqa: SIM110
            if self.fits(actor):
                return True
        return False


def is_official(actor: Actor) -> bool:
    """Tell whether an actor acts for its state: the state, its organs, and those of an official sector."""
    if actor.type == "state":
        return True
    return actor.sector in OFFICIAL_SECTORS and (actor.sector is not None or actor.type in OFFICIAL_TYPES)


@lru_cache(maxsize=4096)
def _state_name(code: str) -> str:
    country = load_countries().get(code)
    return country.name if country else code


def called(asked: str, records: Iterable[Record] = ()) -> str:
    """Return how an actor asked for is called within a sentence: `the United States`."""
    return with_article(name_of(asked, records))


def name_of(asked: str, records: Iterable[Record] = ()) -> str:
    """Return how an actor asked for is called: a state's name by the codebook, another's as the records name it."""
    party = Party.of(asked)
    if party.country is not None:
        return _state_name(party.country)
    parties = (actor for record in records for actor in (*record.actors, *counterparts(record)))
    return next((actor.name for actor in parties if party.fits(actor)), asked)
