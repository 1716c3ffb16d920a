"""Words of a text as ids, and the difference between two wordings word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

BOUNDARY = 0
"""The id of a mark that no phrase crosses: the end of a sentence, a semicolon, a dash, a bracket, a quotation mark."""
_TOKEN = re.compile(r"\w+(?:['’.\-]\w+)*(?:(?<=\.[A-Za-z])\.)?|[.;:!?()\[\]—–…“”\"\x00]|</?\w{1,9}/?>|(?<=\s)-(?=\s)")
_END = "\0"
"""Ends each stretch while all are read as one text."""
_CURLY = str.maketrans("’", "'")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of many stretches of text in one row.

    `ids` are word ids (0: a boundary; one stands after each stretch), `stretch` the number of the stretch, `names` the
    word of each id, in lower case, `capital` whether the word is written with a capital, within a sentence.
    """

    ids: NDArray[np.int64]
    stretch: NDArray[np.int64]
    names: tuple[str, ...]
    capital: NDArray[np.bool_]

    def capital_share(self) -> NDArray[np.float64]:
        """Return for each word the share of its uses within sentences that begin with a capital: high for names."""
        size = len(self.names)
        inside = np.bincount(self.ids[1:][self.ids[:-1] != BOUNDARY], minlength=size)
        return np.asarray(np.bincount(self.ids[self.capital], minlength=size) / np.maximum(inside, 1), dtype=float)

    def phrase(self, place: int, length: int) -> tuple[str, ...]:
        """Return the words of a phrase."""
        return tuple(self.names[ident] for ident in self.ids[place : place + length])


def tokens(text: str) -> list[str]:
    """Return the words and boundary marks of a text as they stand.

    >>> tokens("For as long as it takes, he said: no U.S. troops.")
    ['For', 'as', 'long', 'as', 'it', 'takes', 'he', 'said', ':', 'no', 'U.S.', 'troops', '.']
    """
    return _TOKEN.findall(text)


def words_of(stretches: Iterable[str]) -> Words:
    """Number the words of stretches of text."""
    found = _TOKEN.findall("".join(stretch.replace(_END, " ") + _END for stretch in stretches))
    spellings = {word: at for at, word in enumerate(dict.fromkeys(found))}
    row = np.fromiter(map(spellings.__getitem__, found), dtype=np.int64, count=len(found))
    numbers: dict[str, int] = {"": BOUNDARY}
    plain = [word.lower().translate(_CURLY) if word[0].isalnum() else "" for word in spellings]
    id_of = np.asarray([numbers.setdefault(word, len(numbers)) for word in plain], dtype=np.int64)
    ids = id_of[row] if len(row) else row
    ends = row == spellings.get(_END)
    capital = np.asarray([word[0].isupper() for word in spellings], dtype=bool)[row] if len(row) else ends
    inside = np.concatenate([[False], ids[:-1] != BOUNDARY])[: len(ids)]
    return Words(ids, np.cumsum(ends) - ends, tuple(numbers), capital & inside)


def surface(text: str, words: Sequence[str]) -> str:
    """Return a phrase as it first stands in a text, with its capitals and commas; joined words where it does not."""
    found = list(_TOKEN.finditer(text))
    plain = [match.group().lower().translate(_CURLY) for match in found]
    for at in range(len(plain) - len(words) + 1):
        if plain[at : at + len(words)] == list(words):
            return text[found[at].start() : found[at + len(words) - 1].end()]
    return " ".join(words)


def difference(old: Sequence[str], new: Sequence[str]) -> str:
    """Return how a wording changed, what went in `[-...-]` and what came in `{+...+}` (as `git diff --word-diff`).

    >>> difference("swift and severe costs".split(), "swift and severe consequences".split())
    'swift and severe [-costs-] {+consequences+}'
    """
    parts: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(" ".join(old[a:b]))
            continue
        if b > a:
            parts.append(f"[-{' '.join(old[a:b])}-]")
        if d > c:
            parts.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(parts)
