"""The treebanks' test sets, with the names that are marked in them: what the language engine is measured on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.corpus import test_corpus
from training.evaluate import analyses
from training.scoring import scores
from training.treebanks import Sentence

import talleyrand
from quality.places import SHARED
from talleyrand import Engine
from talleyrand.parse.onnx_model import OnnxModel

TREEBANKS = SHARED / "treebanks"
DATA = Path(talleyrand.__file__).parent / "parse" / "data"


@dataclass(frozen=True, slots=True)
class Treebank:
    """A test set: its name and its sentences, gold words and all."""

    name: str
    sentences: Sequence[Sentence]

    @property
    def text(self) -> str:
        """All words."""
        return " ".join(word for sentence in self.sentences for word in sentence.words)


def load() -> list[Treebank] | None:
    """Return the test sets, None where the treebanks are absent."""
    if not TREEBANKS.exists():
        return None
    return [Treebank(name, sentences) for name, sentences in test_corpus(TREEBANKS).items()]


def read(item: Treebank, _engine: Engine) -> dict[str, float]:
    """Return the scores of the shipped model on gold words, by name."""
    return scores(item.sentences, analyses(OnnxModel(DATA), item.sentences))
