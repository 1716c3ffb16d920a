"""Questions with their answers as tensors, in batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from talleyrand.parse.judge import Marked, mark
from talleyrand.parse.onnx_inputs import PieceEncoder, pad
from training.batches import IGNORED, groups
from training.event_examples import OUTCOMES, TYPES, Example

BATCH_PIECES = 1400


@dataclass(frozen=True, slots=True)
class Item:
    """An example as numbers; what is not known is ignored."""

    marked: Marked
    type: int
    outcome: int


def items(examples: Sequence[Example], encoder: PieceEncoder) -> list[Item]:
    """The examples as numbers."""
    pieces = encoder.encode([e.question.words for e in examples])
    return [
        Item(mark(e.question, p), _index(TYPES, e.type), _index(OUTCOMES, e.outcome))
        for e, p in zip(examples, pieces, strict=True)
    ]


def _index(names: Sequence[str], name: str) -> int:
    return names.index(name) if name else IGNORED


def batches(given: Sequence[Item], rng: random.Random | None = None, size: int = BATCH_PIECES) -> Iterator[list[int]]:
    """Positions of the items in batches; with `rng` shuffled."""
    yield from (b for b in groups([len(i.marked.ids) for i in given], rng, size) if b)


def inputs(batch: Sequence[Item]) -> dict[str, Tensor]:
    """The network's inputs."""
    arrays = {
        "pieces": pad([i.marked.ids for i in batch]),
        "mask": pad([[1] * len(i.marked.ids) for i in batch]),
        "roles": pad([i.marked.roles for i in batch]),
    }
    return {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in arrays.items()}


def answers(batch: Sequence[Item]) -> tuple[Tensor, Tensor]:
    """The types and the outcomes of a batch."""
    return torch.tensor([i.type for i in batch]), torch.tensor([i.outcome for i in batch])
