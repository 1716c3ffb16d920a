"""Words that make a non-event of an event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from talleyrand.codebook.tables import read_toml, require
from talleyrand.model.records import Factuality


@dataclass(frozen=True, slots=True)
class Modality:
    """Word lists of `modality.toml`: each maps a lemma to the factuality it gives to what it governs."""

    governors: dict[str, Factuality]
    nouns: dict[str, Factuality]
    auxiliaries: dict[str, Factuality]
    adverbs: dict[str, Factuality]
    negations: frozenset[str]
    conditions: frozenset[str]
    future: frozenset[str]
    wishes: frozenset[str]
    performed: frozenset[str]


@cache
def load_modality() -> Modality:
    """Read `modality.toml`."""
    data = read_toml("modality.toml")
    return Modality(
        governors=_mapping(data["governor"]),
        nouns=_mapping(data["noun"]),
        auxiliaries=_mapping(data["auxiliary"]),
        adverbs=_mapping(data["adverb"]),
        negations=_set(data["negation"]),
        conditions=_set(data["condition"]),
        future=_set(data["future_phrase"]),
        wishes=frozenset(data["performative"][0]["governors"]),
        performed=_set(data["performative"]),
    )


def _mapping(entries: Iterable[dict[str, Any]]) -> dict[str, Factuality]:
    found: dict[str, Factuality] = {}
    for entry in entries:
        require(entry, "id", "words", "why", "example", where="modality.toml")
        found.update(dict.fromkeys(entry["words"], entry["factuality"]))
    return found


def _set(entries: Iterable[dict[str, Any]]) -> frozenset[str]:
    return frozenset(word for entry in entries for word in entry["words"])
