"""Verbs and nouns by which a clause is built."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_toml, words


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word lists of `grammar.toml`, lemmas in lower case; the file says what each is for."""

    directives: frozenset[str]
    subject_control: frozenset[str]
    owned_infinitives: frozenset[str]
    owning_verbs: frozenset[str]
    telling: frozenset[str]
    times: frozenset[str]
    reactions: frozenset[str]


@cache
def load_grammar() -> Grammar:
    """Read `grammar.toml`."""
    data = read_toml("grammar.toml")
    return Grammar(
        directives=words(data["directives"]["words"]),
        subject_control=words(data["subject_control"]["words"]),
        owned_infinitives=words(data["owned_infinitives"]["words"]),
        owning_verbs=words(data["owning_verbs"]["words"]),
        telling=words(data["telling"]["words"]),
        times=words(data["times"]["words"]),
        reactions=words(data["reactions"]["words"]),
    )
