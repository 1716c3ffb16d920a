"""Whom a definite description refers back to: "the minister", "the former president", "the ministry", "the people"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from talleyrand.codebook.actors import slug
from talleyrand.codebook.actors_keys import key_of
from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.codebook.actors_words import word_set
from talleyrand.model.actors import Actor
from talleyrand.resolve.coreference import Coreference
from talleyrand.resolve.discourse import OTHER
from talleyrand.resolve.known_people import KnownPeople
from talleyrand.resolve.names import phrase_words
from talleyrand.resolve.people import holder_on, person_actor, same_office
from talleyrand.resolve.phrases import Phrase

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
MOST_GROUPS = 20
"""How many groups of one noun are compared: more are not told apart by readers either."""
COUNTRYMAN = "colleague"
POINTING = ("the", "that", "this", "those", "these")


@dataclass(slots=True)
class Descriptions:
    """Finds antecedents of definite noun phrases among the actors that the document named before."""

    chain: Coreference
    people: KnownPeople
    index: ActorIndex
    day: str | None

    def person_in_office(self, phrase: Phrase, office: str, country: str | None, token: Token) -> Actor | None:
        """Return the last person named who holds (or held) such an office, or of whom the document said so."""
        if not phrase.definite and not (self.index.offices[office].leads and country):
            return None
        whole = phrase.head.key if phrase.head else ""

        def of_state(other: Actor) -> bool:
            same = not country or other.country in (country, None)
            return other.type == "person" and (same or phrase.former)

        def holds(other: Actor) -> bool:
            return of_state(other) and self._held(other.id, office, country, former=phrase.former)

        def called(title: str) -> Callable[[Actor], bool]:
            return lambda other: of_state(other) and self._is_called(other, title, phrase)

        found = self._last(token, holds) or self._last(token, called(whole))
        if found or (phrase.head_key != whole and phrase.head_key in word_set("titles_of_many")):
            return found
        return self._last(token, called(phrase.head_key))

    def described(self, phrase: Phrase, office: str, country: str | None, token: Token) -> Actor | None:
        """Return who was last described by the state and such an office ("the Bolivian ambassador ... the envoy")."""
        if not phrase.definite or phrase.former or country is not None:
            return None

        def fits(other: Actor) -> bool:
            return other.type in ("unknown", "office") and other.country is not None and self._is_such(other, office)

        return self._last(token, fits)

    def person_called(self, noun: str, token: Token) -> Actor | None:
        """Return the last person of whom the document said that he or she is one ("the researcher")."""
        return self._last(token, lambda other: other.type == "person" and noun in self.people.called(other.id))

    def group(self, phrase: Phrase, token: Token) -> Actor | None:
        """Return the group of that noun that shares most of what else the phrase says ("people close to")."""
        noun = phrase.head_key
        own = _content(phrase.full_label) - {noun}

        def shared(other: Actor) -> int:
            return len(own & _content(other.name))

        def fits(other: Actor) -> bool:
            return other.type == "group" and noun in key_of(other.name).split() and (not own or shared(other) > 0)

        found = self.chain.recent(token.i, fits, MOST_GROUPS)
        return max(reversed(found), key=shared, default=None)

    def member(self, phrase: Phrase, token: Token) -> Actor | None:
        """Return one of the group that was named last ("one of the people")."""
        group = self.group(phrase, token)
        if group is None:
            return None
        words = group.name.split()
        few = next((at for at, word in enumerate(words) if word.lower() not in word_set("quantities")), 0)
        name = " ".join(("one of the", *words[few:]))
        return replace(group, id=f"unknown:{slug(name)}", name=name)

    def state(self, token: Token) -> Actor | None:
        """Return the state named last ("the country")."""
        return self._last(token, lambda other: other.type == "state", least=OTHER)

    def body(self, noun: str, token: Token) -> Actor | None:
        """Return the organ or organisation of that sort named last ("the ministry")."""
        kinds = BODY_NOUNS.get(noun, ())
        return self._last(token, lambda other: other.type in kinds) if kinds else None

    def colleague(self, noun: str, of: Actor, country: str | None, token: Token) -> Actor | None:
        """Return who holds the same office in a state ("his Russian counterpart"), else the last countryman."""
        if country is None:
            if noun != COUNTRYMAN:
                return None
            return self._last(token, lambda other: other.type == "person" and _is_mate(other, of))
        held = [term for term in self.index.people.terms.get(of.id, ()) if term.held(self.day)]
        offices = ("leader" if self.index.offices[term.office].leads else term.office for term in held)
        found = (holder_on(country, office, self.day, self.index) for office in offices)
        person = next((term.person for term in found if term), None)
        return person_actor(person, self.day, self.index) if person else None

    def _is_called(self, other: Actor, title: str, phrase: Phrase) -> bool:
        """Whether the document or the tables give a person a title of these words."""
        said = self.people.called(other.id)
        in_role = not phrase.former and title in key_of(other.role or "")
        return in_role or (bool(title) and set(title.split()) <= said)

    def _is_such(self, other: Actor, office: str) -> bool:
        """Whether the words that tell what somebody is mean an office, or one of its kind ("the minister")."""
        names = self.index.names.get(key_of(other.role or ""), ())
        return any(name.kind == "office" and same_office(name.ref, office) for name in names)

    def _held(self, person: str, office: str, country: str | None, *, former: bool) -> bool:
        terms = [t for t in self.index.people.terms.get(person, ()) if same_office(t.office, office)]
        if former:
            return any(not t.held(self.day) and country in (t.country, None) for t in terms)
        return any(t.held(self.day) for t in terms)

    def _last(self, token: Token, accepts: Callable[[Actor], bool], least: float = 0.0) -> Actor | None:
        return next(iter(self.chain.recent(token.i, accepts, 1, least=least)), None)


def _is_mate(other: Actor, of: Actor) -> bool:
    return other.id != of.id and other.country == of.country is not None


def _content(text: str) -> set[str]:
    """The words of a description that tell it from others."""
    return {word.key for word in phrase_words(text)} - word_set("prepositions") - word_set("quantities") - {"the", "'s"}
