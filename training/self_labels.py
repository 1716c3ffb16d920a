"""Entity labels for EWT's training part, which has none: spans from its gold trees, kinds from the model itself."""

from __future__ import annotations

from dataclasses import replace

from torch import Tensor

from training.entities import KINDS, UNKNOWN
from training.names import Window, name_extent
from training.treebanks import Sentence

SURE = 0.85
"""A kind (or none) is taken over when its mean probability over the span is at least this; else it stays open."""


def is_open(sentence: Sentence) -> bool:
    """Whether some of its entity labels are unknown and its tree can say where the names are."""
    return sentence.parsed and UNKNOWN in sentence.entities


def self_labelled(sentence: Sentence, probabilities: Tensor) -> Sentence:
    """The sentence with the names that the model is sure of; `probabilities` is word x label."""
    labels = list(sentence.entities)
    for start, end in _candidates(sentence):
        if UNKNOWN not in labels[start:end] or any(label not in ("O", UNKNOWN) for label in labels[start:end]):
            continue
        kind = _sure_kind(probabilities[start:end])
        if kind == "O":
            labels[start:end] = ["O"] * (end - start)
        elif kind:
            labels[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return replace(sentence, entities=labels)


def _candidates(sentence: Sentence) -> list[tuple[int, int]]:
    window = Window(0, len(sentence.words))
    spans = {name_extent(sentence, i, window, person=False) for i in range(len(sentence.words))}
    taken = [False] * len(sentence.words)
    kept = []
    for start, end in sorted((s for s in spans if s), key=lambda s: (s[0] - s[1], s[0])):
        if not any(taken[start:end]):
            kept.append((start, end))
            taken[start:end] = [True] * (end - start)
    return kept


def _sure_kind(probabilities: Tensor) -> str:
    """Mean over the span of each kind's probability, `B-` and `I-` together (labels are O, then pairs of a kind)."""
    mean = probabilities.mean(0)
    by_kind = {"O": float(mean[0])} | {k: float(mean[1 + 2 * i] + mean[2 + 2 * i]) for i, k in enumerate(KINDS)}
    best = max(by_kind, key=lambda k: by_kind[k])
    return best if by_kind[best] >= SURE else ""
