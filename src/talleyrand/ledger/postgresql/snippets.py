"""What of a sentence is shown with the words found in brackets: as SQLite's `snippet` does, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from talleyrand.ledger.postgresql.words import plain

WORDS = 32
"""Words of a sentence that are shown at most."""
NEW, AGAIN, FROM_START, FROM_SENTENCE = 1000, 1, 120, 100
"""What a stretch is worth: for each term that it holds, each time more, and for where it begins."""
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_STOP = re.compile(r"[.:][ \t\n\r]*\Z")
_TERM = re.compile(r'"([^"]*)"(\*?)')

Term = tuple[tuple[str, ...], bool]
"""The words of a term, and whether the last of them is a beginning."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A term found in a sentence: which, at which word, and how many words it has."""

    term: int
    at: int
    size: int


def terms_of(expression: str) -> list[Term]:
    """Return the terms of an FTS5 expression, as they are indexed."""
    found = [(tuple(plain(words).split()), bool(star)) for words, star in _TERM.findall(expression)]
    return [term for term in found if term[0]]


def words_in(text: str) -> set[str]:
    """Return the words of a text, as they are indexed."""
    return set(plain(text).split())


def snippet(text: str, terms: Sequence[Term], stems: Mapping[str, str]) -> str:
    """Return a sentence with the terms found in brackets, of a long one the best stretch; `stems` are of all words."""
    words = [match.span() for match in _WORD.finditer(text)]
    read = [stems.get(plain(text[slice(*word)]), "") for word in words]
    wanted = [([stems.get(word, word) for word in term], begins) for term, begins in terms]
    found = sorted(_instances(read, wanted), key=lambda one: (one.at, one.term))
    first = _best(found, len(words), _beginnings(text, words)) if len(words) > WORDS else 0
    return _marked(text, words, found, first)


def _instances(read: Sequence[str], wanted: Sequence[tuple[list[str], bool]]) -> Iterator[_Found]:
    for number, (term, begins) in enumerate(wanted):
        for at in range(len(read) - len(term) + 1):
            here = read[at : at + len(term)]
            last = here[-1].startswith(term[-1]) if begins else here[-1] == term[-1]
            if last and here[:-1] == term[:-1]:
                yield _Found(number, at, len(term))


def _beginnings(text: str, words: Sequence[tuple[int, int]]) -> list[int]:
    """Return the words that begin a sentence: the first, and those after a full stop or a colon."""
    stops = [-1, *(at for at, (one, other) in enumerate(pairwise(words)) if _STOP.search(text, one[1], other[0]))]
    return [at + 1 for at in stops]


def _best(found: Sequence[_Found], size: int, beginnings: Sequence[int]) -> int:
    """Return the first word of the stretch that holds most terms, best from the beginning of a sentence."""
    best, first = -1, 0
    for one in found:
        score, held = _score(found, one.at)
        if score > best:
            best, first = score, _centred(held, size)
        start = max((at for at in beginnings if at <= one.at), default=0)
        if start < one.at:
            score = _score(found, start)[0] + (FROM_SENTENCE if start else FROM_START)
            if score > best:
                best, first = score, start
    return first


def _score(found: Sequence[_Found], start: int) -> tuple[int, list[_Found]]:
    held = [one for one in found if start <= one.at < start + WORDS]
    new = len({one.term for one in held})
    return new * NEW + (len(held) - new) * AGAIN, held


def _centred(held: Sequence[_Found], size: int) -> int:
    start, end = held[0].at, held[-1].at + held[-1].size
    spare = WORDS - (end - start)
    return max(0, min(start - int(spare / 2), size - WORDS))


def _marked(text: str, words: Sequence[tuple[int, int]], found: Sequence[_Found], first: int) -> str:
    last = first + WORDS - 1
    start = words[first][0] if first else 0
    end = len(text) if last >= len(words) - 1 else words[last][1]
    made, at = "…" if first else "", start
    for low, high in _merged([(one.at, one.at + one.size) for one in found]):
        if low >= first and high - 1 <= last:
            left, right = words[low][0], words[high - 1][1]
            made, at = f"{made}{text[at:left]}[{text[left:right]}]", right
    return made + text[at:end] + ("…" if end < len(text) else "")


def _merged(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order, those that overlap as one."""
    made: list[tuple[int, int]] = []
    for low, high in sorted(stretches):
        if made and low < made[-1][1]:
            made[-1] = made[-1][0], max(high, made[-1][1])
        else:
            made.append((low, high))
    return made
