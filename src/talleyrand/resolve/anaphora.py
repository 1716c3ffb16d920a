"""Noun phrases in a document: what they name alone, and whom they refer back to ("the minister", "both sides")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from talleyrand.codebook.actors import actor_of
from talleyrand.codebook.actors_keys import key_of
from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.codebook.actors_words import word_set
from talleyrand.model.actors import Actor
from talleyrand.resolve.context import Context
from talleyrand.resolve.coreference import Actors, Coreference
from talleyrand.resolve.describe import describe
from talleyrand.resolve.discourse import OTHER, Candidate, Discourse
from talleyrand.resolve.known_people import KnownPeople
from talleyrand.resolve.names import phrase_words
from talleyrand.resolve.people import same_office
from talleyrand.resolve.phrases import parse_phrase

PAIR_WORDS = frozenset(("both", "two"))
BODY_NOUNS = {
    "ministry": ("organ",),
    "agency": ("organ", "igo", "outlet"),
    "organization": ("igo", "ngo", "armed-group"),
    "organisation": ("igo", "ngo", "armed-group"),
    "bloc": ("igo", "bloc"),
    "alliance": ("igo", "bloc"),
    "union": ("igo",),
    "group": ("armed-group", "ngo", "bloc"),
    "company": ("company",),
    "embassy": ("organ",),
}
SPEAKS_FOR_STATE = frozenset(("state", "organ", "person", "office"))
POSSESSIVES = frozenset(("his", "her", "its", "their"))
LONGEST_TAIL = 90
MODIFIERS_BACK = 8
MODIFYING = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"))
_PARTS = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


@dataclass(slots=True)
class Anaphora:
    """Resolves the noun phrases of one document; `home` is the state that its author speaks for."""

    discourse: Discourse
    chain: Coreference
    people: KnownPeople
    index: ActorIndex
    day: str | None
    home: str | None

    def candidate(self, candidate: Candidate) -> Actors:
        """Return whom a candidate names."""
        doc = self.discourse.doc
        token = doc[candidate.token]
        if candidate.sort == "nominal":
            begin = self._begin(candidate)
            return self.phrase(self.discourse.text[begin : self._end(candidate, token)], begin, token, named=False)
        return (
            self._described(
                self.discourse.text[candidate.start : candidate.end],
                candidate.start,
                candidate.sort == "person" or None,
            ),
        )

    def _begin(self, candidate: Candidate) -> int:
        """Return where the words that modify a candidate's noun begin."""
        doc = self.discourse.doc
        at = self.discourse.token_at(candidate.start)
        least = max(doc[at].sent.start, at - MODIFIERS_BACK)
        while at > least and (doc[at - 1].pos_ in MODIFYING or doc[at - 1].text == "-") and not doc[at - 1].is_space:
            at -= 1
        return doc[at].idx

    def _end(self, candidate: Candidate, token: Token) -> int:
        """Return where a candidate's noun phrase ends: groups are told apart by what follows ("people close to X")."""
        if candidate.segment is None or candidate.segment.kind not in ("sector", "office"):
            return candidate.end
        last = token.right_edge
        return min(max(last.idx + len(last), candidate.end), candidate.end + LONGEST_TAIL)

    def phrase(self, text: str, start: int, token: Token | None, *, named: bool) -> Actors:
        """Return the actors of a noun phrase that starts at `start` and whose head is `token`."""
        keys = [word.key for word in phrase_words(text)]
        pair = self._pair(keys, token)
        if pair:
            return pair
        joined = self._joined(text, start)
        if joined:
            return joined
        home = self._possessor(keys, token) or self._home_for(text)
        actor = self._described(text, start, self._person_hint(token) if named else None, home)
        if not self._open(actor):
            return (actor,)
        return (self._back(text, keys, actor, token) or actor,)

    def issuer(self, text: str, token: Token | None) -> Actor:
        """Return who issued a document such as "a Kremlin readout of the call"."""
        found = phrase_words(text)
        cut = next((word.start for word in found[1:] if word.key in ("of", "on", "about")), len(text))
        nouns = [word for word in found if word.end <= cut]
        before = text[: nouns[-1].start].strip() if len(nouns) > 1 else ""
        if before.lower() in ("", "a", "an", "the", "its", "his", "her", "their"):
            return describe(text, Context(self.index, self.day))
        actors = self.phrase(re.sub(r"['’]s$", "", before), token.idx if token else 0, token, named=False)
        return actors[0]

    def _described(self, text: str, start: int, person: bool | None, home: str | None = None) -> Actor:
        def surname(key: str) -> Actor | None:
            return self.people.named(key, start)

        read = describe(text, Context(self.index, self.day, home, surname, person))
        actor = self.people.full_names.mend(read, text, start)
        return self.people.profile(actor) if actor.type == "person" else actor

    def _person_hint(self, token: Token | None) -> bool | None:
        if token is None or not token.ent_type_:
            return None
        return token.ent_type_ in ("PER", "PERSON")

    def _home_for(self, text: str) -> str | None:
        """Return the author's state for "the President" or "the Security Council" without a state's name."""
        head = parse_phrase(text, self.index).head
        office = head.name("office") if head else None
        return self.home if office is None or self.index.offices[office.ref].leads else None

    def _possessor(self, keys: list[str], token: Token | None) -> str | None:
        """Return the state of "its" or "his" in front of a phrase."""
        if keys and keys[0] in ("our", "my"):
            return self.home
        if not keys or keys[0] not in POSSESSIVES or token is None:
            return None
        pronoun = next((child for child in token.subtree if child.lower_ == keys[0]), None)
        found = self.chain.pronoun(pronoun) if pronoun is not None else ()
        return found[0].country if found else None

    def _pair(self, keys: list[str], token: Token | None) -> Actors:
        if token is None or not keys or len(keys) > 5:
            return ()
        both = bool(PAIR_WORDS & set(keys)) or keys == ["the", keys[-1]]
        if both and keys[-1] in word_set("person_pairs") and PAIR_WORDS & set(keys):
            return self._two(token, self._leads) or self._two(token, lambda actor: actor.type == "person")
        if (both and keys[-1] in word_set("state_pairs")) or keys == ["both"]:
            return self._two_states(token)
        return ()

    def _two(self, token: Token, accepts: Callable[[Actor], bool]) -> Actors:
        found = self.chain.recent(token.i, accepts, 2)
        return found if len(found) == 2 else ()

    def _two_states(self, token: Token) -> Actors:
        """Return the last two states named, or spoken for by people or organs."""
        found: dict[str, Actor] = {}
        for candidate in reversed(self.discourse.before(token.i)):
            actors = self.chain.actors_of(candidate) if candidate.prominence >= OTHER else ()
            for actor in reversed(actors):
                state = actor_of(f"country:{actor.country}", self.index) if actor.type in SPEAKS_FOR_STATE else None
                if state:
                    found.setdefault(state.id, state)
            if len(found) >= 2:
                return tuple(reversed(list(found.values())[:2]))
        return ()

    def _leads(self, actor: Actor) -> bool:
        terms = self.index.people.terms.get(actor.id, ())
        return any(self.index.offices[term.office].leads and term.held(self.day) for term in terms)

    def _joined(self, text: str, start: int) -> Actors:
        """Return the actors of "A and B" where both parts name someone known."""
        if " and " not in text or len(text) > 200:
            return ()
        whole = describe(text, Context(self.index, self.day))
        parts = [part for part in _PARTS.split(text) if part and part.strip()]
        if (whole.id in self.index.entities and key_of(text) in self.index.names) or len(parts) > 6:
            return ()
        actors = [self._described(part.strip(), start + text.find(part), None) for part in parts]
        known = [actor for actor in actors if not self._open(actor) or actor.country]
        if len(known) < len(parts) or len(known) < 2:
            return ()
        return tuple({actor.id: actor for actor in known}.values())

    def _open(self, actor: Actor) -> bool:
        """Whether an actor is only described, so that it may refer back."""
        return actor.id.startswith("unknown:")

    def _back(self, text: str, keys: list[str], actor: Actor, token: Token | None) -> Actor | None:
        phrase = parse_phrase(text, self.index)
        if token is None or phrase.head is None:
            return None
        office = phrase.head.name("office")
        if office:
            found = self._leader_of_sentence(text, office.ref, actor, token) if phrase.definite else None
            found = found or self._person_in_office(office.ref, phrase.head.key, actor, token, phrase.definite)
            return found or (self._at_home(text, token) if phrase.definite else None)
        if (
            phrase.head.name("sector")
            and phrase.definite
            and keys[0] in ("the", "those", "these")
            and len(phrase.core) == 1
        ):
            noun = phrase.head_key
            found = self._last(token, lambda other: other.type == "group" and noun in key_of(other.name).split())
            if found:
                return found
        if not phrase.definite:
            return None
        if keys[-1] in word_set("state_nouns") and keys[0] in ("the", "that", "this"):
            return self._last(token, lambda other: other.type == "state", least=OTHER)
        if keys[-1] in BODY_NOUNS and keys[0] in ("the", "that", "this") and actor.country is None:
            kinds = BODY_NOUNS[keys[-1]]
            found = self._last(token, lambda other: other.type in kinds)
            if found:
                return found
        organ = phrase.head.name("organ") and actor.country is None and keys[0] == "the"
        return self._at_home(text, token) if organ else None

    def _person_in_office(self, office: str, noun: str, actor: Actor, token: Token, definite: bool) -> Actor | None:
        """Return the last person named who holds such an office, or of whom the document said so."""
        unique = self.index.offices[office].leads
        if not definite and not (unique and actor.country):
            return None

        def fits(other: Actor) -> bool:
            if other.type != "person" or (actor.country and other.country and actor.country != other.country):
                return False
            if other.role and noun in key_of(other.role):
                return True
            terms = self.index.people.terms.get(other.id, ())
            return any(same_office(term.office, office) and term.held(self.day) for term in terms)

        return self._last(token, fits)

    def _leader_of_sentence(self, text: str, office: str, actor: Actor, token: Token) -> Actor | None:
        """Return who leads the state that the same sentence names before: "in China ... what the top leader wants"."""
        if not self.index.offices[office].leads or actor.country:
            return None
        sentence = self.discourse.sentence_of(token.i)
        near = [c for c in self.discourse.before(token.i) if c.sentence == sentence and c.sort in ("name", "person")]
        actors = [found for candidate in near for found in self.chain.actors_of(candidate)]
        if not actors or any(found.type == "person" for found in actors):
            return None
        states = [found for found in actors if found.type == "state"]
        found = describe(text, Context(self.index, self.day, states[-1].country)) if states else actor
        return found if found.type == "person" else None

    def _at_home(self, text: str, token: Token) -> Actor | None:
        state = self._last(token, lambda other: other.type == "state")
        home = self.home or (state.country if state else None)
        if home is None:
            return None
        found = describe(text, Context(self.index, self.day, home))
        return None if self._open(found) else found

    def _last(self, token: Token, accepts: Callable[[Actor], bool], least: float = 0.0) -> Actor | None:
        found = self.chain.recent(token.i, accepts, 1, least=least)
        return replace(found[0]) if found else None
