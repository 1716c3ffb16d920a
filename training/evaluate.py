"""The shipped files on the test sets: gold tokens and sentences, punctuation and relation subtypes scored."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from talleyrand.parse.lemmas import Lemmatizer
from talleyrand.parse.onnx_model import OnnxModel
from training.corpus import test_corpus
from training.scoring import Analysis, scores
from training.treebanks import Sentence


def evaluate(folder: Path, treebanks: Path) -> dict[str, dict[str, float]]:
    """Scores of the model in `folder` by test set; `words/s` is on one core, from words to analyses."""
    model, lemmatizer = OnnxModel(folder), Lemmatizer.load(folder / "lemmas.tsv.gz")
    return {name: _scores(model, lemmatizer, gold) for name, gold in test_corpus(treebanks).items()}


def _scores(model: OnnxModel, lemmatizer: Lemmatizer, gold: Sequence[Sentence]) -> dict[str, float]:
    begun = time.perf_counter()
    predicted = analyses(model, gold)
    seconds = time.perf_counter() - begun
    found = scores(gold, predicted)
    found["lemmas"] = _lemma_score(lemmatizer, gold, predicted)
    found["words/s"] = sum(len(s.words) for s in gold) / seconds
    return found


def analyses(model: OnnxModel, gold: Sequence[Sentence]) -> list[Analysis]:
    """What the model says about the words of each sentence."""
    labels = model.labels
    return [
        Analysis(
            upos=[labels.upos[k] for k in found.upos],
            xpos=[labels.xpos[k] for k in found.xpos],
            heads=found.heads.tolist(),
            relations=[labels.relations[k] for k in found.relations],
            entities=[labels.entities[k] for k in found.entities],
        )
        for found in model.analyse(model.pieces([s.words for s in gold]))
    ]


def _lemma_score(lemmatizer: Lemmatizer, gold: Sequence[Sentence], predicted: Sequence[Analysis]) -> float:
    """Percent of lemmas right, from predicted tags, case ignored."""
    right = words = 0
    for sentence, found in zip(gold, predicted, strict=True):
        for word, lemma, upos, xpos in zip(sentence.words, sentence.lemmas, found.upos, found.xpos, strict=True):
            words += lemma != "_"
            right += lemma != "_" and lemmatizer.lemma(word, upos, xpos).lower() == lemma.lower()
    return 100 * right / words


def table(results: dict[str, dict[str, float]]) -> str:
    """The results as lines of a Markdown table."""
    columns = ("UPOS", "XPOS", "UAS", "LAS", "lemmas", "NER P", "NER R", "NER F1", "words/s")
    lines = ["| set | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name, found in results.items():
        cells = [f"{found[c]:.0f}" if c == "words/s" else f"{found[c]:.1f}" if c in found else "" for c in columns]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
