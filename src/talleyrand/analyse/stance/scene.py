"""A text as the reading of stances sees it: words, breaks between them, parties named, words that judge."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from talleyrand.codebook.actors import actor_of, load_actor_index
from talleyrand.codebook.actors_keys import fold
from talleyrand.codebook.actors_model import ActorIndex, Name
from talleyrand.codebook.offices import Holder
from talleyrand.codebook.stance import Judging, Stance, load_stance
from talleyrand.model.actors import Actor

REMEMBERED = 1 << 16
"""Texts of which is kept what they may tell: several measures read the same ones."""
STATE_KINDS = frozenset({"country", "adjective", "demonym", "demonyms"})
HEAD_RANK = 85
"""Offices from this rank up are known by a surname alone: heads of state and government, foreign ministers."""
_QUICK = re.compile(r"[a-z']+")
_CAPITAL = re.compile(r"[A-Z][^\W\d_]*(?:\.[A-Z]\.?)*")
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|'[sS]\b|[^\W_]+(?:'(?![sS]\b)[^\W_]+)*|[.;:!?()—–,\-‑']")
_HARD, _SOFT = frozenset(".;:!?()"), frozenset(",—–")
_MARKS = _HARD | _SOFT | frozenset("-‑'")


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at words `[start, end)`; `adjective` as in Russian troops, `owner` where a possessive follows."""

    start: int
    end: int
    actor: Actor
    adjective: bool
    owner: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A word or phrase that judges, at words `[start, end)`."""

    start: int
    end: int
    key: str
    judging: Judging


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Keys of the words, breaks before them (2 a sentence's, 1 a comma's), mentions by each of their words."""

    keys: list[str]
    breaks: list[int]
    at: dict[int, Mention]
    hits: tuple[Hit, ...]
    day: str | None
    speaker: str | None

    def is_own(self, mention: Mention) -> bool:
        """Tell whether a party is the speaker's own state."""
        return self.speaker is not None and mention.actor.country == self.speaker


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The words of a text: as written, their keys, the breaks before them, which stand behind a hyphen or own."""

    written: list[str]
    keys: list[str]
    breaks: list[int]
    hyphened: set[int]
    owning: set[int]


@lru_cache(maxsize=REMEMBERED)
def judges(text: str) -> bool:
    """Tell quickly whether a text has a word that judges and may name somebody."""
    if _first_words().isdisjoint(_CAPITAL.findall(text)):
        return False
    return not load_stance().triggers.isdisjoint(_QUICK.findall(text.lower()))


@lru_cache(maxsize=REMEMBERED)
def may_judge(text: str, country: str) -> bool:
    """Tell quickly whether a text may judge a state: it names it, or one whose case against it is implied."""
    return not _words_for(country).isdisjoint(_CAPITAL.findall(text))


def scene_of(text: str, day: str | None = None, speaker: str | None = None) -> Scene | None:
    """Return the scene of a text, None where it names no party or judges nothing."""
    found = _words(text)
    at: dict[int, Mention] = {}
    for mention in _mentions(found, day):
        at.update(dict.fromkeys(range(mention.start, mention.end), mention))
    hits = tuple(_hits(found.keys, at, load_stance())) if at else ()
    return Scene(found.keys, found.breaks, at, hits, day, speaker) if hits else None


def states_named(text: str, day: str | None = None) -> frozenset[str]:
    """Return the codes of the states that a text names, or those of whom it names somebody."""
    return frozenset(one.actor.country for one in _mentions(_words(text), day) if one.actor.country)


def _words(text: str) -> _Words:
    found = _Words([], [], [], set(), set())
    plain = text.isascii()
    broken = 0
    for piece in _TOKEN.findall(text if plain else text.replace("’", "'")):
        if piece not in _MARKS:
            found.written.append(piece)
            key = piece.lower() if plain else fold(piece)
            found.keys.append(key.replace(".", "") if "." in key else key)
            found.breaks.append(broken)
            broken = 0
        elif piece in _HARD:
            broken = 2
        elif piece in _SOFT:
            broken = max(broken, 1)
        else:
            (found.owning if piece == "'" else found.hyphened).add(len(found.keys))
    return found


def _hits(keys: list[str], at: dict[int, Mention], stance: Stance) -> Iterator[Hit]:
    """Yield what judges, of phrases that begin at one word the longest."""
    past = 0
    for start, key in enumerate(keys):
        size = stance.reach.get(key)
        if size is None or start < past or start in at:
            continue
        for end in range(min(start + size, len(keys)), start, -1):
            phrase = " ".join(keys[start:end]) if end > start + 1 else key
            entries = stance.phrases.get(phrase)
            if entries and not any(place in at for place in range(start, end)):
                yield from (Hit(start, end, phrase, entry) for entry in entries)
                past = end
                break


def _mentions(found: _Words, day: str | None) -> Iterator[Mention]:
    index, lists = load_actor_index(), load_stance().lists
    before, after, stuck, none = (lists[name] for name in ("not_after", "place_after", "anti", "no_names"))
    past, keys = 0, found.keys
    for start, written in enumerate(found.written):
        if start < past or not written[0].isupper() or (start and keys[start - 1] in before):
            continue
        named = _named(found, start, index, none) or _surname(keys, start, day)
        if named is None or (named[0] < len(keys) and keys[named[0]] in after):
            continue
        past, actor, adjective = named
        if actor is not None and not (start in found.hyphened and keys[start - 1] in stuck):
            owner = past in found.owning or (past < len(keys) and keys[past] == "'s")
            yield Mention(start, past, actor, adjective, owner)


def _named(found: _Words, start: int, index: ActorIndex, none: frozenset[str]) -> tuple[int, Actor | None, bool] | None:
    """The longest name that starts at a word: its end, whose it is (None: nobody's here), whether an adjective."""
    size = index.reach.get(found.keys[start])
    if size is None:
        return None
    upper = found.written[start].isupper() and len(found.keys[start]) > 1
    for end in range(min(start + size, len(found.keys)), start, -1):
        key = " ".join(found.keys[start:end])
        names = index.names.get(key)
        if names is None or key in none:
            continue
        name = next((one for one in names if not one.cased or upper), None)
        if name is not None and (name.proper or end - start > 1):
            return end, _actor(name), name.kind == "adjective"
    return None


def _actor(name: Name) -> Actor | None:
    return _actor_of(name.kind, name.ref)


@lru_cache(maxsize=4096)
def _actor_of(kind: str, ref: str) -> Actor | None:
    index = load_actor_index()
    if kind in STATE_KINDS:
        return actor_of(f"country:{ref}", index)
    if kind in ("capital", "entity"):
        return actor_of(ref, index)
    return _person(ref) if kind == "person" else None


def _person(ident: str) -> Actor | None:
    people = load_actor_index().people
    known, terms = people.persons[ident], people.terms.get(ident, ())
    if not terms:
        return None
    return Actor(ident, known.name, "person", terms[-1].country, terms[-1].title, "GOV")


def _surname(keys: list[str], start: int, day: str | None) -> tuple[int, Actor | None, bool] | None:
    """A leader by the surname alone, where one leader of the day bears it."""
    holders = [one for one in _leaders().get(keys[start], ()) if one.held(day)]
    persons = {one.person for one in holders}
    return (start + 1, _actor_of("person", holders[0].person), False) if len(persons) == 1 else None


@cache
def _leaders() -> dict[str, tuple[Holder, ...]]:
    index = load_actor_index()
    found: dict[str, tuple[Holder, ...]] = {}
    for ident, terms in index.people.terms.items():
        high = tuple(
            term for term in terms if term.office in index.offices and index.offices[term.office].rank >= HEAD_RANK
        )
        person = index.people.persons.get(ident)
        for surname in person.surnames if person and high else ():
            if len(surname) > 3 and surname not in index.names:
                found[surname] = (*found.get(surname, ()), *high)
    return found


@cache
def _first_words() -> frozenset[str]:
    """The words, as written with a capital, by which names of parties begin."""
    return frozenset(word for words in _first_words_of().values() for word in words)


@cache
def _first_words_of() -> dict[str | None, frozenset[str]]:
    """The words by which names begin, as written with a capital, by the state of who is named."""
    found: dict[str | None, set[str]] = defaultdict(set)
    for key, names in load_actor_index().names.items():
        for name in names:
            actor = _actor(name)
            if actor is not None:
                found[actor.country].add(key.partition(" ")[0])
    for surname, terms in _leaders().items():
        for term in terms:
            found[term.country].add(surname)
    return {code: frozenset(form for word in words for form in _written(word)) for code, words in found.items()}


def _written(word: str) -> tuple[str, ...]:
    return word.capitalize(), word.upper(), ".".join(word.upper()) + "."


@cache
def _words_for(country: str) -> frozenset[str]:
    """The words by which the names begin of a state, and of those whose case against it is implied."""
    victims = (victim for victim, ones in load_stance().implied.items() if any(one.doer == country for one in ones))
    return frozenset().union(*(_first_words_of().get(code, frozenset()) for code in (country, *victims)))
