"""Which records belong in a dossier: whose they are, toward whom, and in which period."""

from __future__ import annotations

import re
from collections.abc import Iterable

from talleyrand.model.actors import Actor
from talleyrand.model.concerning import counterparts, in_period, is_contact
from talleyrand.model.records import Entry, Record

__all__ = ["acts_for", "counterparts", "in_period", "is_contact", "own_record", "received", "toward_filter"]

# What is in a country without acting for it.
_PRIVATE = frozenset({"outlet", "company", "ngo", "armed-group"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "his", "her", "its", "their", "our", "my", "who"})
_WORD = re.compile(r"\w+")


def acts_for(actor: Actor, focus: Actor) -> bool:
    """Tell whether `actor` is `focus`, or acts for the state that `focus` is."""
    if actor.id == focus.id:
        return True
    return focus.type == "state" and focus.country is not None and _official_of(actor, focus.country)


def _official_of(actor: Actor, country: str) -> bool:
    return actor.country == country and actor.type not in _PRIVATE


def own_record(record: Record, focus: Actor) -> bool:
    """Tell whether the record is of what `focus` said or did; each side of a contact has done it."""
    if any(acts_for(actor, focus) for actor in record.actors):
        return True
    return is_contact(record) and any(acts_for(actor, focus) for actor in record.recipients)


def received(record: Record, focus: Actor) -> bool:
    """Tell whether others said or did it to `focus`."""
    return not own_record(record, focus) and any(acts_for(actor, focus) for actor in counterparts(record))


def toward_filter(entries: Iterable[Entry], focus: Actor, toward: Actor) -> list[Entry]:
    """Return the entries that have to do with `toward`: it is a party, or the evidence names it.

    The names are those under which the records themselves know the actor ("Moscow", "Mr. Putin"), pronouns left out.
    """
    kept = list(entries)
    aliases = _aliases((record for record, _ in kept), toward)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(aliases, key=len, reverse=True))) + r")\b")
    return [entry for entry in kept if _party(entry[0], focus, toward) or pattern.search(entry[0].evidence.text)]


def _party(record: Record, focus: Actor, toward: Actor) -> bool:
    parties = (*record.actors, *counterparts(record))
    return any(acts_for(party, toward) and not acts_for(party, focus) for party in parties)


def _aliases(records: Iterable[Record], toward: Actor) -> set[str]:
    parties = (party for record in records for party in (*record.actors, *counterparts(record)))
    mentions = {party.mention.text for party in parties if party.mention and acts_for(party, toward)}
    return {toward.name} | {text for text in mentions if names_somebody(text)}


def names_somebody(text: str) -> bool:
    """Tell whether a mention is a name, and no pronoun or description."""
    words = _WORD.findall(text)
    return bool(words) and words[-1][0].isupper() and words[0].lower() not in _PRONOUNS
