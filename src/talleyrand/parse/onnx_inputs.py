"""Words as the numbers that the encoder reads; the same code prepares training (`training/`) and run time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

SHAPES = 10
"""How many word shapes there are; the first word of a sentence has its own copy of each."""

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'"})

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence: word pieces, their words' shapes, and where each word begins and ends among the pieces.

    Index 0 of `first` and `last` is the artificial root (the piece `[CLS]`); word i of the sentence is at i + 1.
    """

    ids: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]


def straighten(word: str) -> str:
    """Curly and angled quotation marks become straight ones, one character for one."""
    return word.translate(_STRAIGHT)


def word_shape(word: str) -> int:
    """A number from 1 to 9 for how a word is written: digits, lower case, capitals, initial capital, mixed, other."""
    if word.isdigit():
        return 1
    if any(c.isdigit() for c in word):
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[:1].isupper():
        return 6 if word[1:].islower() else 7
    return 8 if any(c.isalpha() for c in word) else 9


class PieceEncoder:
    """Splits words into word pieces with the tokenizer of the model."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._tokenizer.encode_special_tokens = True

    def encode(self, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
        """The pieces of each sentence; a word that leaves none (only control characters, say) points at the root."""
        return [self._encode(words) for words in sentences]

    def _encode(self, words: Sequence[str]) -> Pieces:
        """One by one: `encode_batch` starts threads, which a process that forks afterwards must not have."""
        encoding = self._tokenizer.encode([straighten(word) for word in words], is_pretokenized=True)
        return _pieces(words, encoding.ids, encoding.word_ids)


def _pieces(words: Sequence[str], ids: list[int], owners: Sequence[int | None]) -> Pieces:
    first, last, shapes = [0] * (len(words) + 1), [0] * (len(words) + 1), [0] * len(ids)
    for position, word in enumerate(owners):
        if word is None:
            continue
        if word != owners[position - 1]:
            first[word + 1] = position
            shape = word_shape(words[word]) + (SHAPES if word == 0 else 0)
        last[word + 1] = position
        shapes[position] = shape
    return Pieces(ids, shapes, first, last)


def pad(rows: Sequence[Sequence[int]]) -> IntArray:
    """Rows of unequal length as one array, filled with zeros on the right."""
    table = np.zeros((len(rows), max(map(len, rows), default=0)), np.int64)
    for row, values in zip(table, rows, strict=True):
        row[: len(values)] = values
    return table


def batch_inputs(batch: Sequence[Pieces]) -> dict[str, IntArray]:
    """The encoder's five inputs for a batch: pieces, mask and shapes (sentence x piece), first and last (x word)."""
    pieces = pad([p.ids for p in batch])
    return {
        "pieces": pieces,
        "mask": pad([[1] * len(p.ids) for p in batch]),
        "shapes": pad([p.shapes for p in batch]),
        "first": pad([p.first for p in batch]),
        "last": pad([p.last for p in batch]),
    }
