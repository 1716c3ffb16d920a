"""The hash of each word of a text, all at once: what texts are compared by.

A word is a run of letters, digits and underscores, in small letters. Its hash is a polynomial of its characters (Karp
and Rabin, Efficient randomized pattern-matching algorithms, 1987), which one running sum over the text gives for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
MOST = 1 << 17
"""Characters that are hashed at once."""
_BASE = 0x5851F42D4C957F2D
_INVERSE = pow(_BASE, -1, 1 << 64)
_CHARACTERS = 0x110000


def word_hashes(text: str) -> Hashes:
    """Return the hash of each word of a text, in order: (words,), 64 bits evenly spread."""
    return np.concatenate([_hashes(piece) for piece in _pieces(text.lower())])


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of at most `MOST` characters, divided at spaces where there are any."""
    start = 0
    while len(text) - start > MOST:
        end = text.rfind(" ", start + 1, start + MOST)
        end = start + MOST if end < 0 else end
        yield text[start:end]
        start = end
    yield text[start:]


def _hashes(text: str) -> Hashes:
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    inside = np.concatenate(([False], _of_words()[characters], [False]))
    (edges,) = np.nonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    powers, inverses = _powers()
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(characters * powers[: len(characters)], dtype=np.uint64)))
    return mixed((sums[ends] - sums[starts]) * inverses[starts] + (ends - starts).astype(np.uint64))


def mixed(values: Hashes) -> Hashes:
    """Spread hashes evenly over 64 bits (the finalizer of SplitMix64: Steele, Lea and Flood, OOPSLA 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@cache
def _of_words() -> NDArray[np.bool_]:
    """Return which characters are of words: (code points,)."""
    found = np.zeros(_CHARACTERS, dtype=bool)
    for run in re.finditer(r"\w+", "".join(map(chr, range(_CHARACTERS)))):
        found[run.start() : run.end()] = True
    return found


@cache
def _powers() -> tuple[Hashes, Hashes]:
    """Return the powers of the base and of its inverse modulo 2**64, each (`MOST`,), from that of nought on."""
    up, down = (np.full(MOST, base, dtype=np.uint64) for base in (_BASE, _INVERSE))
    for powers in (up, down):
        powers[0] = 1
        np.cumprod(powers, out=powers)
    return up, down
