"""Parties of event data as our actors: where code and name leave no doubt, else by name, as the data set has it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from talleyrand.codebook.actors import actor_of, load_actor_index, slug
from talleyrand.codebook.actors_keys import key_of
from talleyrand.codebook.cameo import group_of, sector_of, state_of
from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.event_formats import UNKNOWN
from talleyrand.codebook.plover_codes import organisation_of_code
from talleyrand.codebook.states import find_state
from talleyrand.model.actors import Actor

KEPT = 1 << 16
"""Parties that are kept to be met again: data sets name the same few thousand over and over."""
_GOVERNMENT = "GOV"


@lru_cache(maxsize=KEPT)
def named_party(name: str, code: str, sector: str, role: str) -> Actor | None:
    """Return the actor of a name and PLOVER's three letters; None where a row gives neither.

    A state is one by its own name or by its code alone; a person or organisation is ours when the name is, and the
    code is not another's. Who else there is keeps the name, the state and the sector.

    >>> named_party("China", "CHN", "", "").id, named_party("Xi Jinping", "CHN", "GOV", "").id
    ('country:CHN', 'person:xi-jinping')
    >>> named_party("Xi Jinping", "KAZ", "GOV", "").id, named_party("Villagers", "None", "CVL", "").type
    ('unknown:xi-jinping-kaz-gov', 'unknown')
    """
    name, code, sector, role = (_given(value) for value in (name, code, sector, role))
    state = _state(code)
    if not name:
        return _by_code(state, code, sector)
    called = _state_named(name)
    if called and state in (None, called):
        return _of(f"country:{called}")
    known = _known(name, state)
    if known:
        return replace(known, role=role or None, sector=known.sector or sector or None)
    return _unresolved(name, state, sector, role)


@lru_cache(maxsize=KEPT)
def cameo_party(name: str, code: str, state_code: str, group: str, role: str) -> Actor | None:
    """Return the actor of GDELT's columns (name, whole code, state, known group, first role); None for no actor.

    A code that is a state's and no more is that state; a group that the codebook knows is that group.

    >>> cameo_party("UNITED STATES", "USA", "USA", "", "").id, cameo_party("NATO", "NAT", "", "NAT", "").id
    ('country:USA', 'igo:NATO')
    >>> cameo_party("POLICE", "USACOP", "USA", "", "COP").country
    'USA'
    """
    if not code and not name:
        return None
    state = _state(state_of(state_code))
    ident = group_of(group)
    if ident:
        return _of(ident)
    if state and code == state_code:
        return _of(f"country:{state}")
    return _unresolved(name or code, state, sector_of(role) or "", "")


def _given(value: str) -> str:
    words = value.strip()
    return "" if words == UNKNOWN else words


@lru_cache(maxsize=KEPT)
def _state_named(name: str) -> str | None:
    found = find_state(name)
    return found.iso3 if found else None


def _state(code: str) -> str | None:
    return code if code in load_countries() else None


def _by_code(state: str | None, code: str, sector: str) -> Actor | None:
    if state and sector in ("", _GOVERNMENT):
        return _of(f"country:{state}")
    if state:
        return _unresolved(load_countries()[state].name, state, sector, "")
    ident = organisation_of_code().get(code)
    if ident:
        return _of(ident)
    return _unresolved(code or sector, None, sector, "") if code or sector else None


@lru_cache(maxsize=KEPT)
def _of(ident: str) -> Actor | None:
    return actor_of(ident, load_actor_index())


def _known(name: str, state: str | None) -> Actor | None:
    """Return the person or organisation that alone has a name and is of the state given, if one is."""
    index = load_actor_index()
    kind, ref = _meaning(name)
    if kind == "entity":
        entity = actor_of(ref, index)
        return entity if entity and state in (None, entity.country) else None
    return _person(ref, state) if kind == "person" else None


@lru_cache(maxsize=KEPT)
def _meaning(name: str) -> tuple[str, str]:
    """Return the one thing that a name stands for, with its id; nothing where it stands for several or none."""
    found = {(one.kind, one.ref) for one in load_actor_index().names.get(key_of(name), ())}
    return found.pop() if len(found) == 1 else ("", "")


@lru_cache(maxsize=KEPT)
def _slug(text: str) -> str:
    return slug(text)


def _person(ident: str, state: str | None) -> Actor | None:
    """Return a person who held office in the state given, or in one state alone where none is given."""
    people = load_actor_index().people
    states = {term.country for term in people.terms.get(ident, ())}
    if state is None and len(states) == 1:
        (state,) = states
    return Actor(ident, people.persons[ident].name, "person", state) if state in states else None


def _unresolved(name: str, state: str | None, sector: str, role: str) -> Actor:
    parts = (_slug(name) or "nameless", state.lower() if state else "", sector.lower())
    ident = "-".join(part for part in parts if part)
    return Actor(f"unknown:{ident}", name, "unknown", state, role or None, sector or None)
