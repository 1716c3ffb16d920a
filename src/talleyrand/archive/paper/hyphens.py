"""Words that the end of a line broke: whether the hyphen is the line's or the word's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from talleyrand.archive.paper.words import Line
from talleyrand.codebook.plain_words import load_plain_words

_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OWN = frozenset(
    "well self non long short high low half two three one key near vice full cross north south east west ill".split()
)
"""First parts of words that are written with a hyphen more often than without, unless an ending follows."""
_ENDINGS = frozenset(
    "ing ings ed er ers est age ages en ern erner ness ment ments ly ful less able al ish ity ened ening teen".split()
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document, in lower case, that no line's end broke."""

    words: frozenset[str]

    def keeps_hyphen(self, above: str, below: str) -> bool:
        """Tell whether the hyphen that ends the line `above` belongs to the word that goes on `below`.

        What the document writes elsewhere decides; else two words that stand by themselves elsewhere keep it.
        """
        head, tail = _LAST.search(above), _FIRST.match(below)
        if head is None or tail is None:
            return True
        first, second = head[1].casefold(), tail[0].casefold()
        if f"{first}-{second}" in self.words:
            return True
        if first + second in self.words:
            return False
        if tail[0][0].isupper() and not head[1].isupper():
            return True
        plain = load_plain_words().grammar
        if first in _OWN:
            return second not in _ENDINGS
        return first not in plain and first in self.words and second in self.words


def vocabulary(lines: Iterable[Line]) -> Vocabulary:
    """Return the words of lines, those at a broken end left out."""
    found: set[str] = set()
    for line in lines:
        words = line.words[:-1] if line.text.endswith("-") else line.words
        found.update(word.casefold() for word in _WORDS.findall(" ".join(word.text for word in words)))
    return Vocabulary(frozenset(found))
