"""What the actor index holds: names, the entities they stand for, and the words for kinds of actors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from talleyrand.codebook.countries import Country
from talleyrand.codebook.offices import Office, People
from talleyrand.model.actors import Actor, ActorType

NameKind = Literal[
    "country", "adjective", "demonym", "demonyms", "capital", "place", "entity", "organ", "office", "sector", "person"
]


@dataclass(frozen=True, slots=True)
class Name:
    """One meaning of a look-up key.

    `ref` is a country code, an entity's or person's id, an office's key, an organ's slug or a sector. `proper` names
    count only with a capital, `cased` ones (abbreviations) only in capitals.
    """

    kind: NameKind
    ref: str
    proper: bool = True
    cased: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A named actor that is no person and no state: organ, organisation, bloc, armed group, company, outlet, region."""

    id: str
    name: str
    type: ActorType
    country: str | None
    sector: str | None
    start: str
    end: str

    def actor(self) -> Actor:
        """Return it as an actor."""
        return Actor(self.id, self.name, self.type, self.country, None, self.sector)

    def exists(self, day: str | None) -> bool:
        """Tell whether this row holds on `day`; without a day, whether it still does."""
        return (not self.end) if day is None else (self.start <= day and (not self.end or day <= self.end))


@dataclass(frozen=True, slots=True)
class Organ:
    """A kind of organ that every state has; `name` has a place for the state's."""

    slug: str
    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class Title:
    """A word for an office that names its state or organisation (`holder`), `always` or where nothing else does."""

    holder: str
    always: bool


@dataclass(frozen=True, slots=True, eq=False)
class ActorIndex:
    """All that is known of actors.

    `names` maps look-up keys to meanings, most likely first; `reach` maps the first word of the keys to the number of
    words of the longest.
    """

    countries: dict[str, Country]
    entities: dict[str, tuple[Entity, ...]]
    organs: dict[str, Organ]
    offices: dict[str, Office]
    titles: dict[str, Title]
    people: People
    names: dict[str, tuple[Name, ...]]
    reach: dict[str, int]
    given_names: dict[str, str]
    surname_skeletons: Callable[[], dict[str, tuple[str, ...]]]

    def entity(self, ident: str, day: str | None = None) -> Entity | None:
        """Return the entity of that id as it was on `day`, the nearest row where none covers it."""
        rows = self.entities.get(ident)
        if not rows:
            return None
        return next((row for row in rows if row.exists(day)), rows[-1])

    def country_name(self, code: str | None) -> str:
        """Return the usual name of a country or organisation by its code or id."""
        if code in self.countries:
            return self.countries[code].name
        entity = self.entity(code) if code else None
        return entity.name if entity else (code or "")
