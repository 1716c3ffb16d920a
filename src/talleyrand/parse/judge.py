"""The trained judge of events: the type of an act between two marked parties, and whether it happened."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from talleyrand.model.judging import Opinion, Question, Reach
from talleyrand.parse.onnx_inputs import PieceEncoder, Pieces, pad
from talleyrand.parse.onnx_running import batches, open_session

DATA = Path(__file__).with_name("data")
MODEL, LABELS = "judge.onnx", "judge.json"
SOURCE, TARGET, TRIGGER = 1, 2, 3
"""The roles that the network's input marks; 0 is any other piece."""

MOST_PIECES = 500
"""Longer questions are cut; the encoder's positions end at 512."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Marked:
    """A question as the network reads it: word pieces, and the role of each."""

    ids: list[int]
    roles: list[int]


def mark(question: Question, pieces: Pieces) -> Marked:
    """The pieces of a question's words with their roles; a trigger within a party is marked as the trigger's."""
    roles = [0] * len(pieces.ids)
    marks = ((SOURCE, question.source), (TARGET, question.target), (TRIGGER, question.trigger))
    for role, reach in marks:
        for place in _places(pieces, reach):
            roles[place] = role
    return Marked(pieces.ids[:MOST_PIECES], roles[:MOST_PIECES])


def _places(pieces: Pieces, reach: Reach | None) -> Iterator[int]:
    for word in range(*reach) if reach else ():
        if pieces.first[word + 1]:
            yield from range(pieces.first[word + 1], pieces.last[word + 1] + 1)


@dataclass(frozen=True, slots=True)
class Network:
    """The files of the judge, loaded."""

    types: tuple[str, ...]
    outcomes: tuple[str, ...]
    temperature: Mapping[str, float]
    encoder: PieceEncoder
    session: Any

    @classmethod
    def load(cls, folder: Path, threads: int) -> Network:
        """Reads judge.onnx, judge.json and tokenizer.json."""
        labels = json.loads((folder / LABELS).read_text("utf-8"))
        return cls(
            types=tuple(labels["types"]),
            outcomes=tuple(labels["outcomes"]),
            temperature=labels["temperature"],
            encoder=PieceEncoder(folder / "tokenizer.json"),
            session=open_session(folder / MODEL, threads),
        )

    def opinions(self, batch: Sequence[Marked]) -> Iterator[Opinion]:
        """What the network says of each question of a batch."""
        inputs = {
            "pieces": pad([m.ids for m in batch]),
            "mask": pad([[1] * len(m.ids) for m in batch]),
            "roles": pad([m.roles for m in batch]),
        }
        types, outcomes = self.session.run(["types", "outcomes"], inputs)
        types = _softmax(types / self.temperature["types"])
        outcomes = _softmax(outcomes / self.temperature["outcomes"])
        for of_type, of_outcome in zip(types, outcomes, strict=True):
            yield Opinion(_named(self.types, of_type), _named(self.outcomes, of_outcome))


class TrainedJudge:
    """A `Judge` that holds the model of a folder; it is loaded when first asked."""

    def __init__(self, folder: Path = DATA, *, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads

    @cached_property
    def _network(self) -> Network:
        return Network.load(self._folder, self._threads)

    def judge(self, questions: Sequence[Question]) -> list[Opinion]:
        """One opinion for each question; int8 rounds by what is asked together, so ask for one document at a time."""
        network = self._network
        pieces = network.encoder.encode([q.words for q in questions])
        marked = [mark(q, p) for q, p in zip(questions, pieces, strict=True)]
        found: dict[int, Opinion] = {}
        for batch in batches([len(m.ids) for m in marked]):
            found.update(zip(batch, network.opinions([marked[i] for i in batch]), strict=True))
        return [found[i] for i in range(len(questions))]


def _named(names: Sequence[str], values: Floats) -> dict[str, float]:
    return dict(zip(names, map(float, values), strict=True))


def _softmax(scores: Any) -> Floats:
    powers = np.exp(scores - scores.max(1, keepdims=True))
    found: Floats = powers / powers.sum(1, keepdims=True)
    return found


@cache
def load_judge() -> TrainedJudge:
    """The package's judge, loaded once in a process."""
    return TrainedJudge()
