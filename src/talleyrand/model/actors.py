"""Actors: those who speak, act, vote, predict, and those they do it to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talleyrand.model.spans import Quote

ActorType = Literal[
    "state", "organ", "office", "person", "igo", "bloc", "armed-group", "company", "ngo", "outlet", "group", "unknown"
]
SourceType = Literal["named", "anonymous", "institution", "outlet", "document"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A resolved actor.

    `id` is `country:CHN`, `person:xi-jinping`, `organ:RUS-kremlin`, `igo:NATO`, `outlet:...`; a person nobody knows
    has an id made of the name (`person:yun-sun`), an unnamed one of the description (`unknown:one-of-the-people`).
    `country` is the ISO 3166 alpha-3 code that the actor is or acts for (Kosovo `XKX`), None where there is none.
    `sector` is PLOVER's (GOV, MIL, LEG ...). `mention` is where the text names it; None when it is understood (an
    author, an outlet).
    """

    id: str
    name: str
    type: ActorType
    country: str | None = None
    role: str | None = None
    sector: str | None = None
    mention: Quote | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of an attribution chain: who vouches for a record. `type` tells named from anonymous sources."""

    type: SourceType
    id: str
    name: str
    country: str | None = None
    mention: Quote | None = None
