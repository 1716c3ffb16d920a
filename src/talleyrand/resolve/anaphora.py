"""Noun phrases in a document: what they name alone, and whom they refer back to ("the minister", "both sides")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial

from spacy.tokens import Token

from talleyrand.codebook.actors import actor_of, slug
from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.codebook.actors_words import word_set
from talleyrand.model.actors import Actor
from talleyrand.resolve.context import Context
from talleyrand.resolve.coreference import Actors, Coreference
from talleyrand.resolve.describe import describe
from talleyrand.resolve.descriptions import POINTING, Descriptions
from talleyrand.resolve.discourse import Candidate, Discourse
from talleyrand.resolve.homes import Guest, Homes
from talleyrand.resolve.issuers import Issuers
from talleyrand.resolve.known_people import KnownPeople
from talleyrand.resolve.names import Segment, phrase_words
from talleyrand.resolve.pairs import Pairs
from talleyrand.resolve.phrases import Phrase, parse_phrase

OURS = frozenset(("our", "my"))
POSSESSIVES = frozenset(("his", "her", "its", "their"))
SET_OFF = frozenset((",", "—", "–", ":"))
BODIES = frozenset(("ORG", "LOC"))
SERVED = frozenset(("nmod", "nmod:poss"))
SERVING = frozenset(("for", "of", "to", "'s", "’s"))
PRESIDENT = "president"
LONGEST_TAIL = 90
MODIFIERS_BACK = 8
INTERNATIONAL = frozenset(("igo", "bloc"))
MODIFYING = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"))


@dataclass(slots=True)
class Anaphora:
    """Resolves the noun phrases of one document.

    `home` is the state that its author speaks for, `guest` tells that of the one who is asked at a place; `presidency`
    is True where the author is a president's office.
    """

    discourse: Discourse
    chain: Coreference
    people: KnownPeople
    index: ActorIndex
    day: str | None
    home: str | None
    guest: Guest
    presidency: bool = False
    pairs: Pairs = field(init=False)
    descriptions: Descriptions = field(init=False)
    homes: Homes = field(init=False)
    issuers: Issuers = field(init=False)

    def __post_init__(self) -> None:
        self.pairs = Pairs(self.discourse, self.chain, self.index, self.day, self.home)
        self.descriptions = Descriptions(self.chain, self.people, self.index, self.day)
        self.homes = Homes(self.discourse, self.chain, self.home, self.guest)
        self.issuers = Issuers(self.discourse, self.chain, self.index, self.day, partial(self.phrase, named=False))

    def candidate(self, candidate: Candidate) -> Actors:
        """Return whom a candidate names."""
        token = self.discourse.doc[candidate.token]
        if candidate.sort in ("nominal", "plural"):
            begin = self._begin(candidate)
            return self.phrase(self.discourse.text[begin : self._end(candidate, token)], begin, token, named=False)
        words = self.discourse.text[candidate.start : candidate.end]
        return (self._described(words, candidate.start, person=candidate.sort == "person" or None),)

    def phrase(self, text: str, start: int, token: Token | None, *, named: bool) -> Actors:
        """Return the actors of a noun phrase that starts at `start` and whose head is `token`."""
        keys = [word.key for word in phrase_words(text)]
        several = self.pairs.referred(keys, token) or self.pairs.listed(text, start, self._described)
        if several:
            return several
        beside = () if token is None or token.ent_type_ else self._beside(text, start, token)
        if beside:
            return beside
        home = self._body_of(keys, token) or self._home_for(text)
        actor = self._described(text, start, home=home, person=self._person_hint(token) if named else None)
        actor = self._guest_in_office(text, actor, token) or actor
        if not _is_open(actor) and actor.type != "office":
            return (actor,)
        found = self._back(text, keys, actor, token) or self._usual(text) or self._later(text, start, actor)
        return (found or self._of_body(self._owned(actor, keys, token), text, token),)

    def issuer(self, text: str, token: Token | None) -> Actor:
        """Return who issued a document such as "a Kremlin readout of the call"; of "the statement", who made it."""
        return self.issuers.issuer(text, token)

    def _guest_in_office(self, text: str, actor: Actor, token: Token | None) -> Actor | None:
        """Return the guest of a president whom the text named with an office ("the Prime Minister") of the host too.

        The state's own holder is meant where the text names him or her; a ministry's own minister need not be named.
        """
        phrase = parse_phrase(text, self.index)
        head = phrase.head.name("office") if phrase.head else None
        if not self.presidency or token is None or head is None or head.ref == PRESIDENT or not phrase.definite:
            return None
        bare = not phrase.links and len(phrase.core) == 1
        if not bare or actor.country != self.home or actor.type != "person" or self.people.is_named(actor.id):
            return None
        return self.descriptions.person_in_office(phrase, head.ref, None, token)

    def _described(self, text: str, start: int, home: str | None = None, *, person: bool | None = None) -> Actor:
        def surname(key: str) -> Actor | None:
            return self.people.named(key, start)

        read = describe(text, Context(self.index, self.day, home, surname, person))
        actor = self.people.full_names.mend(read, text, start)
        return self.people.profile(actor) if actor.type == "person" else actor

    def _beside(self, text: str, start: int, token: Token) -> Actors:
        """Return those whose names stand in apposition to a description ("its spokesman, Jan Nowak, said")."""
        head = parse_phrase(text, self.index).head
        name = self.people.full_names.beside(start + len(text), token)
        if name is None:
            return () if head is not None and head.name("office") else self._bodies_beside(head, token)
        if head is None or (name.root.head.i != token.i and not head.name("office", "sector")):
            return ()
        person = self._described(name.text, name.start_char, person=True)
        keys = [word.key for word in phrase_words(text)]
        return (self.people.countryman(person, self._possessor(keys, token)),)

    def _bodies_beside(self, head: Segment | None, token: Token) -> Actors:
        """Return the states or bodies in apposition ("its ally, Turkey, said"); people are no states."""
        doc = self.discourse.doc
        child = next((c for c in token.children if c.dep_ == "appos" and c.i > token.i), None)
        if child is None or not SET_OFF & {doc[child.left_edge.i].text, doc[child.left_edge.i - 1].text}:
            return ()
        heads = [child, *(c for c in child.children if c.dep_ == "conj" and token.tag_ == "NNS")]
        names = [e for h in heads for e in doc.ents if e.start <= h.i < e.end and e.label_ in BODIES]
        found = tuple(self._described(name.text, name.start_char) for name in names)
        people = head is not None and head.name("sector")
        if len(found) < len(heads) or any(_is_open(actor) or (people and actor.type == "state") for actor in found):
            return ()
        return found

    def _later(self, text: str, start: int, actor: Actor) -> Actor | None:
        """Return whom somebody described, not definitely, turns out to be."""
        phrase = parse_phrase(text, self.index)
        if phrase.definite or not _is_open(actor):
            return None
        found = self.people.introduced(phrase.head_key, start)
        return found and replace(found, country=found.country or actor.country)

    def _usual(self, text: str) -> Actor | None:
        """Return the holder of an office that mostly means one state's ("the Chancellor"), where nothing else tells."""
        found = describe(text, Context(self.index, self.day, usual=True))
        return found if found.type in ("person", "office") else None

    def _begin(self, candidate: Candidate) -> int:
        """Return where the words that modify a candidate's noun begin."""
        doc = self.discourse.doc
        at = self.discourse.token_at(candidate.start)
        least = max(doc[at].sent.start, at - MODIFIERS_BACK)
        while at > least and _modifies(doc[at - 1]):
            at -= 1
        return doc[at].idx

    def _end(self, candidate: Candidate, token: Token) -> int:
        """Return where a candidate's noun phrase ends: groups are told apart by what follows ("people close to X")."""
        if candidate.segment is None or candidate.segment.kind not in ("sector", "office", "organ"):
            return candidate.end
        last = token.right_edge
        end = min(max(last.idx + len(last), candidate.end), candidate.end + LONGEST_TAIL)
        comma = self.discourse.text.find(",", candidate.end, end)
        return comma if comma >= 0 and self.people.full_names.beside(comma, token) else end

    def _person_hint(self, token: Token | None) -> bool | None:
        if token is None or not token.ent_type_:
            return None
        return token.ent_type_ in ("PER", "PERSON")

    def _home_for(self, text: str) -> str | None:
        """Return the author's state for "the President" or "the Security Council" without a state's name."""
        head = parse_phrase(text, self.index).head
        office = head.name("office") if head else None
        own = office is None or self.index.offices[office.ref].leads or office.ref == "minister"
        return self.home if own else None

    def _possessor(self, keys: list[str], token: Token | None) -> str | None:
        """Return the state of "its" or "his" in front of a phrase."""
        if keys and keys[0] in OURS:
            return self.homes.of_speaker(token)
        owner = self._owner(keys, token)
        return owner.country if owner else None

    def _body_of(self, keys: list[str], token: Token | None) -> str | None:
        """Return the state, or the organisation's id, of "its" or "his" in front of a phrase."""
        owner = self._owner(keys, token)
        international = owner is not None and owner.country is None and owner.type in INTERNATIONAL
        return owner.id if owner is not None and international else self._possessor(keys, token)

    def _owned(self, actor: Actor, keys: list[str], token: Token | None) -> Actor:
        """Return somebody known by whose they are only ("her office"), named so and of the same state."""
        owner = self._owner(keys, token)
        if owner is None or not _is_open(actor):
            return actor
        label = re.sub(r"(?i)^(?:my|his|her|its|their) ", "", actor.name)
        name = f"{label} of {owner.name}"
        country = None if label.split()[-1] in word_set("colleagues") else owner.country
        return replace(actor, id=f"unknown:{slug(name)}", name=name, country=actor.country or country)

    def _owner(self, keys: list[str], token: Token | None) -> Actor | None:
        """Return whom "his", "its" or, in speech, "my" in front of a phrase stands for."""
        if keys and keys[0] == "my" and token is not None:
            return next(iter(self.chain.speaker(token.idx)), None)
        if not keys or keys[0] not in POSSESSIVES or token is None:
            return None
        pronoun = next((child for child in token.subtree if child.lower_ == keys[0]), None)
        found = self.chain.pronoun(pronoun) if pronoun is not None else ()
        return found[0] if found else None

    def _back(self, text: str, keys: list[str], actor: Actor, token: Token | None) -> Actor | None:
        phrase = parse_phrase(text, self.index)
        if token is None or phrase.head is None:
            return None
        office = phrase.head.name("office")
        if office:
            return self._officer(phrase, office.ref, actor, token, owned=self._owner(keys, token) is not None)
        owner = self._owner(keys, token)
        if owner is not None and keys[-1] in word_set("colleagues"):
            return self.descriptions.colleague(keys[-1], owner, actor.country, token)
        if keys[-1] in word_set("state_nouns") and (owner is not None or keys[0] in OURS):
            return actor_of(f"country:{self._possessor(keys, token)}", self.index)
        if phrase.one and not phrase.rest:
            return self.descriptions.member(phrase, token)
        if not phrase.definite or keys[0] not in POINTING:
            return None
        if phrase.head.name("sector"):
            found = self._of_sort(phrase, token)
            if found:
                return found
        return self._body(phrase, keys, actor, token)

    def _officer(self, phrase: Phrase, office: str, actor: Actor, token: Token, *, owned: bool) -> Actor | None:
        leader = self._leader_of_sentence(phrase.text, office, actor, token) if phrase.definite else None
        leader = leader or self._in_place(phrase, office, actor, token)
        found = leader or self.descriptions.person_in_office(phrase, office, actor.country, token)
        found = found or self.descriptions.described(phrase, office, actor.country, token)
        return found or (self._at_home(phrase.text, token) if phrase.definite and not owned else None)

    def _in_place(self, phrase: Phrase, office: str, actor: Actor, token: Token) -> Actor | None:
        """Return who holds an office in the capital that opens the clause ("In Moscow, the foreign minister said")."""
        place = self.homes.fronted(token) if phrase.definite and not actor.country and len(phrase.links) == 0 else None
        if place is None or not self.index.offices[office].unique:
            return None
        found = describe(phrase.text, Context(self.index, self.day, place))
        return None if _is_open(found) else found

    def _of_sort(self, phrase: Phrase, token: Token) -> Actor | None:
        """Return the person or the group that a noun for people refers back to."""
        bare = len(phrase.core) == 1
        person = self.descriptions.person_called(phrase.head_key, token) if bare and not phrase.rest else None
        return person or (self.descriptions.group(phrase, token) if bare else None)

    def _body(self, phrase: Phrase, keys: list[str], actor: Actor, token: Token) -> Actor | None:
        if keys[0] in ("the", "that", "this"):
            if keys[-1] in word_set("state_nouns"):
                return self.descriptions.state(token)
            found = self.descriptions.body(keys[-1], token) if actor.country is None else None
            if found:
                return found
        organ = phrase.head is not None and phrase.head.name("organ") and actor.country is None and keys[0] == "the"
        return self._at_home(phrase.text, token) if organ else None

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
        home = self.homes.at(token)
        if home is None:
            return None
        found = describe(text, Context(self.index, self.day, home))
        return None if _is_open(found) else replace(found)

    def _of_body(self, actor: Actor, text: str, token: Token | None) -> Actor:
        """Return who speaks for a body or person that the text ties to a state ("a spokesman for the navy")."""
        if actor.country is not None or token is None or not _is_open(actor):
            return actor
        phrase = parse_phrase(text, self.index)
        if phrase.head is None or not phrase.head.name("office", "sector"):
            return actor
        state = self._state_served(token)
        body = phrase.head.name("office") and any(s.name("organ") for s in phrase.links)
        return replace(actor, country=state or (self.homes.at(token) if body else None))

    def _state_served(self, noun: Token) -> str | None:
        """Return the state of the officer or body that a noun for people hangs on ("an aide to the president")."""
        served = [t for t in noun.children if t.dep_ in SERVED and any(k.lower_ in SERVING for k in t.children)]
        for candidate in self.discourse.candidates if served else ():
            if candidate.token == served[0].i and candidate.sort == "nominal":
                return next((actor.country for actor in self.chain.actors_of(candidate)), None)
        return None


def _is_open(actor: Actor) -> bool:
    """Whether an actor is only described, so that it may refer back."""
    return actor.id.startswith("unknown:")


def _modifies(token: Token) -> bool:
    """Whether a word in front of a noun belongs to its phrase: an article, an adjective, "its"."""
    return (token.pos_ in MODIFYING or token.text == "-" or token.lower_ in POSSESSIVES) and not token.is_space
