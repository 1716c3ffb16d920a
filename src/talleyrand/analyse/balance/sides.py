"""Who counts as one party of a network: a state with all who act for it, an organisation with its organs."""

from __future__ import annotations

from functools import lru_cache

from talleyrand.analyse.parties import is_official, name_of
from talleyrand.codebook.organisations import organisation_name, whole_of
from talleyrand.model.actors import Actor, ActorType

BODIES: frozenset[ActorType] = frozenset({"igo", "bloc", "armed-group"})
"""Types of actors beside states that have friends and enemies."""
_PREFIXES = frozenset({"igo", "bloc", "armed"})


def side_of(actor: Actor) -> str | None:
    """Return the party that an actor acts for: a state's code or an organisation's id; None for private persons.

    Organs of an organisation count as the organisation: `igo:EU-commission` as `igo:EU`.
    """
    if actor.country is not None:
        return actor.country if is_official(actor) else None
    return _whole(actor.id) if actor.type in BODIES else None


def is_side(key: str) -> bool:
    """Tell whether a name is one that `side_of` gives: a state's code, an organisation's id.

    >>> is_side("CHN"), is_side("igo:EU"), is_side("igo:EU-commission"), is_side("person:xi-jinping")
    (True, True, False, False)
    """
    kind, colon, _ = key.partition(":")
    return not colon or (kind in _PREFIXES and whole_of(key) == key)


@lru_cache(maxsize=4096)
def side_name(side: str) -> str:
    """Return how a party is called."""
    return organisation_name(side) if ":" in side else name_of(side)


def short_name(side: str) -> str:
    """Return a party's name for a chart: an organisation's abbreviation where its id is one, else as `side_name`.

    >>> short_name("igo:NATO"), short_name("bloc:baltic-states")
    ('NATO', 'Baltic states')
    """
    brief = side.partition(":")[2]
    return brief if brief.isupper() else side_name(side)


_whole = lru_cache(maxsize=4096)(whole_of)
