"""A text as the reading of stances sees it: words, breaks between them, parties named, words that judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from talleyrand.codebook.actors import actor_of, load_actor_index
from talleyrand.codebook.actors_keys import Word, words
from talleyrand.codebook.actors_model import ActorIndex, Name
from talleyrand.codebook.offices import Holder
from talleyrand.codebook.stance import Judging, Stance, load_stance
from talleyrand.model.actors import Actor

ADJECTIVES = frozenset({"adjective"})
STATE_KINDS = frozenset({"country", "adjective", "demonym", "demonyms"})
HEAD_RANK = 85
"""Offices from this rank up are known by a surname alone: heads of state and government, foreign ministers."""
_QUICK = re.compile(r"[a-z']+")
_HARD = re.compile(r"[.;:!?()—–]")


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


def judges(text: str) -> bool:
    """Tell quickly whether a text has a word that judges."""
    return not load_stance().triggers.isdisjoint(_QUICK.findall(text.lower()))


def scene_of(text: str, day: str | None = None, speaker: str | None = None) -> Scene | None:
    """Return the scene of a text, None where it names no party or judges nothing."""
    found = words(text.replace("’", "'"))
    keys = [word.key for word in found]
    at: dict[int, Mention] = {}
    for mention in _mentions(found, keys, text, day):
        at.update(dict.fromkeys(range(mention.start, mention.end), mention))
    hits = tuple(_hits(keys, at, load_stance())) if at else ()
    return Scene(keys, _breaks(found, text), at, hits, day, speaker) if hits else None


def _breaks(found: list[Word], text: str) -> list[int]:
    breaks, last = [], 0
    for word in found:
        gap = text[last : word.start]
        breaks.append(2 if _HARD.search(gap) else 1 if "," in gap else 0)
        last = word.end
    return breaks


def _hits(keys: list[str], at: dict[int, Mention], stance: Stance) -> Iterator[Hit]:
    start = 0
    while start < len(keys):
        size = stance.reach.get(keys[start], 0)
        for end in range(min(start + size, len(keys)), start, -1):
            key = " ".join(keys[start:end])
            entries = stance.phrases.get(key)
            if entries and not any(place in at for place in range(start, end)):
                yield from (Hit(start, end, key, entry) for entry in entries)
                start = end - 1
                break
        start += 1


def _mentions(found: list[Word], keys: list[str], text: str, day: str | None) -> Iterator[Mention]:
    index, lists = load_actor_index(), load_stance().lists
    start = 0
    while start < len(found):
        if not found[start].capitalised or (start and keys[start - 1] in lists["not_after"]):
            start += 1
            continue
        named = _named(found, keys, start, index) or _surname(keys, start, day)
        if named is None:
            start += 1
            continue
        end, actor, adjective = named
        stuck = start > 0 and keys[start - 1] in lists["anti"] and text[found[start].start - 1] in "-‑–"
        if actor is not None and not stuck:
            apostrophe = text[found[end - 1].end : found[end - 1].end + 1] in ("'", "’")
            yield Mention(start, end, actor, adjective, apostrophe or (end < len(keys) and keys[end] == "'s"))
        start = end


def _named(found: list[Word], keys: list[str], start: int, index: ActorIndex) -> tuple[int, Actor | None, bool] | None:
    """The longest name that starts at a word: its end, whose it is (None: nobody's here), whether an adjective."""
    for end in range(min(start + index.reach.get(keys[start], 0), len(keys)), start, -1):
        names = index.names.get(" ".join(keys[start:end]), ())
        name = next((one for one in names if not one.cased or found[start].upper), None)
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
