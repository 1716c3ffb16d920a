"""Who counts as one party of a network: a state with all who act for it, an organisation with its organs."""

from __future__ import annotations

from functools import lru_cache

from talleyrand.analyse.parties import is_official, name_of
from talleyrand.codebook.organisations import organisation_name, whole_of
from talleyrand.model.actors import Actor, ActorType

BODIES: frozenset[ActorType] = frozenset({"igo", "bloc", "armed-group"})
"""Types of actors beside states that have friends and enemies."""


def side_of(actor: Actor) -> str | None:
    """Return the party that an actor acts for: a state's code or an organisation's id; None for private persons.

    Organs of an organisation count as the organisation: `igo:EU-commission` as `igo:EU`.
    """
    if actor.country is not None:
        return actor.country if is_official(actor) else None
    return _whole(actor.id) if actor.type in BODIES else None


@lru_cache(maxsize=4096)
def side_name(side: str) -> str:
    """Return how a party is called."""
    return organisation_name(side) if ":" in side else name_of(side)


_whole = lru_cache(maxsize=4096)(whole_of)
