"""Which titles are those of readouts: official accounts of a call, a meeting or talks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_toml, require, words

_WHERE = "readouts.toml"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Words of titles of one kind, why they tell it, and titles that have them."""

    words: frozenset[str]
    why: str
    examples: tuple[str, ...]


@cache
def load_readouts() -> dict[str, TitleWords]:
    """Return the words of titles: `contact` of readouts, `ahead` of announcements, `unlike` of other kinds of text."""
    table = read_toml(_WHERE)
    for name, entry in table.items():
        require({"id": name, **entry}, "words", "why", "examples", where=_WHERE)
    return {
        name: TitleWords(words(entry["words"]), entry["why"], tuple(entry["examples"])) for name, entry in table.items()
    }


def is_readout(title: str) -> bool:
    """Tell whether a title is that of an account of a contact that took place.

    >>> is_readout("Telephone conversation with President of China"), is_readout("The President’s Upcoming Call")
    (True, False)
    """
    return not _words(title).isdisjoint(load_readouts()["contact"].words) and not is_other(title)


def is_other(title: str) -> bool:
    """Tell whether a title is of what lies ahead, or of a greeting or a letter: no account of what happened."""
    table = load_readouts()
    return not _words(title).isdisjoint(table["ahead"].words | table["unlike"].words)


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.lower()))
