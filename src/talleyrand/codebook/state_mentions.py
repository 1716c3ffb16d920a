"""States named in running text: by name, adjective, demonym, capital or metonym; no parse is needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.tables import read_rows

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:-\w+)*")
_LONGEST = 5
"""Words of the longest name that is looked for."""
Named = tuple[int, str]


def states_in(text: str, others: Mapping[str, str] | None = None) -> tuple[Named, ...]:
    """Return where the text names which state (its ISO alpha-3 code), in order; the longest name wins.

    `others` adds names of one word, such as surnames of leaders, with the state that each stands for.

    >>> states_in("that Moscow will start a war against the Ukrainians")
    ((5, 'RUS'), (40, 'UKR'))
    """
    words = [(match.start(), match.group()) for match in _WORD.finditer(text)]
    found: list[Named] = []
    at = 0
    while at < len(words):
        length, code = _longest(words, at, others or {})
        if code:
            found.append((words[at][0], code))
        at += length
    return tuple(found)


def _longest(words: list[tuple[int, str]], at: int, others: Mapping[str, str]) -> tuple[int, str | None]:
    """How many words from here on are a name, and whose; one word and None where they are none."""
    if not words[at][1][0].isupper():
        return 1, None
    known = _names()
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        name = " ".join(word for _, word in words[at : at + length])
        code = known.get(name) or (others.get(name) if length == 1 else None)
        if code:
            return length, code
    return 1, None


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in load_countries().values():
        called = (*country.names, *country.abbreviations, *country.capitals)
        for name in (*called, *country.adjectives, *country.singular, *country.plural):
            found.setdefault(_plain(name), country.iso3)
    for name, target in read_rows("metonyms.csv", ("name", "target")):
        if target.startswith("country:"):
            found.setdefault(_plain(name), target.removeprefix("country:"))
    return {name: code for name, code in found.items() if name[:1].isupper()}


def _plain(name: str) -> str:
    return " ".join(_WORD.findall(name.removeprefix("The ").removeprefix("the ")))
