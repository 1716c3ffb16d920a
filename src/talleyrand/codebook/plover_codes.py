"""PLOVER's three letters for actors: states by ISO 3166, organisations by their sort, two of them by name."""

from __future__ import annotations

from functools import cache

from talleyrand.codebook.organisations import whole_of
from talleyrand.model.actors import Actor, ActorType

_CODE_OF_ORGANISATION = {"igo:UN": "UNO", "igo:EU": "EUR"}
_CODE_OF_TYPE: dict[ActorType, str] = {
    "igo": "IGO",
    "bloc": "IGO",
    "ngo": "NGO",
    "armed-group": "IMG",
    "company": "MNC",
}


def plover_code(actor: Actor) -> str | None:
    """Return PLOVER's three letters for an actor: its state's, else those of its sort of organisation.

    >>> plover_code(Actor("person:x", "X", "person", "CHN")), plover_code(Actor("igo:EU-council", "Council", "igo"))
    ('CHN', 'EUR')
    """
    if actor.country:
        return actor.country
    return _CODE_OF_ORGANISATION.get(whole_of(actor.id)) or _CODE_OF_TYPE.get(actor.type)


@cache
def organisation_of_code() -> dict[str, str]:
    """Return the organisation that a code alone means, by code."""
    return {code: ident for ident, code in _CODE_OF_ORGANISATION.items()}
