"""Scores: UPOS, XPOS, UAS and LAS over all words (punctuation, subtypes count), entities by span and kind, macro-F1."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from training.entities import spans_of
from training.treebanks import Sentence

COUNTED_KINDS = frozenset({"PER", "ORG", "LOC"})


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the model says about one sentence; heads are 1-based, 0 is the root."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]
    entities: list[str]


def scores(gold: Sequence[Sentence], predicted: Sequence[Analysis]) -> dict[str, float]:
    """Percentages by name; entity scores only where the gold data has entities."""
    pairs = [(g, p) for g, p in zip(gold, predicted, strict=True) if g.parsed]
    words = sum(len(g.words) for g, _ in pairs) or 1
    found = {
        "UPOS": sum(_equal(g.upos, p.upos) for g, p in pairs),
        "XPOS": sum(_equal(g.xpos, p.xpos) for g, p in pairs),
        "UAS": sum(_equal(g.heads, p.heads) for g, p in pairs),
        "LAS": sum(_equal(_arcs(g), _arcs(p)) for g, p in pairs),
    }
    percent = {name: 100 * n / words for name, n in found.items()}
    return percent | entity_scores((g.entities, p.entities) for g, p in zip(gold, predicted, strict=True) if g.entities)


def _arcs(tree: Sentence | Analysis) -> list[tuple[int, str]]:
    return list(zip(tree.heads, tree.relations, strict=True))


def _equal(gold: Sequence[object], predicted: Sequence[object]) -> int:
    return sum(g == p for g, p in zip(gold, predicted, strict=True))


def entity_scores(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, float]:
    """Precision, recall and F1 of entities, in percent; empty without gold."""
    hits = given = wanted = 0
    for gold, predicted in pairs:
        right = {s for s in spans_of(gold) if s[2] in COUNTED_KINDS}
        said = {s for s in spans_of(predicted) if s[2] in COUNTED_KINDS}
        hits, given, wanted = hits + len(right & said), given + len(said), wanted + len(right)
    if not wanted:
        return {}
    return {"NER P": 100 * hits / max(given, 1), "NER R": 100 * hits / wanted, "NER F1": 200 * hits / (given + wanted)}


def macro_f1(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Return the mean, over the gold labels, of F1 in percent; pairs are (gold, found)."""
    labels = {gold for gold, _ in pairs}
    return 100 * sum(_label_f1(label, pairs) for label in labels) / len(labels) if labels else 0.0


def _label_f1(label: Hashable, pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    right = sum(gold == found == label for gold, found in pairs)
    named = sum((gold == label) + (found == label) for gold, found in pairs)
    return 2 * right / named if named else 0.0
