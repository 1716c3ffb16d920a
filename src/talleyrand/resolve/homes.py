"""Whose state a place in a document speaks for, or is about: whose "the government" is, and whose "our ministry"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from talleyrand.model.actors import Actor
from talleyrand.resolve.coreference import Coreference, governing_verb
from talleyrand.resolve.discourse import EMBEDDED, OTHER, Candidate, Discourse

SEATS_OF_MANY = frozenset(("brussels", "vienna", "geneva"))
"""Capitals where others meet: who speaks there is seldom of that state."""

Guest = Callable[[int], str | None]


@dataclass(slots=True)
class Homes:
    """Knows the states that places of one document belong to.

    `home` is the state that the author speaks for, `guest` tells that of the one who is asked at a place.
    """

    discourse: Discourse
    chain: Coreference
    home: str | None
    guest: Guest

    def of_speaker(self, token: Token | None) -> str | None:
        """Return the state of who says "our" or "my": the speaker of the speech or turn, else the author."""
        return (self._speaking(token) if token is not None else None) or self.home

    def at(self, token: Token) -> str | None:
        """Return the state of who speaks or is asked, else the author's, else that which the text is about there.

        Whose state a speaker in a transcript means when nobody knows theirs, what was named before does not tell.
        """
        own = self._speaking(token) or self.guest(token.idx) or self.home or self.fronted(token)
        return own if own or self._is_turn(token) else self._told_of(token)

    def fronted(self, token: Token) -> str | None:
        """Return the state whose capital opens the clause that a noun stands in ("In Moscow, the minister said")."""
        verb = self.discourse.doc[governing_verb(token)]
        places = [t for t in verb.children if t.i < token.i and t.dep_.startswith("obl") and _stands_in(t)]
        return next((state for place in places if (state := self._state_of(place))), None)

    def _speaking(self, token: Token) -> str | None:
        return next((actor.country for actor in self.chain.speaker(token.idx) if actor.country), None)

    def _is_turn(self, token: Token) -> bool:
        """Whether a place stands in a labelled turn, outside direct speech of others."""
        said_by = self.chain.speeches.speaker(token.idx)
        labelled = said_by is None or self.discourse.text[said_by.end : said_by.end + 1] == ":"
        return labelled and bool(self.chain.speaker(token.idx))

    def _state_of(self, place: Token) -> str | None:
        found = [c for c in self.discourse.before(place.i + 1) if c.token == place.i and _is_of_state(c)]
        return next((actor.country for c in found for actor in self.chain.actors_of(c)), None)

    def _told_of(self, token: Token) -> str | None:
        """Return the state that the sentence is about before a noun, else the last that is named."""
        sentence = self.discourse.sentence_of(token.i)
        before = (c for c in self.discourse.before(token.i) if c.sentence == sentence and c.prominence >= EMBEDDED)
        about = (actor for c in before for actor in self.chain.actors_of(c) if _is_of_one(actor))
        found = next(about, None)
        states = (found,) if found else self.chain.recent(token.i, is_state, 1, least=OTHER)
        states = states or self.chain.recent(token.i, is_state, 1)
        return states[0].country if states else None


def is_state(actor: Actor) -> bool:
    """Tell whether an actor is a state."""
    return actor.type == "state"


def _is_of_one(actor: Actor) -> bool:
    """A state, or one of its organs: "the Argentine congress passed it, but the senate did not"."""
    return is_state(actor) or (actor.type == "organ" and actor.country is not None)


def _stands_in(noun: Token) -> bool:
    return noun.lower_ not in SEATS_OF_MANY and any(child.lower_ == "in" for child in noun.children)


def _is_of_state(candidate: Candidate) -> bool:
    return candidate.segment is not None and candidate.segment.name("capital", "country") is not None
