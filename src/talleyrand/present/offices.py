"""Who holds an actor's offices, or which offices a person holds, on a day: the line under a dossier's name."""

from __future__ import annotations

from talleyrand.codebook.offices import Holder, load_offices, load_people
from talleyrand.model.actors import Actor
from talleyrand.present.plain import capital, day_words, line

HIGHEST = 84
"""Rank from which a state's offices are named: head of state and of government, foreign minister."""
MOST = 4

TYPES = {
    "state": "state",
    "organ": "organ of a state",
    "office": "office",
    "person": "person",
    "igo": "international organisation",
    "bloc": "bloc",
    "armed-group": "armed group",
    "company": "company",
    "ngo": "non-governmental organisation",
    "outlet": "outlet",
    "group": "group",
    "unknown": "known by description only",
}
"""What an actor is, in words."""


def offices_on(actor: Actor, day: str | None) -> tuple[str, ...]:
    """Return in words the offices that a person holds on an ISO day, or who holds the highest of a state or body.

    Without a day it is those whose term is open. What the tables of people don't tell is left out.
    """
    if actor.type == "person":
        return tuple(dict.fromkeys(_own(term) for term in _best(load_people().terms.get(actor.id, ()), day)))
    if actor.type not in ("state", "igo", "bloc"):
        return ()
    home = (actor.country if actor.type == "state" else None) or actor.id
    terms = [term for (place, _), held in load_people().offices.items() if place == home for term in held]
    high = [term for term in _best(terms, day) if load_offices()[term.office].rank >= HIGHEST]
    holders = {term.person: term for term in reversed(high)}
    return tuple(_holder(term) for term in high if holders[term.person] is term)


def _best(terms: tuple[Holder, ...] | list[Holder], day: str | None) -> list[Holder]:
    """Return the terms that cover a day, the highest office first."""
    held = [term for term in terms if term.held(day)]
    return sorted(held, key=lambda term: (-load_offices()[term.office].rank, term.start))[:MOST]


def _own(term: Holder) -> str:
    return f"{capital(line(term.title))}{_since(term)}"


def _holder(term: Holder) -> str:
    return f"{_name(term.person)}, {line(term.title)}{_since(term)}"


def _name(person: str) -> str:
    known = load_people().persons.get(person)
    return line(known.name) if known else person


def _since(term: Holder) -> str:
    return f" (since {day_words(term.start[:4])})" if term.start else ""
