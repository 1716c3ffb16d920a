"""The language engine: parts of speech, heads, labels and names, as its training measures them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quality.figures import Measure
from quality.sets.trees import Treebank

SHOWN = ("UPOS", "UAS", "LAS", "NER F1")


def score(items: Sequence[Treebank], found: Sequence[Mapping[str, float]]) -> Iterator[Measure]:
    """Yield the scores of each test set; punctuation and subtypes of labels count."""
    for item, given in zip(items, found, strict=True):
        words = sum(len(sentence.words) for sentence in item.sentences)
        yield from (Measure(f"{item.name}, {name}", given[name], words) for name in SHOWN if name in given)
