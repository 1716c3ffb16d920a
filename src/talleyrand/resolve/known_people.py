"""The people whom a document names in full, so that a surname later means them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from talleyrand.codebook.actors_keys import key_of, skeleton
from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.codebook.actors_words import long_title, word_set
from talleyrand.model.actors import Actor
from talleyrand.resolve.affiliations import affiliation, role_sector
from talleyrand.resolve.context import Context, country_of
from talleyrand.resolve.describe import describe
from talleyrand.resolve.discourse import Candidate, Discourse
from talleyrand.resolve.full_names import FullNames
from talleyrand.resolve.names import segments
from talleyrand.resolve.profiles import apposition

NAME_BREAKS = '.,;:!?()"“”\n—'
NEAR_AFTER = 600
TITLE_REACH = 90
TITLE_LINKS = frozenset(("of", "the", "for", "to"))


@dataclass(slots=True)
class KnownPeople:
    """Full names by the surnames that stand for them; `day` is the document's, `home` the state it speaks for."""

    discourse: Discourse
    index: ActorIndex
    day: str | None
    home: str | None = None
    full_names: FullNames = field(init=False)
    _by_surname: dict[str, list[tuple[int, Actor]]] = field(default_factory=dict)
    _by_id: dict[str, Actor] = field(default_factory=dict)
    _introduced: list[tuple[int, str, Actor]] = field(default_factory=list)
    _called: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.full_names = FullNames(self.discourse.doc, self.day, self.home)
        for candidate in self.discourse.candidates:
            if candidate.sort == "person" or (candidate.segment and candidate.segment.kind == "person"):
                self._register(candidate)

    def named(self, surname: str, offset: int) -> Actor | None:
        """Return who was last named in full before `offset` under a surname key, else who first is after it."""
        found = self._by_surname.get(surname) or self._by_surname.get("~" + skeleton(surname))
        if not found:
            return None
        return next((actor for at, actor in reversed(found) if at < offset), found[0][1])

    def is_named(self, person: str) -> bool:
        """Whether the document names a person in full anywhere."""
        return person in self._by_id

    def called(self, person: str) -> set[str]:
        """Return the keys of the words that the document says of a person in titles and appositions."""
        return self._called.get(person, set())

    def introduced(self, noun: str, offset: int) -> Actor | None:
        """Return whom the text names only after "a spokesman" at `offset` ("... said the spokesman, Jan Nowak")."""
        near = (actor for at, title, actor in self._introduced if title == noun and 0 < at - offset < NEAR_AFTER)
        return next(near, None)

    def profile(self, actor: Actor) -> Actor:
        """Return an unknown person with what the document says of them anywhere."""
        known = self._by_id.get(actor.id)
        if known is None:
            return actor
        return replace(
            actor,
            country=actor.country or known.country,
            role=actor.role or known.role,
            sector=actor.sector or known.sector,
        )

    def countryman(self, person: Actor, country: str | None) -> Actor:
        """Return a person, whose state a description told by whose they are ("its envoy, X"), and keep it for later."""
        known = self._by_id.get(person.id)
        if person.country is not None or country is None or known is None or person.id in self.index.people.persons:
            return person
        self._by_id[person.id] = replace(known, country=country)
        return replace(person, country=country)

    def _register(self, candidate: Candidate) -> None:
        text = self.discourse.text[candidate.start : candidate.end]
        keys = [key for key in key_of(text).split() if key not in word_set("not_in_names")]
        if len(keys) < 2:
            return
        titled = self._with_titles(candidate)
        actor = describe(titled, Context(self.index, self.day, person=True))
        actor = self.full_names.mend(actor, titled, candidate.end - len(titled))
        if actor.type != "person":
            return
        role = apposition(self.discourse.doc, self.discourse.token_at(candidate.end - 1))
        before = self._described_before(candidate)
        said = f"{titled[: -len(text)]} {role} {before}"
        words = key_of(said).split()
        self._called.setdefault(actor.id, set()).update(words, (long_title(word) for word in words))
        actor = self._completed(self._introduced_as(actor, before), role, self._behind(candidate))
        previous = self._by_id.get(actor.id)
        if previous is None or (previous.role is None and actor.role):
            self._by_id[actor.id] = actor
        if before.lower().startswith("the "):
            self._introduced.append((candidate.start, key_of(before).split()[-1], self._by_id[actor.id]))
        person = self.index.people.persons.get(actor.id)
        for surname in dict.fromkeys(person.surnames if person else (keys[-1], keys[0])):
            self._by_surname.setdefault(surname, []).append((candidate.start, self._by_id[actor.id]))
            self._by_surname.setdefault("~" + skeleton(surname), []).append((candidate.start, self._by_id[actor.id]))

    def _with_titles(self, candidate: Candidate) -> str:
        """Return the name with the words in front of it, as far as its noun phrase or title reaches."""
        doc = self.discourse.doc
        root = doc[candidate.token]
        edge = min(root.left_edge.idx, candidate.start, self._title_start(candidate))
        begin = max(edge, candidate.start - TITLE_REACH)
        lead = self.discourse.text[begin : candidate.start]
        cut = max((lead.rfind(letter) for letter in NAME_BREAKS if letter != "."), default=-1)
        return self.discourse.text[begin + cut + 1 : candidate.end]

    def _title_start(self, candidate: Candidate) -> int:
        """Return where the capitalised words in front of a name begin ("Head of the Office of the President X")."""
        doc = self.discourse.doc
        first = at = self.discourse.token_at(candidate.start)
        while (
            at > 0 and (doc[at - 1].text[0].isupper() or doc[at - 1].text in TITLE_LINKS) and not doc[at].is_sent_start
        ):
            at -= 1
            first = at if doc[at].text[0].isupper() else first
        return doc[first].idx

    def _described_before(self, candidate: Candidate) -> str:
        """Return the description that a name is in apposition to ("its spokesman, X"), "" without one."""
        root = self.discourse.doc[candidate.token]
        if root.dep_ == "appos" and root.head.i < root.i:
            return self.discourse.text[root.head.left_edge.idx : candidate.start]
        noun = _subject_beside(root)
        return self.discourse.text[noun.left_edge.idx : candidate.start] if noun is not None else ""

    def _introduced_as(self, actor: Actor, before: str) -> Actor:
        """Return a person whom no table has with the state and office of the description in front of the name."""
        if not before or actor.id in self.index.people.persons:
            return actor
        described = describe(before.rstrip(" ,—–:"), Context(self.index, self.day))
        return replace(
            actor,
            country=actor.country or described.country,
            role=actor.role or described.role,
            sector=actor.sector or described.sector,
        )

    def _behind(self, candidate: Candidate) -> str | None:
        """Return the state that "of" puts behind a name ("Foreign Minister Jane Doe of Guinea")."""
        after = self.discourse.text[candidate.end : candidate.end + TITLE_REACH]
        if not after.startswith(" of "):
            return None
        return country_of(segments(after, self.index)[1:3], Context(self.index, self.day))

    def _completed(self, actor: Actor, role: str, behind: str | None) -> Actor:
        """Return a person with what an apposition says; who has a title and no state is the author's countryman."""
        if actor.id in self.index.people.persons:
            return actor
        country, sector = actor.country or behind, actor.sector
        if role:
            country = country or affiliation(role, Context(self.index, self.day))
            sector = sector or role_sector(role, self.index)
        elif actor.role:
            country = country or self.home
        return replace(actor, role=actor.role or _without_article(role) or None, country=country, sector=sector)


def _subject_beside(name: Token) -> Token | None:
    """Return the description right before a name that the parser takes for a second subject of one verb."""
    doc, at = name.doc, name.left_edge.i
    commas = at if doc[at].text == "," else at - 1
    if commas < 1 or doc[commas].text != "," or not name.dep_.startswith("nsubj"):
        return None
    noun = doc[commas - 1]
    return noun if noun.pos_ == "NOUN" and noun.dep_ == name.dep_ and noun.head.i == name.head.i else None


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("a", "an", "the") and rest else text
