"""The network: the MiniLM encoder with a word-shape embedding, and heads for tags, entities, arcs and relations."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from talleyrand.parse.onnx_inputs import SHAPES
from training.corpus import Labels

WIDTH, LAYERS, ATTENTION_HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
ARC, RELATION = 256, 128
ENCODER_DROPOUT, HEAD_DROPOUT = 0.1, 0.2


class Outputs(NamedTuple):
    """Scores for each word (index 0 is the root); `arcs` is sentence x dependent x head."""

    upos: Tensor
    xpos: Tensor
    entities: Tensor
    arcs: Tensor
    dependents: Tensor
    heads: Tensor


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.attention_in = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention_out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(ENCODER_DROPOUT)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: sentence x piece x width; bias: 0 for pieces, very negative for padding."""
        x = self.attention_norm(x + self.dropout(self.attention_out(self._attend(x, bias))))
        out: Tensor = self.norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))
        return out

    def _attend(self, x: Tensor, bias: Tensor) -> Tensor:
        sentences, pieces = x.shape[0], x.shape[1]
        parts = self.attention_in(x).view(sentences, pieces, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        scores = parts[0] @ parts[1].transpose(2, 3) * (WIDTH // ATTENTION_HEADS) ** -0.5 + bias
        weights = self.dropout(torch.softmax(scores, -1))
        return (weights @ parts[2]).transpose(1, 2).reshape(sentences, pieces, WIDTH)


class Encoder(nn.Module):
    """all-MiniLM-L6-v2, with an embedding of the word's shape added, because its vocabulary knows no capitals."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(2 * SHAPES, WIDTH)
        nn.init.normal_(self.shapes.weight, 0, 0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(ENCODER_DROPOUT)

    def forward(self, pieces: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        """Vectors of the pieces: sentence x piece x width."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.dropout(self.norm(self.pieces(pieces) + self.positions(places)[None] + self.shapes(shapes)))
        bias = (1.0 - mask.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Network(nn.Module):
    """Encoder and heads; a word's vector is the sum of its first and last piece's."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.upos = nn.Linear(WIDTH, len(labels.upos))
        self.xpos = nn.Linear(WIDTH, len(labels.xpos))
        self.entities = nn.Linear(WIDTH, len(labels.entities))
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.relation_dependent, self.relation_head = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.arc_weight = nn.Parameter(nn.init.xavier_normal_(torch.zeros(ARC + 1, ARC)))
        self.relation_weight = nn.Parameter(torch.randn(RELATION + 1, len(labels.relations), RELATION + 1) * 0.02)
        self.dropout = nn.Dropout(HEAD_DROPOUT)

    def forward(self, pieces: Tensor, mask: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> Outputs:
        """Inputs as in `talleyrand.parse.onnx_inputs.batch_inputs`."""
        x = self.encoder(pieces, mask, shapes)
        words = self.dropout(_gather(x, first) + _gather(x, last))
        dependent, head = self._half(self.arc_dependent, words), self._half(self.arc_head, words)
        return Outputs(
            upos=self.upos(words),
            xpos=self.xpos(words),
            entities=self.entities(words),
            arcs=(dependent @ self.arc_weight[:-1] + self.arc_weight[-1]) @ head.transpose(1, 2),
            dependents=self._half(self.relation_dependent, words),
            heads=self._half(self.relation_head, words),
        )

    def relations(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relations for pairs (pair x width each): pair x relation. Biaffine (Dozat & Manning 2017)."""
        left, right = _with_one(dependents), _with_one(heads)
        width, relations, _ = self.relation_weight.shape
        scores = (left @ self.relation_weight.reshape(width, -1)).view(-1, relations, width)
        return (scores * right.unsqueeze(1)).sum(-1)

    def _half(self, layer: nn.Linear, words: Tensor) -> Tensor:
        out: Tensor = self.dropout(F.gelu(layer(words)))
        return out


def _gather(x: Tensor, places: Tensor) -> Tensor:
    return x.gather(1, places.unsqueeze(-1).expand(-1, -1, x.shape[-1]))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[:, :1])], -1)


def load_encoder(encoder: Encoder, path: Path) -> None:
    """Copies the published weights (`model.safetensors`) into the encoder."""
    given = load_file(path)
    state = encoder.state_dict()
    kinds = given["embeddings.token_type_embeddings.weight"][0]
    state["pieces.weight"] = given["embeddings.word_embeddings.weight"]
    state["positions.weight"] = given["embeddings.position_embeddings.weight"] + kinds
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = given[f"embeddings.LayerNorm.{kind}"]
        for i in range(LAYERS):
            state.update(_layer_state(given, i, kind))
    encoder.load_state_dict(state)


def _layer_state(given: dict[str, Tensor], i: int, kind: str) -> dict[str, Tensor]:
    source, target = f"encoder.layer.{i}.", f"layers.{i}."
    attention = [given[f"{source}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
    return {
        f"{target}attention_in.{kind}": torch.cat(attention),
        f"{target}attention_out.{kind}": given[f"{source}attention.output.dense.{kind}"],
        f"{target}attention_norm.{kind}": given[f"{source}attention.output.LayerNorm.{kind}"],
        f"{target}inner.{kind}": given[f"{source}intermediate.dense.{kind}"],
        f"{target}outer.{kind}": given[f"{source}output.dense.{kind}"],
        f"{target}norm.{kind}": given[f"{source}output.LayerNorm.{kind}"],
    }
