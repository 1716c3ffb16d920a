"""The loss of a batch: tags, entities, arcs and relations together."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from training.batches import IGNORED, Example, targets, tensors, word_mask
from training.model import Network

WEIGHTS = {"upos": 0.5, "xpos": 0.5, "entities": 1.0, "heads": 1.0, "relations": 1.0}


def batch_losses(network: Network, batch: Sequence[Example]) -> dict[str, Tensor]:
    """The weighted losses by task; their sum is what is minimised."""
    pieces = [e.pieces for e in batch]
    out = network(**tensors(pieces))
    heads = targets(batch, "heads")
    scores = {
        "upos": out.upos,
        "xpos": out.xpos,
        "entities": out.entities,
        "heads": out.arcs.masked_fill(~word_mask(pieces).unsqueeze(1), -1e4),
    }
    losses = {task: WEIGHTS[task] * _cross_entropy(s, targets(batch, task)) for task, s in scores.items()}
    return losses | {"relations": _relation_loss(network, out.dependents, out.heads, batch, heads)}


def _relation_loss(
    network: Network, dependents: Tensor, governors: Tensor, batch: Sequence[Example], heads: Tensor
) -> Tensor:
    """Relations are scored for the gold heads only."""
    sentence, word = torch.nonzero(heads != IGNORED, as_tuple=True)
    if not len(sentence):
        return dependents.sum() * 0
    scores = network.relations(dependents[sentence, word], governors[sentence, heads[sentence, word]])
    return WEIGHTS["relations"] * _cross_entropy(scores, targets(batch, "relations")[sentence, word])


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    if not (gold != IGNORED).any():
        return scores.sum() * 0
    return F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=IGNORED)
