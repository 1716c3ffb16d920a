"""Which data trains the model, which watches it, and which only tests it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from training.entities import (
    CROSSNER,
    LABELS,
    UNER,
    UNKNOWN,
    WIKIGOLD,
    known_places,
    read_columns,
    with_gum_entities,
    with_places,
)
from training.treebanks import MAX_WORDS, Sentence, read_conllu

RARE = 5
"""Relations seen less often in training are not learnt."""

WATCHED = 5
"""Every fifth development sentence is watched during training; the others are trained on."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Training sentences, and small development sets by name."""

    train: list[Sentence]
    development: dict[str, list[Sentence]]


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets of the heads; a label's index is its output."""

    upos: list[str]
    xpos: list[str]
    relations: list[str]
    entities: list[str]


def training_corpus(root: Path) -> Corpus:
    """EWT and GUM (train and four fifths of dev), UNER dev, CrossNER politics, wikigold; a fifth of dev is watched.

    The schedule is fixed beforehand, so that no choice needs the whole of dev.
    """
    ewt_dev, hand_made = _ewt_dev(root), _entity_only(root)
    places = known_places([*ewt_dev, *hand_made])
    gum, gum_dev = ([with_places(s, places) for s in read_gum(root, part)] for part in ("train", "dev"))
    ewt = [_names_open(s) for s in read_conllu(root / "UD_English-EWT/en_ewt-ud-train.conllu")]
    kept = [s for i, s in enumerate(ewt_dev) if i % WATCHED] + [s for i, s in enumerate(gum_dev) if i % WATCHED]
    names = [Sentence(words=s.words, entities=s.entities) for s in ewt_dev[::WATCHED]]
    train = [*ewt, *gum, *kept, *names, *hand_made]
    watched = {
        "EWT dev": [replace(s, entities=[]) for s in ewt_dev[::WATCHED]],
        "GUM dev": gum_dev[::WATCHED],
    }
    return Corpus([s for s in train if len(s.words) <= MAX_WORDS], watched)


def _ewt_dev(root: Path) -> list[Sentence]:
    """EWT dev with the entities that UNER gives for its sentences."""
    names = {s.id: s.entities for s in _uner(root, "dev")}
    return [replace(s, entities=names.get(s.id, [])) for s in read_conllu(root / "UD_English-EWT/en_ewt-ud-dev.conllu")]


def test_corpus(root: Path) -> dict[str, list[Sentence]]:
    """The test sets by name; training never reads them."""
    uner = {s.id: s for s in _uner(root, "test")}
    ewt = read_conllu(root / "UD_English-EWT/en_ewt-ud-test.conllu")
    return {
        "EWT test": [replace(s, entities=uner[s.id].entities if s.id in uner else []) for s in ewt],
        "GUM test": read_gum(root, "test"),
        "PUD": read_conllu(root / "UD_English-PUD/en_pud-ud-test.conllu"),
    }


def read_gum(root: Path, part: str) -> list[Sentence]:
    """The documents of GUM that belong to `part` by its splits.md; those it does not name go into training."""
    folder = root / "UD_English-GUM-nonNC"
    parts = _gum_parts(folder / "splits.md")
    files = [f for f in sorted(folder.glob("*.conllu")) if parts.get(f.stem, "train") == part]
    return [with_gum_entities(s) for f in files for s in read_conllu(f)]


def lemma_sentences(root: Path) -> list[Sentence]:
    """Where the lemma table comes from: train and dev of EWT and GUM."""
    ewt = [s for part in ("train", "dev") for s in read_conllu(root / f"UD_English-EWT/en_ewt-ud-{part}.conllu")]
    return [*ewt, *read_gum(root, "train"), *read_gum(root, "dev")]


def _gum_parts(path: Path) -> dict[str, str]:
    parts, current = {}, ""
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("## "):
            current = line[3:].strip()
        elif match := re.match(r"\s*\* (\S+)$", line):
            parts[match[1]] = current
    return parts


def _entity_only(root: Path) -> list[Sentence]:
    crossner = [s for f in ("train", "dev") for s in read_columns(root / f"CrossNER-politics/{f}.txt", CROSSNER)]
    return [*crossner, *read_columns(root / "wikigold/wikigold.txt", WIKIGOLD)]


def _uner(root: Path, part: str) -> list[Sentence]:
    path = root / f"UNER_English-EWT/en_ewt-ud-{part}.iob2"
    sentences = read_columns(path, UNER, word=1, label=2)
    ids = re.findall(r"^# sent_id = (\S+)", path.read_text("utf-8"), re.MULTILINE)
    return [replace(s, id=i) for s, i in zip(sentences, ids, strict=True)]


def _names_open(sentence: Sentence) -> Sentence:
    """EWT has no entity labels: what is no proper noun is none, proper nouns and what may join them stay open."""
    near = {i + d for i, u in enumerate(sentence.upos) if u == "PROPN" for d in (-2, -1, 0, 1, 2)}
    named = [u == "PROPN" for u in sentence.upos]
    labels = [
        UNKNOWN if n or (i in near and w[:1].isupper()) else "O"
        for i, (n, w) in enumerate(zip(named, sentence.words, strict=True))
    ]
    return replace(sentence, entities=labels)


def label_sets(sentences: Iterable[Sentence]) -> Labels:
    """The labels of the training data, sorted."""
    counts: dict[str, Counter[str]] = {"upos": Counter(), "xpos": Counter(), "relations": Counter()}
    for sentence in sentences:
        counts["upos"].update(sentence.upos)
        counts["xpos"].update(sentence.xpos)
        counts["relations"].update(sentence.relations)
    relations = sorted(label for label, n in counts["relations"].items() if n >= RARE)
    return Labels(sorted(counts["upos"]), sorted(counts["xpos"]), relations, list(LABELS))
