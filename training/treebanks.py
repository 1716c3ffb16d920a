"""Universal Dependencies treebanks (CoNLL-U) as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MAX_WORDS = 150
"""Longer sentences (lists, tables) are left out of training: they cost memory and teach little."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with what is known about them; lists are empty where a data set does not say."""

    words: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """1-based, 0 is the root."""
    relations: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)
    """`B-PER` and so on, `O`, or `?` where the data set leaves it open."""
    misc: list[str] = field(default_factory=list)
    id: str = ""

    @property
    def parsed(self) -> bool:
        """Whether the sentence has a syntax tree."""
        return bool(self.heads)


def read_conllu(path: Path) -> list[Sentence]:
    """All sentences of a CoNLL-U file, multiword tokens as their words, empty nodes left out."""
    return [_sentence(block) for block in _blocks(path)]


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in path.read_text("utf-8").split("\n"):
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _sentence(block: list[str]) -> Sentence:
    identity = next((line.split("= ", 1)[1] for line in block if line.startswith("# sent_id")), "")
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    rows = [row for row in rows if row[0].isdigit()]
    columns = list(zip(*rows, strict=True))
    return Sentence(
        words=list(columns[1]),
        lemmas=list(columns[2]),
        upos=list(columns[3]),
        xpos=list(columns[4]),
        heads=[int(h) for h in columns[6]],
        relations=list(columns[7]),
        misc=list(columns[9]),
        id=identity,
    )
