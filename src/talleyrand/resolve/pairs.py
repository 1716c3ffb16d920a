"""Several actors in one phrase: "both sides", "the two leaders", "the latter", "A and B"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from talleyrand.codebook.actors import actor_of
from talleyrand.codebook.actors_keys import key_of
from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.codebook.actors_words import word_set
from talleyrand.model.actors import Actor
from talleyrand.resolve.context import Context
from talleyrand.resolve.coreference import Actors, Coreference
from talleyrand.resolve.describe import describe
from talleyrand.resolve.discourse import OTHER, Discourse

PAIR_WORDS = frozenset(("both", "two"))
SPEAKS_FOR_STATE = frozenset(("state", "organ", "person", "office"))
PAIR = 2
LONGEST_PAIR = 5
LONGEST_LIST = 200
MOST_PARTS = 6
_PARTS = re.compile(r",\s*(?:and\s+)?|\s+and\s+")

DescribePart = Callable[[str, int], Actor]


@dataclass(slots=True)
class Pairs:
    """Finds the members of pairs and lists in one document."""

    discourse: Discourse
    chain: Coreference
    index: ActorIndex
    day: str | None
    home: str | None

    def referred(self, keys: list[str], token: Token | None) -> Actors:
        """Return the two actors, or the one of two, that a phrase of these words refers back to."""
        if token is None or not keys or len(keys) > LONGEST_PAIR:
            return ()
        if keys in (["the", "latter"], ["latter"]):
            return self.chain.recent(token.i, _is_somebody, 1)
        if keys == ["the", "former"]:
            return self._people(token)[:1] or self._two_states(token)[:1]
        both = bool(PAIR_WORDS & set(keys))
        if both and keys[-1] in word_set("person_pairs"):
            return self._two(token, self._leads) or self._people(token)
        if keys[:2] == ["the", "other"] and keys[-1] in word_set("one_of_pair"):
            return self._other_state(token)
        if keys == ["each", keys[-1]] and keys[-1] in word_set("one_of_pair"):
            return self._two_states(token)
        if (keys[-1] in word_set("state_pairs") and (both or keys == ["the", keys[-1]])) or keys == ["both"]:
            defined = token.text[0].isupper() and not both
            return self._two_alone(token) if defined else self._two_states(token)
        return ()

    def listed(self, text: str, start: int, describe_part: DescribePart) -> Actors:
        """Return the actors of "A and B" where both parts name someone known."""
        if " and " not in text or len(text) > LONGEST_LIST:
            return ()
        parts = [part for part in _PARTS.split(text) if part and part.strip()]
        if len(parts) > MOST_PARTS or self._is_one_name(text):
            return ()
        actors = [describe_part(part.strip(), start + text.find(part)) for part in parts]
        known = [actor for actor in actors if not actor.id.startswith("unknown:") or actor.country]
        if len(known) < len(parts) or len(known) < PAIR:
            return ()
        return tuple({actor.id: actor for actor in known}.values())

    def _is_one_name(self, text: str) -> bool:
        whole = describe(text, Context(self.index, self.day))
        return whole.id in self.index.entities and key_of(text) in self.index.names

    def _people(self, token: Token) -> Actors:
        return self._two(token, lambda actor: actor.type == "person")

    def _two(self, token: Token, accepts: Callable[[Actor], bool]) -> Actors:
        found = self.chain.recent(token.i, accepts, PAIR)
        return found if len(found) == PAIR else ()

    def _two_alone(self, token: Token) -> Actors:
        """Return the two states of an agreement that calls them "the Parties"; () where it has named more of them."""
        found = self._states(token, PAIR + 1)
        return found if len(found) == PAIR else ()

    def _two_states(self, token: Token) -> Actors:
        """Return the last two states named, or spoken for by people or organs."""
        found = self._states(token, PAIR)
        return found if len(found) == PAIR else ()

    def _states(self, token: Token, most: int) -> Actors:
        """Return up to `most` states named in front of a token, or spoken for by people or organs, in text order."""
        found: dict[str, Actor] = {}
        for candidate in reversed(self.discourse.before(token.i)):
            actors = self.chain.actors_of(candidate) if candidate.prominence >= OTHER else ()
            for actor in reversed(actors):
                state = actor_of(f"country:{actor.country}", self.index) if actor.type in SPEAKS_FOR_STATE else None
                if state:
                    found.setdefault(state.id, state)
            if len(found) >= most:
                break
        return tuple(reversed(list(found.values())[:most]))

    def _other_state(self, token: Token) -> Actors:
        """Return the state that stands against the author's, or else against the one named last."""
        return tuple(state for state in reversed(self._two_states(token)) if state.country != self.home)[-1:]

    def _leads(self, actor: Actor) -> bool:
        terms = self.index.people.terms.get(actor.id, ())
        return any(self.index.offices[term.office].leads and term.held(self.day) for term in terms)


def _is_somebody(actor: Actor) -> bool:
    return actor.type in ("person", "state", "organ", "igo")
