"""Where two texts are the same: the runs of words that near-duplicates are compared by, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from talleyrand.archive.near_duplicates import SHINGLE
from talleyrand.model.spans import Span

_WORD = re.compile(r"\w+")


def shared_spans(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return for each of two texts where it has runs of words of the other, in any order; linear in their lengths.

    >>> one, other = shared_spans("Late news: talks went on all night.", "The talks went on all night, he said.")
    >>> [(span.start, span.end) for span in one], [(span.start, span.end) for span in other]
    ([(11, 34)], [(4, 27)])
    """
    words, others = _words(one), _words(other)
    runs, other_runs = set(_runs(words)), set(_runs(others))
    return _spans(words, other_runs), _spans(others, runs)


Word = tuple[str, int, int]


def _words(text: str) -> list[Word]:
    return [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]


def _runs(words: list[Word]) -> Iterator[tuple[str, ...]]:
    plain = [word for word, _, _ in words]
    yield from zip(*(plain[at:] for at in range(SHINGLE)), strict=False)


def _spans(words: list[Word], known: set[tuple[str, ...]]) -> tuple[Span, ...]:
    """Return the stretches of words of which every run is known; runs that overlap or touch are one stretch."""
    found: list[list[int]] = []
    for at, run in enumerate(_runs(words)):
        if run not in known:
            continue
        if found and at <= found[-1][1] + 1:
            found[-1][1] = at + SHINGLE - 1
        else:
            found.append([at, at + SHINGLE - 1])
    return tuple(Span(words[first][1], words[last][2]) for first, last in found)
