"""Pronouns and other words that refer back: which of the actors named before they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from talleyrand.codebook.actors_keys import key_of
from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.model.actors import Actor
from talleyrand.resolve.discourse import MODIFIER, Candidate, Discourse

Actors = tuple[Actor, ...]
Describe = Callable[[Candidate], Actors]

MASCULINE = frozenset(("he", "him", "his", "himself"))
FEMININE = frozenset(("she", "her", "hers", "herself"))
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
ORGANISED = frozenset(("state", "organ", "igo", "bloc", "armed-group", "company", "ngo", "outlet"))
SENTENCES_BACK = 5
PER_SENTENCE = 2.0
POSITION_GAIN = 0.6
"""Weights: one grade of prominence (subject over object) is worth 1, a sentence of distance 2, a nearer mention a little."""

MALE_TITLES = frozenset(("mr", "sir", "king", "lord", "crown prince", "emir", "sultan", "father", "pope"))
FEMALE_TITLES = frozenset(("mrs", "ms", "miss", "lady", "queen", "madam", "baroness"))


@dataclass(slots=True)
class Coreference:
    """The antecedents of one document's pronouns; `describe` says whom a candidate names."""

    discourse: Discourse
    index: ActorIndex
    describe: Describe
    _known: dict[int, Actors] = field(default_factory=dict)

    def pronoun(self, token: Token) -> Actors:
        """Return whom a pronoun stands for, () when nobody fits. Earlier pronouns are settled first, in text order."""
        for candidate in self.discourse.before(token.i):
            if candidate.sort == "pronoun" and candidate.token not in self._known:
                self._known[candidate.token] = self._antecedent(self.discourse.doc[candidate.token])
        if token.i not in self._known:
            self._known[token.i] = self._antecedent(token)
        return self._known[token.i]

    def actors_of(self, candidate: Candidate) -> Actors:
        """Return whom a candidate names or, being a pronoun, stands for."""
        if candidate.sort == "pronoun":
            return self._known.get(candidate.token, ())
        return self.describe(candidate)

    def recent(self, token: int, accepts: Callable[[Actor], bool], count: int) -> Actors:
        """Return the last `count` distinct actors before a token that are accepted, in text order."""
        found: dict[str, Actor] = {}
        for candidate in reversed(self.discourse.before(token)):
            for actor in self.actors_of(candidate):
                if accepts(actor):
                    found.setdefault(actor.id, actor)
            if len(found) >= count:
                break
        return tuple(reversed(list(found.values())[:count]))

    def _antecedent(self, token: Token) -> Actors:
        word = token.lower_
        if word in PLURAL:
            return self._best(token, self._plural_fits) or self._best(token, self._organised_fits)
        if word in NEUTER:
            return self._best(token, self._organised_fits)
        return self._best(token, self._person_fits(word in FEMININE))

    def _best(self, token: Token, fits: Callable[[Candidate, Actors], bool]) -> Actors:
        best: tuple[float, Actors] = (float("-inf"), ())
        for candidate, actors in self._reachable(token):
            if fits(candidate, actors):
                value = self._value(candidate, token)
                if value >= best[0]:
                    best = (value, actors)
        return best[1]

    def _reachable(self, token: Token) -> Iterator[tuple[Candidate, Actors]]:
        sentence = self.discourse.sentence_of(token.i)
        for candidate in self.discourse.before(token.i):
            if sentence - candidate.sentence <= SENTENCES_BACK and not self._barred(candidate, token):
                actors = self._coordinated(candidate) if token.lower_ in PLURAL else self.actors_of(candidate)
                if actors:
                    yield candidate, actors

    def _value(self, candidate: Candidate, token: Token) -> float:
        distance = self.discourse.sentence_of(token.i) - candidate.sentence
        nearness = POSITION_GAIN / (1 + (token.i - candidate.token) / 10)
        return candidate.prominence - PER_SENTENCE * distance + nearness

    def _barred(self, candidate: Candidate, token: Token) -> bool:
        """A plain object or oblique can't be its own clause's subject, nor what it is part of."""
        other = self.discourse.doc[candidate.token]
        if token.dep_.startswith(("obj", "iobj", "obl")) and not token.lower_.endswith(("self", "selves")):
            subject = next((child for child in token.head.children if child.dep_.startswith("nsubj")), None)
            return subject is not None and subject.i == other.i
        return False

    def _coordinated(self, candidate: Candidate) -> Actors:
        """Return the actors of "X and Y" where the candidate is X, else the candidate's own."""
        token = self.discourse.doc[candidate.token]
        own = self.actors_of(candidate)
        joined = {child.i for child in token.children if child.dep_ == "conj"}
        if not joined or not own:
            return own
        others = [self.actors_of(c) for c in self.discourse.candidates if c.token in joined]
        return (*own, *(actor for actors in others for actor in actors if actor.id != own[0].id))

    def _person_fits(self, feminine: bool) -> Callable[[Candidate, Actors], bool]:
        def fits(candidate: Candidate, actors: Actors) -> bool:
            if len(actors) != 1 or candidate.sort == "name" and actors[0].type != "person":
                return False
            if actors[0].type not in ("person", "unknown", "office"):
                return False
            gender = self.gender(actors[0], candidate)
            return not gender or (gender == "f") == feminine

        return fits

    def _organised_fits(self, candidate: Candidate, actors: Actors) -> bool:
        return len(actors) == 1 and actors[0].type in ORGANISED

    def _plural_fits(self, candidate: Candidate, actors: Actors) -> bool:
        return len(actors) > 1 or actors[0].type in ("group", "bloc") and candidate.prominence > MODIFIER

    def gender(self, actor: Actor, candidate: Candidate) -> str:
        """Return m, f or "": from the tables, the title before the name, or the given name."""
        person = self.index.people.persons.get(actor.id)
        if person and person.gender:
            return person.gender
        before = self.discourse.doc[max(candidate.token - 3, 0) : candidate.token].text
        titles = set(key_of(before).split())
        if titles & MALE_TITLES:
            return "m"
        if titles & FEMALE_TITLES:
            return "f"
        return self.index.given_names.get(key_of(actor.name).partition(" ")[0], "")


def relative_antecedent(token: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for: the head of its clause.

    In Universal Dependencies the clause's verb hangs on the noun as `acl:relcl`.
    """
    verb = token
    for _ in range(4):
        if verb.dep_ in ("acl:relcl", "relcl", "acl"):
            return verb.head
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None
