"""Pronouns and other words that refer back: which of the actors named before they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import log2

from spacy.tokens import Token

from talleyrand.codebook.actors_keys import key_of
from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.codebook.actors_words import word_set
from talleyrand.model.actors import Actor
from talleyrand.resolve.discourse import EMBEDDED, OBJECT, OTHER, Candidate, Discourse
from talleyrand.resolve.speeches import Speeches

Actors = tuple[Actor, ...]
Describe = Callable[[Candidate], Actors]
Speaker = Callable[[int], Actors]

ORGANISED = frozenset(("state", "organ", "igo", "bloc", "armed-group", "company", "ngo", "outlet"))
SENTENCES_BACK = 5
LONGEST_CLIMB = 5
PER_SENTENCE = 2.0
POSITION_GAIN = 0.6
PARALLEL_GAIN = 1.2
PAIR_VALUE = 2.8
SINGULAR_THEY = -1.0
FAMILIARITY = 0.5
QUOTED = -2.0
KNOWN_GENDER = 1.5
LEAST_OF_PLURAL = -2.0
"""Weights: a grade of prominence (subject over object) is worth 1, a sentence of distance 2, nearness within it little,
subject to subject a little more; two people of one sentence make a "they", one body does so less readily; doubling how
often somebody has been named is worth half a grade; who is only named in what somebody says is as far as a sentence;
whose name tells "he" or "she" goes before those whose name does not; "they" stands for nobody far off: most are people
in general."""


@dataclass(slots=True)
class Coreference:
    """The antecedents of one document's pronouns.

    `describe` says whom a candidate names, `speaker` who says what stands at a place (() for the narrative).
    """

    discourse: Discourse
    index: ActorIndex
    describe: Describe
    speeches: Speeches
    speaker: Speaker
    _known: dict[int, Actors] = field(default_factory=dict)
    _learned: dict[str, str] = field(default_factory=dict)

    def pronoun(self, token: Token) -> Actors:
        """Return whom a pronoun stands for, () when nobody fits. Earlier pronouns are settled first, in text order."""
        for candidate in self.discourse.before(token.i):
            if self._is_told(candidate) and candidate.token not in self._known:
                self._known[candidate.token] = self._antecedent(self.discourse.doc[candidate.token])
        if token.i not in self._known:
            self._known[token.i] = self._antecedent(token)
        return self._known[token.i]

    def _is_told(self, candidate: Candidate) -> bool:
        """Whether a candidate is a pronoun of the narrative: those in direct speech are nobody's antecedents."""
        return candidate.sort == "pronoun" and self.speeches.speaker(candidate.start) is None

    def actors_of(self, candidate: Candidate) -> Actors:
        """Return whom a candidate names or, being a pronoun, stands for."""
        if candidate.sort == "pronoun":
            return self._known.get(candidate.token, ()) if self._is_told(candidate) else ()
        return self.describe(candidate)

    def recent(self, token: int, accepts: Callable[[Actor], bool], count: int, *, least: float = 0.0) -> Actors:
        """Return the last `count` actors before a token that are accepted and prominent enough, in text order.

        The noun that a phrase hangs on is another ("a spokesman for the president").
        """
        found: dict[str, Actor] = {}
        noun = self.discourse.doc[token]
        above = noun.head.i if noun.dep_.startswith("nmod") else None
        for candidate in reversed(self.discourse.before(token)):
            if candidate.prominence < least or candidate.token == above:
                continue
            for actor in self.actors_of(candidate):
                if accepts(actor):
                    found.setdefault(actor.id, actor)
            if len(found) >= count:
                break
        return tuple(reversed(list(found.values())[:count]))

    def _antecedent(self, token: Token) -> Actors:
        word = token.lower_
        bound = self._own_subject(token) if word in word_set("reflexive") else self._partner(token)
        if bound:
            return bound
        if word in word_set("plural"):
            value, found = max(self._best(token, self._plural_fits), self._pair(token), key=lambda found: found[0])
            return found if value >= LEAST_OF_PLURAL else ()
        if word in word_set("neuter"):
            return self._best(token, self._organised_fits)[1]
        return self._person(token, feminine=word in word_set("feminine"))

    def _person(self, token: Token, *, feminine: bool) -> Actors:
        """Return whom "he" or "she" stands for; where nobody else can be meant, it tells what the name does not."""
        fits = self._person_fits(feminine)
        found = self._best(token, fits)[1]
        if found and found[0].type == "person" and not self._gender_of(found[0]):
            others = (actors for candidate, actors in self._reachable(token) if fits(candidate, actors))
            if all(actors[0].id == found[0].id for actors in others):
                self._learned[found[0].id] = "f" if feminine else "m"
        return found

    def _partner(self, token: Token) -> Actors:
        """Return X for the possessive in "X and its allies"."""
        noun = token.head
        if "poss" not in token.dep_ or noun.dep_ != "conj" or noun.head.i >= token.i:
            return ()
        found = [c for c in self.discourse.before(token.i) if c.token == noun.head.i]
        return self.actors_of(found[-1]) if found else ()

    def _own_subject(self, token: Token) -> Actors:
        """Return the subject of its clause, which a reflexive pronoun stands for."""
        verb = self.discourse.doc[governing_verb(token)]
        subject = next((child for child in verb.children if child.dep_.startswith("nsubj") and child.i < token.i), None)
        found = [] if subject is None else [c for c in self.discourse.before(token.i) if c.token == subject.i]
        return self.actors_of(found[-1]) if found else ()

    def _best(self, token: Token, fits: Callable[[Candidate, Actors], bool]) -> tuple[float, Actors]:
        best: tuple[float, Actors] = (float("-inf"), ())
        for candidate, actors in self._reachable(token):
            if fits(candidate, actors):
                value = self._value(candidate, actors, token)
                if value >= best[0]:
                    best = (value, actors)
        return best

    def _pair(self, token: Token) -> tuple[float, Actors]:
        """Return the people whom one verb of a sentence before joins, its subject among them: a call, a meeting."""
        sentence = self.discourse.sentence_of(token.i)
        joined: dict[tuple[int, int], dict[str, Actor]] = {}
        for candidate in self.discourse.before(token.i):
            if sentence - candidate.sentence <= SENTENCES_BACK and candidate.prominence >= OTHER:
                found = [actor for actor in self.actors_of(candidate) if actor.type == "person"]
                verb = governing_verb(self.discourse.doc[candidate.token])
                joined.setdefault((candidate.sentence, verb), {}).update((actor.id, actor) for actor in found)
        for (number, _), people in reversed(joined.items()):
            if len(people) > 1:
                return PAIR_VALUE - PER_SENTENCE * (sentence - number), tuple(people.values())
        return float("-inf"), ()

    def _reachable(self, token: Token) -> Iterator[tuple[Candidate, Actors]]:
        sentence = self.discourse.sentence_of(token.i)
        speaker = {actor.id for actor in self.speaker(token.idx)}  # he or she would say "I"
        plural = token.lower_ in word_set("plural")
        for candidate in self.discourse.before(token.i):
            if sentence - candidate.sentence <= SENTENCES_BACK and not self._barred(candidate, token):
                actors = self._coordinated(candidate) if plural else self.actors_of(candidate)
                if actors and not {actor.id for actor in actors} <= speaker:
                    yield candidate, actors

    def _value(self, candidate: Candidate, actors: Actors, token: Token) -> float:
        distance = self.discourse.sentence_of(token.i) - candidate.sentence
        nearness = POSITION_GAIN / (1 + (token.i - candidate.token) / 10)
        parallel = PARALLEL_GAIN if token.dep_.startswith("nsubj") and candidate.prominence >= EMBEDDED else 0.0
        single = len(actors) == 1 and actors[0].type not in ("group", "bloc") and candidate.sort != "plural"
        number = SINGULAR_THEY if token.lower_ in word_set("plural") and single else 0.0
        known = FAMILIARITY * log2(self.discourse.named_before(candidate, token.i))
        quoted = 0.0 if self._in_one_voice(candidate.start, token.idx) else QUOTED
        told = KNOWN_GENDER if self._is_told_by_name(candidate, actors, token) else 0.0
        return candidate.prominence - PER_SENTENCE * distance + nearness + parallel + number + known + quoted + told

    def _is_told_by_name(self, candidate: Candidate, actors: Actors, token: Token) -> bool:
        """Whether tables, title or given name say of one person what "he" or "she" says."""
        personal = token.lower_ in word_set("masculine") or token.lower_ in word_set("feminine")
        return personal and len(actors) == 1 and bool(self.gender(actors[0], candidate))

    def _in_one_voice(self, before: int, place: int) -> bool:
        """Whether a place before stands in the narrative, or in the same direct speech as another place."""
        speaker = self.speeches.speaker(before)
        return speaker is None or speaker == self.speeches.speaker(place)

    def _barred(self, candidate: Candidate, token: Token) -> bool:
        """One clause has one subject, and a plain object or oblique is not its own clause's subject."""
        other = self.discourse.doc[candidate.token]
        if token.dep_.startswith("nsubj") and other.dep_.startswith("nsubj") and other.head.i == token.head.i:
            return True
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
            if candidate.sort == "nominal" and self.discourse.doc[candidate.token].lower_ in word_set("state_nouns"):
                return False
            named = candidate.sort in ("name", "plural")
            if len(actors) != 1 or self._is_plural(candidate) or (named and actors[0].type != "person"):
                return False
            if actors[0].type not in ("person", "unknown", "office"):
                return False
            gender = self.gender(actors[0], candidate)
            return not gender or (gender == "f") == feminine

        return fits

    def _organised_fits(self, candidate: Candidate, actors: Actors) -> bool:
        return len(actors) == 1 and actors[0].type in ORGANISED and not self._is_plural(candidate)

    def _is_plural(self, candidate: Candidate) -> bool:
        return candidate.sort != "name" and self.discourse.doc[candidate.token].tag_ == "NNS"

    def _plural_fits(self, candidate: Candidate, actors: Actors) -> bool:
        """Several actors, a group, or a body of people that stands out in its sentence ("China ... they")."""
        if candidate.sort == "plural" or (len(actors) == 1 and actors[0].type == "group"):
            return candidate.prominence >= OTHER
        return (len(actors) > 1 or actors[0].type in ORGANISED) and candidate.prominence >= OBJECT

    def gender(self, actor: Actor, candidate: Candidate) -> str:
        """Return m, f or "": from the tables, the title before the name, the given name, or a pronoun before."""
        person = self.index.people.persons.get(actor.id)
        if person and person.gender:
            return person.gender
        before = self.discourse.doc[max(candidate.token - 3, 0) : candidate.token].text
        titles = set(key_of(before).split())
        if titles & word_set("male_titles"):
            return "m"
        if titles & word_set("female_titles"):
            return "f"
        return self._gender_of(actor)

    def _gender_of(self, actor: Actor) -> str:
        person = self.index.people.persons.get(actor.id)
        given = self.index.given_names.get(key_of(actor.name).partition(" ")[0], "")
        return (person.gender if person else "") or given or self._learned.get(actor.id, "")


def governing_verb(token: Token) -> int:
    """Return the index of the verb (or other root) that a noun phrase hangs on, past the nouns between."""
    for _ in range(LONGEST_CLIMB):
        if token.head.i == token.i:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            break
    return token.i


def relative_antecedent(token: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for: the head of its clause.

    In Universal Dependencies the clause's verb hangs on the noun as `acl:relcl`.
    """
    verb = token
    for _ in range(LONGEST_CLIMB):
        if verb.dep_ in ("acl:relcl", "relcl", "acl"):
            return verb.head
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None
