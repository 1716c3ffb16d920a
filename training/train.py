"""Training: one run of a fixed number of epochs, linear decay, resumable."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from talleyrand.parse.onnx_inputs import PieceEncoder
from training.batches import Example, example, groups
from training.corpus import Corpus, Labels, label_sets, training_corpus
from training.losses import batch_losses
from training.model import Network, load_encoder
from training.perturb import perturb
from training.predict import analyses, entity_probabilities
from training.scoring import scores
from training.self_labels import is_open, self_labelled
from training.treebanks import Sentence

RATE, HEAD_FACTOR, WEIGHT_DECAY, WARM_UP = 2e-4, 5.0, 0.01, 150
SELF_LABEL_EPOCHS = (4, 7)
"""Before these epochs (counted from 0) the model labels the names of EWT's training part."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made from."""

    treebanks: Path
    encoder: Path
    """Folder with the published `model.safetensors` and `tokenizer.json`."""
    out: Path
    epochs: float = 9.0
    seed: int = 1
    threads: int = 2
    checkpoint_seconds: int = 300


@dataclass(frozen=True, slots=True)
class Schedule:
    """Linear warm-up, then linear decay to 0 at `total`; a run shortened on resume decays from where it stood."""

    total: int
    start: int = 0
    factor: float = 1.0

    def at(self, step: int) -> float:
        """The factor of the learning rate at a step."""
        left = max(0.0, (self.total - step) / max(1, self.total - self.start))
        return min(1.0, (step + 1) / WARM_UP) * self.factor * left

    def shortened(self, total: int, step: int) -> Schedule:
        """Another end, without a jump at `step`."""
        return self if total == self.total else Schedule(total, step, self.at(step))


@dataclass(slots=True)
class State:
    """All that changes while training: what a checkpoint holds."""

    network: Network
    optimizer: torch.optim.Optimizer
    schedule: Schedule
    train: list[Sentence]
    labels: Labels
    epoch: int = 0
    batch: int = 0
    step: int = 0
    seconds: float = 0.0
    running: dict[str, float] = field(default_factory=dict)


def train(options: Options) -> Path:
    """Trains, or goes on from the checkpoint in `options.out`; returns the path of the final weights."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    encoder = PieceEncoder(options.encoder / "tokenizer.json")
    corpus = training_corpus(options.treebanks)
    state = _state(options, corpus, encoder)
    while state.step < state.schedule.total:
        _epoch(state, options, encoder, corpus)
    final = options.out / "final.pt"
    torch.save({"network": state.network.state_dict(), "labels": asdict(state.labels), "run": _run(state)}, final)
    log.info("done: %s", _run(state))
    return final


def _run(state: State) -> dict[str, Any]:
    return {"steps": state.step, "epochs": state.epoch, "batch": state.batch, "hours": round(state.seconds / 3600, 2)}


def _state(options: Options, corpus: Corpus, encoder: PieceEncoder) -> State:
    labels = label_sets(corpus.train)
    network = Network(labels)
    load_encoder(network.encoder, options.encoder / "model.safetensors")
    lengths = [len(p.ids) for p in encoder.encode([s.words for s in corpus.train])]
    per_epoch = len(groups(lengths))
    log.info("%d sentences, %d pieces, %d steps an epoch", len(lengths), sum(lengths), per_epoch)
    total = round(options.epochs * per_epoch)
    state = State(network, _optimizer(network), Schedule(total), corpus.train, labels)
    checkpoint = options.out / "checkpoint.pt"
    return _resumed(state, checkpoint, total) if checkpoint.exists() else state


def _optimizer(network: Network) -> torch.optim.Optimizer:
    encoder = list(network.encoder.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in known]
    parts = [{"params": encoder, "factor": 1.0}, {"params": heads, "factor": HEAD_FACTOR}]
    return torch.optim.AdamW(parts, lr=RATE, weight_decay=WEIGHT_DECAY, betas=(0.9, 0.98))


def _resumed(state: State, path: Path, total: int) -> State:
    saved = torch.load(path, weights_only=False)
    state.network.load_state_dict(saved["network"])
    state.optimizer.load_state_dict(saved["optimizer"])
    torch.set_rng_state(saved["random"])
    state.schedule = saved["schedule"].shortened(total, saved["step"])
    train = [replace(s, entities=e) for s, e in zip(state.train, saved["entities"], strict=True)]
    log.info("resumed at step %d of %d", saved["step"], state.schedule.total)
    known = {k: saved[k] for k in ("epoch", "batch", "step", "seconds", "running")}
    return replace(state, train=train, **known)


def _save(state: State, path: Path) -> None:
    content = {
        "network": state.network.state_dict(),
        "optimizer": state.optimizer.state_dict(),
        "random": torch.get_rng_state(),
        "entities": [s.entities for s in state.train],
        **{k: getattr(state, k) for k in ("schedule", "epoch", "batch", "step", "seconds", "running")},
    }
    partial = path.with_suffix(".partial")
    torch.save(content, partial)
    partial.replace(path)


def _epoch(state: State, options: Options, encoder: PieceEncoder, corpus: Corpus) -> None:
    """The rest of the current epoch; its order depends on seed and epoch alone, so that a resumed run repeats it."""
    if state.epoch in SELF_LABEL_EPOCHS and not state.batch:
        _label_names(state, encoder)
    begun = saved = time.monotonic()
    base = state.seconds
    for batch in _batches(state, options, encoder):
        _step(state, batch)
        state.seconds = base + time.monotonic() - begun
        if time.monotonic() - saved > options.checkpoint_seconds:
            saved = time.monotonic()
            _save(state, options.out / "checkpoint.pt")
        if state.step >= state.schedule.total:
            break
    else:
        state.epoch, state.batch = state.epoch + 1, 0
    _save(state, options.out / "checkpoint.pt")
    _watch(state, encoder, corpus)


def _batches(state: State, options: Options, encoder: PieceEncoder) -> Iterator[list[Example]]:
    rng = random.Random(f"{options.seed} {state.epoch}")  # noqa: S311 - reproducible, not secret
    sentences = [perturb(s, rng) for s in state.train]
    pieces = encoder.encode([s.words for s in sentences])
    for batch in groups([len(p.ids) for p in pieces], rng)[state.batch :]:
        yield [example(sentences[i], pieces[i], state.labels) for i in batch]


def _step(state: State, batch: Sequence[Example]) -> None:
    for group in state.optimizer.param_groups:
        group["lr"] = RATE * group["factor"] * state.schedule.at(state.step)
    losses = batch_losses(state.network.train(), batch)
    state.optimizer.zero_grad()
    torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(state.network.parameters(), 1.0)
    state.optimizer.step()
    state.step, state.batch = state.step + 1, state.batch + 1
    for task, value in losses.items():
        loss = float(value.detach())
        state.running[task] = 0.98 * state.running.get(task, loss) + 0.02 * loss
    if state.step % 25 == 0:
        shown = " ".join(f"{task} {loss:.3f}" for task, loss in state.running.items())
        log.info(
            "step %d of %d, epoch %d, %.0f s: %s", state.step, state.schedule.total, state.epoch, state.seconds, shown
        )


def _label_names(state: State, encoder: PieceEncoder) -> None:
    """Names still open get the kinds that the model is sure of; earlier guesses stay."""
    chosen = [i for i, s in enumerate(state.train) if is_open(s)]
    pieces = encoder.encode([state.train[i].words for i in chosen])
    for i, probabilities in zip(chosen, entity_probabilities(state.network, pieces), strict=True):
        state.train[i] = self_labelled(state.train[i], probabilities)
    log.info("labelled the names of %d sentences", len(chosen))


def _watch(state: State, encoder: PieceEncoder, corpus: Corpus) -> None:
    for name, gold in corpus.development.items():
        pieces = encoder.encode([s.words for s in gold])
        found = scores(gold, analyses(state.network, pieces, state.labels))
        log.info("epoch %d, %s: %s", state.epoch, name, {k: round(v, 2) for k, v in found.items()})
