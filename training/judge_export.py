"""The trained judge to the files that the package ships: ONNX in int8, labels with the temperatures."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from talleyrand.parse.judge import LABELS, MODEL
from talleyrand.parse.onnx_inputs import PieceEncoder
from training.batches import IGNORED
from training.event_examples import OUTCOMES, TYPES
from training.export import PackedEmbedding, quantise, to_onnx
from training.judge_data import answers, items
from training.judge_model import JudgeNetwork
from training.judge_train import Material, all_scores

NAME, VERSION = "talleyrand-en-judge", "1.0.0"
INPUTS, OUTPUTS = ("pieces", "mask", "roles"), ("types", "outcomes")
TEMPERATURES = [0.5 + 0.05 * i for i in range(51)]


class Answers(nn.Module):
    """The network with a tuple as its output."""

    def __init__(self, network: JudgeNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, mask: Tensor, roles: Tensor) -> tuple[Tensor, Tensor]:
        """See `JudgeNetwork.forward`."""
        scores = self.network(pieces, mask, roles)
        return scores.types, scores.outcomes


def export(weights: Path, graded: Path, tokenizer: Path, out: Path) -> None:
    """Writes judge.onnx and judge.json into `out`."""
    network = JudgeNetwork(len(TYPES), len(OUTCOMES))
    network.load_state_dict(torch.load(weights))
    temperature = _temperatures(network.eval(), graded, PieceEncoder(tokenizer))
    network.encoder.pieces = PackedEmbedding(network.encoder.pieces)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / MODEL
        _to_onnx(network, plain)
        quantise(plain, out / MODEL)
    content = {"name": NAME, "version": VERSION, "types": TYPES, "outcomes": OUTCOMES, "temperature": temperature}
    (out / LABELS).write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def _temperatures(network: JudgeNetwork, graded: Path, encoder: PieceEncoder) -> dict[str, float]:
    """The temperatures that make held-out answers likeliest (Guo et al. 2017)."""
    material = Material.load(graded)
    own = [e for trigger in (True, False) for e in material.held_out_examples(trigger=trigger)]
    given = items([*own, *material.graded_held_out], encoder)
    return {
        name: round(min(TEMPERATURES, key=lambda t: _surprise(scores / t, gold)), 2)
        for name, scores, gold in zip(OUTPUTS, all_scores(network, given), answers(given), strict=True)
    }


def _surprise(scores: Tensor, gold: Tensor) -> float:
    return float(F.cross_entropy(scores, gold, ignore_index=IGNORED))


def _to_onnx(network: JudgeNetwork, path: Path) -> None:
    pieces = torch.randint(5, 3000, (2, 12))
    example = (pieces, torch.ones_like(pieces), torch.zeros_like(pieces))
    axes = {name: {0: "question", 1: "piece"} for name in INPUTS} | {name: {0: "question"} for name in OUTPUTS}
    to_onnx(Answers(network), example, path, (INPUTS, OUTPUTS), axes)
