"""Who "they" and "the leaders" are after a conversation has been reported: its parties.

Readouts name both sides once ("X spoke today with Y") and then go on with plurals; no antecedent in the plural stands
in the text.
"""

from __future__ import annotations

import re

from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.nouns import load_party_plurals
from talleyrand.model.actors import Actor
from talleyrand.model.drafts import Mention
from talleyrand.model.records import Act, Record
from talleyrand.resolve.coreference import Actors

_DETERMINERS = re.compile(r"^(?:the two|the|both|two) ")
_OF_BOTH = re.compile(r" of (?:the two|both) (?:countries|states|nations)$")
_PLURAL_PRONOUNS = frozenset({"they", "them", "their", "both"})
_DUAL = re.compile(r"(?i)^(?:both|the two|two)\b")
_SIDES = re.compile(r"(?i)\b(?:sides|parties|countries)$")
_PAIR = 2
_ANYBODY = frozenset({"officials", "advisers", "advisors", "secretaries"})
"""Plurals that without an article mean people who are not named."""
_COMMON_PRONOUNS = frozenset({"they", "them", "their"})
_OBLIQUE_PRONOUNS = frozenset({"them", "their"})
"""These go back to what stands beside them rather than to who talked."""
_NAMED = frozenset({"person", "state", "organ", "office", "igo", "bloc"})
_DEALINGS = frozenset({"SUPPORT", "AGREE", "COOPERATE"})
"""What two persons do who stand face to face, besides talking."""
_NEAR = 1200
"""Code points over which the parties of a conversation stay the ones talked about."""


class Talks:
    """Remembers the last conversation of a document."""

    def __init__(self) -> None:
        self._parties: Actors = ()
        self._since = 0
        self._at = 0

    def note(self, record: Record) -> None:
        """Keep the parties of a conversation that took place; what is told next is about them."""
        payload = record.payload
        if not isinstance(payload, Act):
            return
        if payload.event_type != "CONSULT" and (self._parties or not _is_meeting(record, payload)):
            return
        if record.factuality != "actual" and (self._parties or record.factuality != "planned"):
            return  # talks to come are what the parties of a conversation speak of
        parties = {a.id: a for a in (*record.actors, *record.recipients) if a.type in _NAMED}
        again = {a.country for a in parties.values()} == {a.country for a in self._parties} != {None}
        if again and all(a.type == "state" for a in parties.values()):
            self._at = record.evidence.end  # "the two sides discussed": the same talks, whose leaders stay known
        elif len(parties) > 1:
            goes_on = parties.keys() == {a.id for a in self._parties}
            self._since = self._since if goes_on else record.evidence.end
            self._parties, self._at = tuple(parties.values()), record.evidence.end

    def stand_for(self, mention: Mention, found: Actors) -> Actors:
        """Return the parties where a mention is a plural without a better antecedent than they, else `found`."""
        if not self._parties or not self._since <= mention.start < self._at + _NEAR or not _is_plural(mention):
            return found
        dual = _DUAL.match(mention.text) is not None and len(self._parties) == _PAIR
        if sum(a.type in _NAMED for a in found) > 1 and not dual:
            return found
        word = mention.text.lower()
        if word in _COMMON_PRONOUNS and any(a.type == "group" and a.country for a in found):
            return found
        if word in _OBLIQUE_PRONOUNS and any(a.type in _NAMED for a in found):
            return found
        return self._states() if _SIDES.search(mention.text) else self._parties

    def _states(self) -> Actors:
        """The states of the parties, where each has one: sides are states, leaders are persons."""
        countries = [load_countries().get(a.country or "") for a in self._parties]
        named = {c.iso3: Actor(f"country:{c.iso3}", c.name, "state", c.iso3) for c in countries if c is not None}
        return tuple(named.values()) if len(named) == len(self._parties) else self._parties


def _is_meeting(record: Record, act: Act) -> bool:
    """Whether two persons deal with each other (`welcomed the Chancellor to the White House`)."""
    sides = (record.actors, record.recipients)
    persons = all(len(side) == 1 and side[0].type == "person" for side in sides)
    return act.event_type in _DEALINGS and record.factuality == "actual" and persons


def _is_plural(mention: Mention) -> bool:
    """`they`, `both`, `the two leaders`: a plural that can stand for both sides; bare `officials` are others."""
    words = _OF_BOTH.sub("", mention.text.lower())
    noun = _DETERMINERS.sub("", words)
    return words in _PLURAL_PRONOUNS or (noun in load_party_plurals() and (noun != words or noun not in _ANYBODY))
