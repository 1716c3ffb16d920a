"""Events that forecasts are about, by the words that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from talleyrand.codebook.tables import read_toml, require, words

FILE = "foretold.toml"
_WORD = re.compile(r"[\w'’-]+")
_NEAR = 5
"""Words between a noun and the verb that makes it come, at most."""
_AFTER = 8
"""Words after a noun in which its predicate may stand."""
_VERBAL = frozenset(
    "will would could may might shall should can is are was were has have had to won't wouldn't".split()
)
_CONDITIONS = frozenset({"if", "unless"})


@dataclass(frozen=True, slots=True)
class Foretold:
    """A sort of event: the PLOVER types of acts that make it true; `mutual` where the parties do it together."""

    id: str
    types: frozenset[str]
    mutual: bool


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    verbs: tuple[tuple[re.Pattern[str], Foretold], ...]
    nouns: tuple[tuple[re.Pattern[str], Foretold], ...]
    making: re.Pattern[str]
    coming: re.Pattern[str]
    compounds: frozenset[str]
    breaking: frozenset[str]


def find_foretold(text: str) -> tuple[Foretold, int] | None:
    """Return the event that a text foretells first, and where its word begins; None where it foretells none.

    >>> [found.id for text in ("a war between them", "talks about the war") if (found := find_foretold(text)[0])]
    ['attack', 'meet']
    """
    tokens = [(match.start(), match.group().lower().replace("’", "'")) for match in _WORD.finditer(text)]
    known = _vocabulary()
    for place, (start, word) in enumerate(tokens):
        if word in _CONDITIONS:
            return None
        if any(one in known.compounds for _, one in tokens[place + 1 : place + 2]):
            continue
        event = _foretold([one for _, one in tokens], place, word, known)
        if event is not None:
            return event, start
    return None


def _foretold(tokens: list[str], place: int, word: str, known: _Vocabulary) -> Foretold | None:
    verb, noun = _named(word, known.verbs), _named(word, known.nouns)
    if verb is not None and _is_verb(tokens, place):
        return verb
    return noun if noun is not None and _comes(tokens, place, known) else None


def _named(word: str, table: Iterable[tuple[re.Pattern[str], Foretold]]) -> Foretold | None:
    return next((event for pattern, event in table if pattern.fullmatch(word)), None)


def _is_verb(tokens: list[str], place: int) -> bool:
    """Whether the words before make it a verb: `will (probably) attack`, `to attack`, `Russia invading` alone."""
    before = tokens[max(0, place - 3) : place]
    if tokens[place].endswith("ing"):
        if _VERBAL & set(tokens):
            return False
        return not before or before[-1] not in {"the", "a", "this", "of", "next", "first", "second", "last"}
    return any(one in _VERBAL or one.endswith("n't") for one in before) and (before[-1] not in {"the", "a", "an"})


def _makes(word: str, tokens: list[str], known: _Vocabulary) -> bool:
    """Whether a verb makes an event come, and foretells it: no past, and no gerund beside a verb of its own."""
    if not known.making.fullmatch(word) or word.endswith("ed"):
        return False
    return not (word.endswith("ing") and _VERBAL & set(tokens))


def _comes(tokens: list[str], place: int, known: _Vocabulary) -> bool:
    """Whether the event that a noun names is said to come: alone, after a verb that makes it, before one of coming."""
    before, after = tokens[max(0, place - _NEAR) : place], tokens[place + 1 :]
    made = next((i for i in range(len(before) - 1, -1, -1) if _makes(before[i], tokens, known)), None)
    if made is not None and not known.breaking & set(before[made + 1 :]):
        return True
    for at, word in enumerate(after[:_AFTER]):
        if known.coming.fullmatch(word):
            return after[at + 1 : at + 2] != ["to"] or any(map(known.coming.fullmatch, after[at + 2 : at + 3]))
    return place <= _NEAR and not (known.breaking | _VERBAL) & set(tokens[:place]) and not _VERBAL & set(after)


@cache
def _vocabulary() -> _Vocabulary:
    data = read_toml(FILE)
    events = [_event(entry) for entry in data["event"]]
    tables = {
        kind: tuple((_pattern(entry[kind]), event) for entry, event in zip(data["event"], events, strict=True))
        for kind in ("verbs", "nouns")
    }
    making, coming = (_pattern(data[name]["words"]) for name in ("making", "coming"))
    compounds, breaking = (words(data[name]["words"]) for name in ("compounds", "breaking"))
    return _Vocabulary(**tables, making=making, coming=coming, compounds=compounds, breaking=breaking)


def _event(entry: dict[str, Any]) -> Foretold:
    require(entry, "id", "types", "verbs", "nouns", "why", "example", where=FILE)
    return Foretold(entry["id"], frozenset(entry["types"]), entry.get("mutual", False))


def _pattern(listed: str) -> re.Pattern[str]:
    """One word of a list; `*` stands for any ending."""
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in listed.split()))
