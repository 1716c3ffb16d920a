"""Training of the judge of events: our own examples of acts, and the graded events of UDS-IH2."""

from __future__ import annotations

import logging
import random
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from talleyrand.parse.onnx_inputs import PieceEncoder
from training.batches import IGNORED
from training.event_examples import (
    OUTCOMES,
    TYPES,
    Example,
    Line,
    Surroundings,
    draw,
    read_lines,
    trigger_words,
    with_marks_dropped,
    with_wrong_trigger,
)
from training.graded_events import read_graded
from training.judge_data import Item, answers, batches, inputs, items
from training.judge_model import MARKED_AFTER, JudgeNetwork, new_network

HELD_OUT = 10
"""One line in so many is kept for measuring and for the temperatures."""
GRADED_HELD_OUT = 1500
"""So many graded events are kept for the temperatures."""
GRADED = 1200
"""Graded events in an epoch, drawn anew for each."""
RATE, HEAD_RATE, WEIGHT_DECAY, WARM_UP = 1.5e-4, 1e-3, 0.02, 20
SMOOTHING = 0.05
UNMARKED_TRIGGER, UNMARKED_PARTY = 0.5, 0.04
WRONG_TRIGGER = 0.15
"""The share of our lines that come once more with a word marked that names no act."""
OUTCOME_WEIGHT = 0.5

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made from."""

    encoder: Path
    """Folder with the published `model.safetensors` and `tokenizer.json`."""
    graded: Path
    """UDS-IH2's training events."""
    out: Path
    epochs: int = 5
    seed: int = 1
    threads: int = 2
    weights: Path | None = None
    """Weights to go on from, instead of the published encoder's; the rates are then halved."""


@dataclass(frozen=True, slots=True)
class Material:
    """The lines to learn from, those held out, and the graded events."""

    lines: list[Line]
    held_out: list[Line]
    graded: list[Example]
    graded_held_out: list[Example]
    surroundings: Surroundings

    @classmethod
    def load(cls, graded: Path) -> Material:
        """Our lines, of which about every tenth is held out, always the same ones."""
        lines = read_lines()
        kept, held_out = [x for x in lines if not _is_held_out(x)], [x for x in lines if _is_held_out(x)]
        events = read_graded(graded)
        parts = events[:-GRADED_HELD_OUT], events[-GRADED_HELD_OUT:]
        return cls(kept, held_out, *parts, Surroundings.load())

    def held_out_examples(self, *, trigger: bool) -> list[Example]:
        """The held-out lines, with or without their triggers marked."""
        found = draw(self.held_out, self.surroundings, random.Random(5))  # noqa: S311
        rng = random.Random(6)  # noqa: S311
        return found if trigger else [with_marks_dropped(e, rng, trigger=1.0, party=0.0) for e in found]


def _is_held_out(line: Line) -> bool:
    return zlib.crc32(line.text.encode()) % HELD_OUT == 0


def train(options: Options) -> Path:
    """Trains and returns the path of the weights."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)  # noqa: S311
    options.out.mkdir(parents=True, exist_ok=True)
    encoder = PieceEncoder(options.encoder / "tokenizer.json")
    material = Material.load(options.graded)
    network = new_network(len(TYPES), len(OUTCOMES), options.encoder / "model.safetensors")
    if options.weights:
        network.load_state_dict(torch.load(options.weights))
    optimizer = _optimizer(network, 0.5 if options.weights else 1.0)
    log.info("%d lines, %d held out, %d graded events", *map(len, (material.lines, material.held_out, material.graded)))
    path = options.out / "judge.pt"
    total = 0
    for epoch in range(options.epochs):
        drawn = items(_epoch_examples(material, rng), encoder)
        order = list(batches(drawn, rng))
        total = total or len(order) * options.epochs
        _epoch(network, optimizer, [[drawn[i] for i in b] for b in order], (epoch * len(order), total))
        torch.save(network.state_dict(), path)
        log.info("epoch %d, held out: %s", epoch, _watched(network, material, encoder))
    return path


def _optimizer(network: JudgeNetwork, factor: float) -> torch.optim.Optimizer:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    parts = [{"params": encoder, "rate": factor * RATE}, {"params": heads, "rate": factor * HEAD_RATE}]
    return torch.optim.AdamW(parts, lr=RATE, weight_decay=WEIGHT_DECAY)


def _epoch_examples(material: Material, rng: random.Random) -> list[Example]:
    own = draw(material.lines, material.surroundings, rng)
    triggers = trigger_words(material.lines)
    wrong = [with_wrong_trigger(e, triggers, rng) for e in rng.sample(own, round(WRONG_TRIGGER * len(own)))]
    own = [with_marks_dropped(e, rng, trigger=UNMARKED_TRIGGER, party=UNMARKED_PARTY) for e in own]
    return [*own, *wrong, *rng.sample(material.graded, min(GRADED, len(material.graded)))]


def _epoch(
    network: JudgeNetwork, optimizer: torch.optim.Optimizer, order: Sequence[list[Item]], place: tuple[int, int]
) -> None:
    network.train()
    network.encoder.layers[:MARKED_AFTER].eval()
    begun, losses = time.monotonic(), []
    for step, batch in enumerate(order, place[0]):
        factor = min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / place[1])
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * factor
        loss = _loss(network, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss.detach()))
    log.info("loss %.3f, %.0f s", sum(losses) / len(losses), time.monotonic() - begun)


def _loss(network: JudgeNetwork, batch: Sequence[Item]) -> Tensor:
    scores = network(**inputs(batch))
    types, outcomes = answers(batch)
    return _cross_entropy(scores.types, types) + OUTCOME_WEIGHT * _cross_entropy(scores.outcomes, outcomes)


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    """Per question of the batch, so that a batch with few answers weighs little."""
    found = F.cross_entropy(scores, gold, ignore_index=IGNORED, label_smoothing=SMOOTHING, reduction="sum")
    return found / len(gold)


@torch.no_grad()
def all_scores(network: JudgeNetwork, given: Sequence[Item]) -> tuple[Tensor, Tensor]:
    """The scores of types and outcomes of all items, in order."""
    network.eval()
    types, outcomes = torch.zeros(len(given), len(TYPES)), torch.zeros(len(given), len(OUTCOMES))
    for batch in batches(given, size=3000):
        types[batch], outcomes[batch] = network(**inputs([given[i] for i in batch]))
    return types, outcomes


def _watched(network: JudgeNetwork, material: Material, encoder: PieceEncoder) -> dict[str, float]:
    found = {}
    for name, trigger in (("marked trigger", True), ("no trigger", False)):
        given = items(material.held_out_examples(trigger=trigger), encoder)
        gold, _ = answers(given)
        found[name] = round(100 * float((all_scores(network, given)[0].argmax(1) == gold).float().mean()), 1)
    return found
