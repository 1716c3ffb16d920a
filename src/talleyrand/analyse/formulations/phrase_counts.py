"""Word sequences that recur: counted on integer word ids, level by level, in time linear in the words.

A sequence of n words can only recur where both sequences of n - 1 words in it do (the a priori property), so each level
looks only at the places that the level before left (Agrawal and Srikant 1994). Word id 0 is a boundary that no sequence
crosses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Level:
    """The sequences of one length that recur.

    `places` are the positions where one begins, in order, `grams` the number of the sequence at each; `support` the
    texts that hold each sequence, `counts` its uses.
    """

    length: int
    places: Ints
    grams: Ints
    support: Ints
    counts: Ints

    def __len__(self) -> int:
        return len(self.support)

    def at(self, positions: Ints) -> Ints:
        """Return the sequence that begins at each position, -1 where none does that recurs."""
        if not len(self.places):
            return np.full(len(positions), -1, dtype=np.int64)
        found = np.minimum(np.searchsorted(self.places, positions), len(self.places) - 1)
        return np.where(self.places[found] == positions, self.grams[found], -1)

    def first_places(self) -> Ints:
        """Return the first position of each sequence."""
        first = np.full(len(self.support), np.iinfo(np.int64).max, dtype=np.int64)
        np.minimum.at(first, self.grams, self.places)
        return first


def recurring(words: Ints, texts: Ints, *, fewest: int, longest: int) -> list[Level]:
    """Return the sequences of 1 to `longest` words that occur in at least `fewest` texts, a level for each length.

    `words` are word ids (0: a boundary), `texts` the number of the text that each word stands in, neither sorted nor
    contiguous of necessity.
    """
    places = np.flatnonzero(words > 0)
    levels = [_level(1, places, words[places], texts, fewest)]
    while levels[-1].length < longest and len(levels[-1].places) > 1:
        levels.append(_longer(levels[-1], texts, fewest))
    return levels if len(levels[-1]) else levels[:-1]


def _longer(level: Level, texts: Ints, fewest: int) -> Level:
    """The level of one word more: sequences whose beginning and end both recur."""
    beside = np.flatnonzero(np.diff(level.places) == 1)
    places = level.places[beside]
    keys = level.grams[beside] * len(level) + level.grams[beside + 1]
    return _level(level.length + 1, places, keys, texts, fewest)


def _level(length: int, places: Ints, keys: Ints, texts: Ints, fewest: int) -> Level:
    if not len(places):
        empty = np.zeros(0, dtype=np.int64)
        return Level(length, empty, empty, empty, empty)
    _, grams, counts = np.unique(keys, return_inverse=True, return_counts=True)
    grams = grams.astype(np.int64).reshape(-1)
    often = counts[grams] >= fewest
    places, grams = places[often], grams[often]
    support = _texts_of(grams, texts[places], len(counts))
    kept = support >= fewest
    number = np.cumsum(kept) - 1
    stays = kept[grams]
    return Level(length, places[stays], number[grams[stays]], support[kept], counts[kept].astype(np.int64))


def _texts_of(grams: Ints, texts: Ints, size: int) -> Ints:
    """The number of different texts that hold each sequence."""
    if not len(grams):
        return np.zeros(size, dtype=np.int64)
    span = int(texts.max()) + 1
    pairs = np.sort(grams * span + texts)
    new = np.concatenate([[True], pairs[1:] != pairs[:-1]])
    return np.bincount(pairs[new] // span, minlength=size).astype(np.int64)


def extended_support(levels: Sequence[Level], last: NDArray[np.bool_]) -> list[Ints]:
    """Return for each sequence of each level the largest support of a longer sequence that holds it.

    `last` tells at each position whether its word can end a phrase; a sequence that ends with one that can't makes no
    phrase itself, but those that hold it may.
    """
    reached: list[Ints] = []
    for at in range(len(levels) - 1, -1, -1):
        best = np.zeros(len(levels[at]), dtype=np.int64)
        if at + 1 < len(levels):
            longer = levels[at + 1]
            ends = last[longer.places + levels[at].length]
            held = np.where(ends, longer.support[longer.grams], reached[-1][longer.grams])
            for shift in (0, 1):
                np.maximum.at(best, levels[at].at(longer.places + shift), held)
        reached.append(best)
    return reached[::-1]


def inner_support(levels: Sequence[Level], at: int, *, shift: int) -> Ints:
    """Return for each sequence the support of what is left of it without its last (`shift` 0) or first (1) word."""
    level, shorter = levels[at], levels[at - 1]
    return shorter.support[shorter.at(level.first_places() + shift)]


def weakest_joint(levels: Sequence[Level], at: int, total: int) -> NDArray[np.float64]:
    """Return for each sequence, in bits, how much more often it occurs than its two parts would meet by chance.

    Of all places where it can be cut in two, the one with the weakest tie counts: pointwise mutual information
    (Church and Hanks 1990, "Word association norms, mutual information, and lexicography", Computational Linguistics
    16:22-29) log2(c N / (c_left c_right)), N being `total` words.
    """
    level = levels[at]
    first = level.first_places()
    bits = np.full(len(level), np.inf)
    for cut in range(1, level.length):
        left, right = levels[cut - 1], levels[level.length - cut - 1]
        ends = left.counts[left.at(first)].astype(float) * right.counts[right.at(first + cut)]
        bits = np.minimum(bits, np.log2(level.counts * float(total) / ends))
    return bits
