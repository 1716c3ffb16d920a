"""Words that say whether an event happened: clause-embedding words with their signatures, modals, negations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from talleyrand.codebook.tables import read_toml, require, words
from talleyrand.errors import CodebookError
from talleyrand.model.records import Factuality

FILE = "modality.toml"
WordClass = Literal["verb", "noun", "adjective"]
_FIELDS: tuple[tuple[WordClass, str], ...] = (("verb", "verbs"), ("noun", "nouns"), ("adjective", "adjectives"))


@dataclass(frozen=True, slots=True)
class Signature:
    """What an embedding word makes of its complement: where the word is actual, and where it is negated.

    After Nairn, Condoravdi and Karttunen (2006), with the six factualities in place of their plus, minus and nought.
    """

    id: str
    positive: Factuality
    negative: Factuality

    @property
    def factive(self) -> bool:
        """Whether the complement stands in either case."""
        return self.positive == self.negative == "actual"


@dataclass(frozen=True, slots=True)
class Modality:
    """Word lists of `modality.toml`; the file says what each is for. Lemmas in lower case.

    `embedding` maps (class of word, lemma, kind of complement) to the signature.
    """

    embedding: dict[tuple[WordClass, str, str], Signature]
    modifiers: dict[str, Factuality]
    auxiliaries: dict[str, Factuality]
    adverbs: dict[str, Factuality]
    negations: frozenset[str]
    determiners: frozenset[str]
    focus: frozenset[str]
    sensing: frozenset[str]
    conditions: frozenset[str]
    exclusions: frozenset[str]
    unsettling: frozenset[str]
    further: frozenset[str]
    contingencies: frozenset[str]
    temporal: frozenset[str]
    ahead: frozenset[str]
    ordinals: frozenset[str]
    wishes: frozenset[str]
    performed: frozenset[str]


@cache
def load_modality() -> Modality:
    """Read `modality.toml`."""
    data = read_toml(FILE)
    return Modality(
        embedding=_embedding(data["embedding"]),
        modifiers=_mapping(data["modifier"]),
        auxiliaries=_mapping(data["auxiliary"]),
        adverbs=_mapping(data["adverb"]),
        negations=_set(data["negation"]),
        determiners=_set(data["determiner"]),
        focus=_set(data["focus"]),
        sensing=_set(data["sensing"]),
        conditions=_set(data["condition"]),
        exclusions=_set(data["exclusion"]),
        unsettling=_set(data["unsettling"]),
        further=_set(data["further"]),
        contingencies=_set(data["contingency"]),
        temporal=_set(data["temporal"]),
        ahead=_set(data["ahead"]),
        ordinals=_set(data["ordinal"]),
        wishes=frozenset(data["performative"][0]["governors"].split()),
        performed=_set(data["performative"]),
    )


def _embedding(entries: Iterable[dict[str, Any]]) -> dict[tuple[WordClass, str, str], Signature]:
    found: dict[tuple[WordClass, str, str], Signature] = {}
    for entry in entries:
        require(entry, "id", "takes", "positive", "negative", "why", "example", where=FILE)
        signature = Signature(entry["id"], entry["positive"], entry["negative"])
        for key in _keys(entry):
            if key in found:
                raise CodebookError(f"{' '.join(key)} stands in {found[key].id} and {signature.id}", where=FILE)
            found[key] = signature
    return found


def _keys(entry: dict[str, Any]) -> Iterator[tuple[WordClass, str, str]]:
    for kind, field in _FIELDS:
        for word in sorted(words(entry.get(field, ""))):
            yield from ((kind, word.replace("_", " "), taken) for taken in entry["takes"])


def _mapping(entries: Iterable[dict[str, Any]]) -> dict[str, Factuality]:
    found: dict[str, Factuality] = {}
    for entry in entries:
        require(entry, "id", "words", "why", "example", where=FILE)
        found.update(dict.fromkeys(words(entry["words"]), entry["factuality"]))
    return found


def _set(entries: Iterable[dict[str, Any]]) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for entry in entries for word in words(entry["words"]))
