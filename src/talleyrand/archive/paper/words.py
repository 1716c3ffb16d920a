"""Words and lines of a page, each character with its place, in points from the page's left and top edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from talleyrand.errors import InputError
from talleyrand.model.layouts import Sheet

EM = 0.85
"""The size of type as a part of the height of its box, ascenders to descenders."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word: character `i` reaches from `edges[i]` to `edges[i + 1]`; `order` is its place in the file.

    `broken` tells that it ends on a hyphen at which the line was broken.
    """

    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float
    order: int
    broken: bool = False

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.edges[-1]

    @property
    def height(self) -> float:
        """The height of its box."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Line:
    """Words side by side on one line of a page; `alone` is false for one of several cells of a row.

    `margins` are the left and right edge of the column that it stands in.
    """

    words: tuple[Word, ...]
    page: int
    margins: tuple[float, float] = (0.0, 0.0)
    alone: bool = True

    @cached_property
    def text(self) -> str:
        """The words, a space between each two."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def height(self) -> float:
        """The usual height of its words."""
        heights = sorted(word.height for word in self.words)
        return heights[len(heights) // 2]

    @cached_property
    def top(self) -> float:
        """Where most of its words have their top."""
        tops = sorted(word.top for word in self.words)
        return tops[len(tops) // 2]

    @cached_property
    def bottom(self) -> float:
        """Where most of its words have their bottom."""
        bottoms = sorted(word.bottom for word in self.words)
        return bottoms[len(bottoms) // 2]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def em(self) -> float:
        """The size of its type."""
        return self.height * EM


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its sheet, its words in the order of the file, and whether it shows anything at all.

    `fault` says why a page can't be read; of that one nothing else is known.
    """

    sheet: Sheet
    words: Sequence[Word]
    blank: bool = False
    fault: InputError | None = None
