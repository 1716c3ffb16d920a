"""Nouns for those who can speak and act."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.tables import read_toml, words


@dataclass(frozen=True, slots=True)
class AgentNouns:
    """Word lists of `nouns.toml`; lemmas in lower case."""

    agents: frozenset[str]
    quantifiers: frozenset[str]
    voices: frozenset[str]
    calendar: frozenset[str]
    demonyms: frozenset[str]
    documents: frozenset[str]
    questioners: frozenset[str]

    def is_agent(self, lemma: str) -> bool:
        """Whether the noun stands for someone who can speak or act."""
        return lemma in self.agents

    def is_demonym(self, word: str) -> bool:
        """Whether the adjective names a state (`russian`)."""
        return word in self.demonyms


@cache
def load_agent_nouns() -> AgentNouns:
    """Read `nouns.toml` and the adjectives of the country table."""
    data = read_toml("nouns.toml")
    return AgentNouns(
        agents=words(data["agents"]["words"]),
        quantifiers=words(data["quantifiers"]["words"]),
        voices=words(data["voices"]["words"]),
        calendar=words(data["calendar"]["words"]),
        demonyms=_demonyms(),
        documents=words(data["documents"]["words"]),
        questioners=words(data["questioners"]["words"]),
    )


@cache
def load_party_plurals() -> frozenset[str]:
    """Read from `nouns.toml` the plurals that stand for both sides of a conversation (`leaders`, `heads of state`)."""
    return frozenset(read_toml("nouns.toml")["parties"]["words"])


def _demonyms() -> frozenset[str]:
    return frozenset(a.lower() for country in load_countries().values() for a in country.adjectives)
