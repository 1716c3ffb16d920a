"""The embedded model: word lists in, tags, trees and entities out, with onnxruntime on the processor."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from talleyrand.parse.onnx_bio import best_labels
from talleyrand.parse.onnx_inputs import PieceEncoder, Pieces, batch_inputs
from talleyrand.parse.onnx_running import batches, open_session
from talleyrand.parse.trees import decode

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the model's outputs, by index."""

    name: str
    version: str
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]
    entities: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Reads `labels.json`."""
        content = json.loads(path.read_text("utf-8"))
        kinds = {kind: tuple(content[kind]) for kind in ("upos", "xpos", "relations", "entities")}
        return cls(name=content["name"], version=content["version"], **kinds)


@dataclass(frozen=True, slots=True)
class Analysis:
    """One sentence: label indices of its words; `heads` are 1-based, 0 is the root."""

    upos: IntArray
    xpos: IntArray
    heads: IntArray
    relations: IntArray
    entities: IntArray


class OnnxModel:
    """The files of one model folder, loaded: engine.onnx, relations.onnx, labels.json, tokenizer.json."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.labels = Labels.load(folder / "labels.json")
        self._encoder = PieceEncoder(folder / "tokenizer.json")
        self._words = open_session(folder / "engine.onnx", threads)
        self._pairs = open_session(folder / "relations.onnx", threads)
        self._root = self.labels.relations.index("root")

    def pieces(self, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
        """The word pieces of each sentence."""
        return self._encoder.encode(sentences)

    def analyse(self, pieces: Sequence[Pieces]) -> list[Analysis]:
        """One analysis for each sentence, in order; none may have more than 510 pieces."""
        found: dict[int, Analysis] = {}
        for batch in batches([len(p.ids) for p in pieces]):
            found.update(zip(batch, self._batch([pieces[i] for i in batch]), strict=True))
        return [found[i] for i in range(len(pieces))]

    def _batch(self, batch: Sequence[Pieces]) -> Iterator[Analysis]:
        names = ("upos", "xpos", "entities", "arcs", "dependents", "heads")
        out = dict(zip(names, self._words.run(names, batch_inputs(batch)), strict=True))
        lengths = [len(p.first) for p in batch]
        trees = [decode(arcs[:n, :n]) for arcs, n in zip(out["arcs"], lengths, strict=True)]
        relations = self._relations(out["dependents"], out["heads"], trees)
        real = np.arange(max(lengths) - 1)[None] < np.array(lengths)[:, None] - 1
        entities = best_labels(out["entities"][:, 1:] * real[:, :, None], self.labels.entities)
        for row, (tree, relation) in enumerate(zip(trees, relations, strict=True)):
            words = slice(1, len(tree) + 1)
            yield Analysis(out["upos"][row, words], out["xpos"][row, words], tree, relation, entities[row, : len(tree)])

    def _relations(self, dependents: Any, heads: Any, trees: Sequence[IntArray]) -> list[IntArray]:
        """The best relation of each word to its head; `root` for the root and for no other."""
        left = np.concatenate([d[1 : len(t) + 1] for d, t in zip(dependents, trees, strict=True)])
        right = np.concatenate([h[t] for h, t in zip(heads, trees, strict=True)])
        (scores,) = self._pairs.run(["relations"], {"dependents": left, "heads": right})
        scores[:, self._root] = np.where(np.concatenate(trees) == 0, np.inf, -np.inf)
        return np.split(scores.argmax(1), np.cumsum([len(t) for t in trees])[:-1])
