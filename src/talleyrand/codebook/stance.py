"""Words that judge, and how the party judged stands beside them, from stance.toml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from talleyrand.codebook.actors_keys import key_of
from talleyrand.codebook.tables import read_toml, require, words

FILE = "stance.toml"
TELLING = 5
"""Letters from which a word tells a phrase; shorter ones are mostly words of grammar."""
Role = Literal["deed", "act", "attitude", "label", "quality", "demand"]


@dataclass(frozen=True, slots=True)
class Judging:
    """An entry: who is judged (`role`) and how, from -1 to +1; `victim` is the score of whom it is done to.

    `of` tells whom a party after `of` is: who does it or whom it is done to. `implied` is the share of the score that
    falls on who is known to use force against the party named, where nobody is.
    """

    id: str
    role: Role
    score: float
    victim: float
    of: Literal["doer", "victim"]
    implied: float = 0.0


@dataclass(frozen=True, slots=True)
class Implied:
    """Who is meant by force against `victim` where nobody is named, on days from `since` to before `until`."""

    victim: str
    doer: str
    since: str
    until: str

    def holds(self, day: str | None) -> bool:
        """Tell whether it holds on a day; what is not dated is taken for recent."""
        return not self.until if day is None else self.since <= day and (not self.until or day < self.until)


@dataclass(frozen=True, slots=True, eq=False)
class Stance:
    """`stance.toml`: entries by the look-up key of a phrase, the longest phrase by its first word.

    `triggers` hold one telling word of every phrase: a text with none of them judges nobody. `verbs` are the
    forms of verbs, `bases` their plain ones, `lists` the word lists of the file by name.
    """

    phrases: dict[str, tuple[Judging, ...]]
    reach: dict[str, int]
    triggers: frozenset[str]
    verbs: frozenset[str]
    bases: frozenset[str]
    implied: dict[str, tuple[Implied, ...]]
    lists: dict[str, frozenset[str]]


@cache
def load_stance() -> Stance:
    """Read `stance.toml`; CodebookError where an entry lacks its id, reason or examples."""
    data = read_toml(FILE)
    lists = {name: words(text) for name, text in data["words"].items() if name != "why"}
    phrases: dict[str, tuple[Judging, ...]] = {}
    verbs: set[str] = set()
    bases = frozenset(verb for entry in data["entry"] for verb in entry.get("verbs", ()))
    for entry in data["entry"]:
        require(entry, "id", "role", "score", "why", "examples", where=FILE)
        judging = _judging(entry)
        inflected = {form for verb in entry.get("verbs", ()) for form in forms(verb, lists["doubling"])}
        verbs |= inflected
        for key in inflected | {key_of(text) for text in entry.get("words", ())}:
            phrases[key] = (*phrases.get(key, ()), judging)
    for entry in data["demand"]:
        require(entry, "id", "score", "words", "why", where=FILE)
        judging = Judging(entry["id"], "demand", entry["score"], 0.0, "doer")
        for key in map(key_of, entry["words"]):
            phrases[key] = (*phrases.get(key, ()), judging)
    return Stance(
        phrases, _reach(phrases), _triggers(phrases), frozenset(verbs), bases, _implied(data["implied"]), lists
    )


def forms(verb: str, doubling: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the regular forms of a verb: plain, third person, past, participle.

    >>> list(forms("violate")), list(forms("deny")), list(forms("breach"))[1]
    (['violate', 'violates', 'violated', 'violating'], ['deny', 'denies', 'denied', 'denying'], 'breaches')
    """
    yield verb
    if verb in doubling:
        yield from (verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing")
    elif verb[-1] == "y" and verb[-2] not in "aeiou":
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif verb[-1] == "e":
        yield from (verb + "s", verb + "d", verb[:-1] + "ing")
    else:
        yield from (verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"), verb + "ed", verb + "ing")


def _judging(entry: dict[str, Any]) -> Judging:
    role, score = entry["role"], entry["score"]
    victim = 0.1 if role in ("deed", "act") and score < 0 else 0.0
    return Judging(
        entry["id"], role, score, entry.get("victim", victim), entry.get("of", "victim"), entry.get("implied", 0.0)
    )


def _triggers(phrases: Iterable[str]) -> frozenset[str]:
    """The most telling word of each phrase: no short one, one that few phrases have, of several the longest."""
    counts = Counter(word for phrase in phrases for word in phrase.split())
    return frozenset(
        min(phrase.split(), key=lambda word: (len(word) < TELLING, counts[word], -len(word))) for phrase in phrases
    )


def _reach(phrases: Iterable[str]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for key in phrases:
        first, _, rest = key.partition(" ")
        reach[first] = max(reach.get(first, 0), len(rest.split()) + 1)
    return reach


def _implied(entries: list[dict[str, Any]]) -> dict[str, tuple[Implied, ...]]:
    found: dict[str, tuple[Implied, ...]] = {}
    for entry in entries:
        require(entry, "victim", "doer", "since", "why", where=FILE)
        one = Implied(entry["victim"], entry["doer"], entry["since"], entry.get("until", ""))
        found[one.victim] = (*found.get(one.victim, ()), one)
    return found
