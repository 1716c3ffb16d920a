"""The judge of events: MiniLM with embeddings of the words' roles, and a head for types and one for outcomes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from talleyrand.parse.judge import SOURCE, TARGET, TRIGGER
from training.model import WIDTH, Encoder, load_encoder

ROLES = 4
MARKED_AFTER = 2
"""The layers below read the words alone and stay as they were published; the roles join in above them."""
INNER, DROPOUT = 256, 0.2


class Scores(NamedTuple):
    """Question x type, question x outcome."""

    types: Tensor
    outcomes: Tensor


class JudgeNetwork(nn.Module):
    """Reads a sentence in which source, target and trigger are marked."""

    def __init__(self, types: int, outcomes: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.roles = nn.Embedding(ROLES, WIDTH)
        nn.init.normal_(self.roles.weight, 0, 0.3)
        self.roles.weight.data[0] = 0
        self.unmarked = nn.Parameter(torch.zeros(WIDTH))
        self.query = nn.Linear(WIDTH, 1)
        self.dropout = nn.Dropout(DROPOUT)
        self.inner = nn.Linear(5 * WIDTH, INNER)
        self.types = nn.Linear(INNER, types)
        self.event = nn.Linear(2 * WIDTH, INNER)
        self.outcomes = nn.Linear(INNER, outcomes)

    def forward(self, pieces: Tensor, mask: Tensor, roles: Tensor) -> Scores:
        """All three inputs are question x piece; `mask` is 1 for pieces and 0 for padding."""
        x = self._states(pieces, mask, roles)
        whole = _mean(x, mask)
        weights = torch.softmax(self.query(x).squeeze(-1) + (1 - mask.to(x.dtype)) * -1e4, -1)
        looked_at = (weights.unsqueeze(-1) * x).sum(1)
        source, target, trigger = (self._marked(x, roles == role) for role in (SOURCE, TARGET, TRIGGER))
        act = torch.cat([whole, looked_at, source, target, trigger], -1)
        event = torch.cat([whole, trigger], -1)
        return Scores(self.types(self._hidden(self.inner, act)), self.outcomes(self._hidden(self.event, event)))

    def _hidden(self, layer: nn.Linear, x: Tensor) -> Tensor:
        hidden: Tensor = self.dropout(F.gelu(layer(self.dropout(x))))
        return hidden

    def _states(self, pieces: Tensor, mask: Tensor, roles: Tensor) -> Tensor:
        encoder = self.encoder
        places = torch.arange(pieces.shape[1], device=pieces.device)
        bias = (1.0 - mask.float())[:, None, None, :] * -1e4
        with torch.no_grad():
            x = encoder.norm(encoder.pieces(pieces) + encoder.positions(places)[None])
            for layer in encoder.layers[:MARKED_AFTER]:
                x = layer(x, bias)
        x = x + self.roles(roles)
        for layer in encoder.layers[MARKED_AFTER:]:
            x = layer(x, bias)
        return x

    def _marked(self, x: Tensor, chosen: Tensor) -> Tensor:
        found = chosen.to(x.dtype)
        none = (found.sum(1, keepdim=True) == 0).to(x.dtype)
        return _mean(x, found) + none * self.unmarked


def _mean(x: Tensor, chosen: Tensor) -> Tensor:
    weights = chosen.to(x.dtype)
    return (x * weights.unsqueeze(-1)).sum(1) / weights.sum(1, keepdim=True).clamp(min=1.0)


def new_network(types: int, outcomes: int, encoder: Path) -> JudgeNetwork:
    """A network on the published encoder (`model.safetensors`), its lower layers frozen."""
    network = JudgeNetwork(types, outcomes)
    load_encoder(network.encoder, encoder)
    frozen = [network.encoder.pieces, network.encoder.positions, network.encoder.shapes, network.encoder.norm]
    for part in [*frozen, *network.encoder.layers[:MARKED_AFTER]]:
        part.requires_grad_(False)
    return network
