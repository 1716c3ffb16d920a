"""Words that carry no policy by themselves: grammar, general talk, courtesy, titles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_toml, require, words

FILE = "plain_words.toml"


@dataclass(frozen=True, slots=True)
class PlainWords:
    """`plain_words.toml`: its groups of words, in lower case."""

    grammar: frozenset[str]
    general: frozenset[str]
    courtesy: frozenset[str]
    title: frozenset[str]

    @property
    def idle(self) -> frozenset[str]:
        """Words of grammar and general talk."""
        return self.grammar | self.general

    @property
    def all(self) -> frozenset[str]:
        """Every plain word."""
        return self.idle | self.courtesy | self.title


@cache
def load_plain_words() -> PlainWords:
    """Read `plain_words.toml`."""
    groups = {}
    for entry in read_toml(FILE)["group"]:
        require(entry, "id", "why", "example", "words", where=FILE)
        groups[entry["id"]] = words(entry["words"])
    return PlainWords(**groups)
