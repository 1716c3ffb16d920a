"""Sentences of similar length together, as tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from talleyrand.parse.onnx_inputs import Pieces, batch_inputs
from training.corpus import Labels
from training.treebanks import Sentence

BATCH_PIECES = 1200
"""Word pieces in a batch, padding included."""

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its pieces and its gold labels as numbers (index 0 is the root, unlabelled)."""

    pieces: Pieces
    upos: list[int]
    xpos: list[int]
    heads: list[int]
    relations: list[int]
    entities: list[int]


def example(sentence: Sentence, pieces: Pieces, labels: Labels) -> Example:
    """Labels that are unknown or too rare are ignored."""
    blank = [IGNORED] * (len(sentence.words) + 1)
    return Example(
        pieces=pieces,
        upos=_numbers(sentence.upos, labels.upos) or blank,
        xpos=_numbers(sentence.xpos, labels.xpos) or blank,
        heads=[IGNORED, *sentence.heads] if sentence.parsed else blank,
        relations=_numbers(sentence.relations, labels.relations) or blank,
        entities=_numbers(sentence.entities, labels.entities) or blank,
    )


def _numbers(values: Sequence[str], names: Sequence[str]) -> list[int]:
    index = {name: i for i, name in enumerate(names)}
    return [IGNORED, *(index.get(v, IGNORED) for v in values)] if values else []


def groups(lengths: Sequence[int], rng: random.Random | None = None, size: int = BATCH_PIECES) -> list[list[int]]:
    """Indices in batches of at most `size` padded pieces; with `rng` shuffled, lengths jittered."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + (rng.uniform(0, 4) if rng else 0))
    batches: list[list[int]] = [[]]
    longest = 0
    for i in order:
        if batches[-1] and max(longest, lengths[i]) * (len(batches[-1]) + 1) > size:
            batches.append([])
            longest = 0
        batches[-1].append(i)
        longest = max(longest, lengths[i])
    if rng:
        rng.shuffle(batches)
    return batches


def tensors(batch: Sequence[Pieces]) -> dict[str, Tensor]:
    """The network's inputs."""
    return {name: torch.from_numpy(array) for name, array in batch_inputs(batch).items()}


def targets(batch: Sequence[Example], part: str) -> Tensor:
    """Gold labels of one part (`upos`, `heads` ...) as sentence x word, padded with `IGNORED`."""
    rows: list[list[int]] = [getattr(e, part) for e in batch]
    table = np.full((len(rows), max(map(len, rows))), IGNORED, np.int64)
    for row, values in zip(table, rows, strict=True):
        row[: len(values)] = values
    return torch.from_numpy(table)


def word_mask(batch: Sequence[Pieces]) -> Tensor:
    """Which words (root included) are real: sentence x word."""
    counts = torch.tensor([len(p.first) for p in batch])
    return torch.arange(int(counts.max()))[None] < counts[:, None]
