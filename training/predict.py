"""The network's answers during training: the best label of each word, without the constraint that arcs form a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from talleyrand.parse.onnx_inputs import Pieces
from training.batches import groups, tensors, word_mask
from training.corpus import Labels
from training.model import Network, Outputs
from training.scoring import Analysis


def analyses(network: Network, pieces: Sequence[Pieces], labels: Labels) -> list[Analysis]:
    """One analysis a sentence, in order."""
    found: dict[int, Analysis] = {}
    for batch, out, mask in _outputs(network, pieces):
        heads = out.arcs.masked_fill(~mask.unsqueeze(1), -1e4).argmax(-1)
        for row, i in enumerate(batch):
            found[i] = _analysis(network, _row(out, row, len(pieces[i].first)), heads[row], labels)
    return [found[i] for i in range(len(pieces))]


def entity_probabilities(network: Network, pieces: Sequence[Pieces]) -> list[Tensor]:
    """For each sentence, word x entity label (root left out)."""
    found: dict[int, Tensor] = {}
    for batch, out, _ in _outputs(network, pieces):
        probabilities = torch.softmax(out.entities, -1)
        for row, i in enumerate(batch):
            found[i] = probabilities[row, 1 : len(pieces[i].first)].clone()
    return [found[i] for i in range(len(pieces))]


@torch.no_grad()
def _outputs(network: Network, pieces: Sequence[Pieces]) -> Iterator[tuple[list[int], Outputs, Tensor]]:
    network.eval()
    for batch in groups([len(p.ids) for p in pieces], size=2400):
        chosen = [pieces[i] for i in batch]
        yield batch, network(**tensors(chosen)), word_mask(chosen)
    network.train()


def _row(out: Outputs, row: int, length: int) -> Outputs:
    return Outputs(*(part[row, :length] for part in out))


@torch.no_grad()
def _analysis(network: Network, out: Outputs, heads: Tensor, labels: Labels) -> Analysis:
    """Of one sentence, whose outputs still begin with the root."""
    head = heads[1 : len(out.upos)]
    relations = network.relations(out.dependents[1:], out.heads[head]).argmax(-1)
    return Analysis(
        upos=[labels.upos[k] for k in out.upos[1:].argmax(-1).tolist()],
        xpos=[labels.xpos[k] for k in out.xpos[1:].argmax(-1).tolist()],
        heads=head.tolist(),
        relations=[labels.relations[k] for k in relations.tolist()],
        entities=[labels.entities[k] for k in out.entities[1:].argmax(-1).tolist()],
    )
