"""How alike two sentences are: their rarer words weigh more than those that every report has."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 6
"""Letters kept of a word: enough to tell words apart, few enough to let endings go."""

Stems = frozenset[str]


def stems(text: str, without: Iterable[str] = ()) -> Stems:
    """Return the stems of a text's longer words, without those of some names."""
    names = {word[:STEM] for name in without for word in _WORD.findall(name.lower())}
    return frozenset(word[:STEM] for word in _WORD.findall(text.lower())) - names


def words_by_stem(texts: Iterable[str]) -> dict[str, str]:
    """Return for each stem the word that stands for it most often, to be shown to a reader."""
    counted: dict[str, Counter[str]] = {}
    for text in texts:
        for word in _WORD.findall(text):
            counted.setdefault(word[:STEM].lower(), Counter())[word] += 1
    return {stem: min(words, key=lambda word: (-words[word], word)) for stem, words in counted.items()}


def rarity(sentences: Iterable[Stems]) -> dict[str, float]:
    """Return the weight of each stem: log((n + 1) / (sentences with it + 1/2)), so that a word of all weighs little.

    It is the inverse document frequency of Spärck Jones (1972), with the sentence as the document.
    """
    given = list(sentences)
    holding = Counter(stem for sentence in given for stem in sentence)
    return {stem: math.log((len(given) + 1) / (n + 0.5)) for stem, n in holding.items()}


def likeness(one: Stems, other: Stems, weights: Mapping[str, float]) -> float:
    """Return the weight of the shared stems as a share of the lighter sentence's, 0 to 1."""
    shared = _sum(one & other, weights)
    lighter = min(_sum(one, weights), _sum(other, weights))
    return min(1.0, shared / lighter) if lighter > 0 else 0.0


def cosine(one: Stems, other: Stems, weights: Mapping[str, float]) -> float:
    """Return the cosine of two sentences with their stems' weights, 0 to 1: unlike `likeness` it asks both to agree."""
    norm = math.sqrt(_squares(one, weights) * _squares(other, weights))
    return min(1.0, _squares(one & other, weights) / norm) if norm > 0 else 0.0


def _squares(found: Stems, weights: Mapping[str, float]) -> float:
    return math.fsum(weights.get(stem, 0.0) ** 2 for stem in found)


def _sum(found: Stems, weights: Mapping[str, float]) -> float:
    return math.fsum(weights.get(stem, 0.0) for stem in found)
