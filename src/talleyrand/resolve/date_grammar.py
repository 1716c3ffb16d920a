"""Temporal expressions in a text: runs of known words, matched by the codebook's rules over their classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.dates import DateRule, date_words
from talleyrand.resolve.date_tokens import OTHER, Token, pieces, tokens

CONTEXT = 14  # words before and after an expression that a reading may look at
_CLASSES = (
    "iso",
    "slashed",
    "clock",
    "decade",
    "ordn",
    "frac",
    "ampm",
    "n2",
    "n",
    "year",
    "comma",
    "hyphen",
    "dash",
    "poss",
)
_FIRST = 0xE000


@dataclass(frozen=True, slots=True)
class Expression:
    """A match of a rule: its words, and the words around it in the same piece of text."""

    rule: DateRule
    words: tuple[Token, ...]
    before: tuple[Token, ...] = ()
    after: tuple[Token, ...] = ()

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.words[-1].end

    def first(self, *kinds: str) -> Token | None:
        """Return the first word of one of these classes, None when there is none."""
        return next((word for word in self.words if word.kind in kinds), None)

    def last(self, *kinds: str) -> Token | None:
        """Return the last word of one of these classes, None when there is none."""
        return next((word for word in reversed(self.words) if word.kind in kinds), None)

    def has(self, *kinds: str) -> bool:
        """Tell whether a word of one of these classes is in it."""
        return self.first(*kinds) is not None


@cache
def alphabet() -> dict[str, str]:
    """Return one character for each word class."""
    kinds = dict.fromkeys([*_CLASSES, *sorted({word.kind for word in date_words().words.values()})])
    return {kind: chr(_FIRST + index) for index, kind in enumerate(kinds)} | {OTHER: "_"}


@cache
def grammar() -> re.Pattern[str]:
    """Return all rules as one pattern over classes; the group that matched is `r` and the rule's index."""
    rules = enumerate(date_words().rules)
    return re.compile("|".join(f"(?P<r{index}>{encode_pattern(rule.pattern)})" for index, rule in rules))


@cache
def core() -> re.Pattern[str]:
    """Return what finds a word in a row that an expression can be made of."""
    fillers = date_words().fillers
    return re.compile("[" + "".join(letter for kind, letter in alphabet().items() if kind not in fillers) + "]")


def encode_pattern(pattern: str) -> str:
    """Turn a pattern over class names into one over their characters; an unknown class matches nothing."""
    letters = alphabet()
    return re.sub(r"[a-z][a-z0-9]*", lambda match: letters.get(match[0], "\x00"), pattern).replace(" ", "")


def expressions(text: str) -> Iterator[Expression]:
    """Yield the temporal expressions of `text` in order, not overlapping; time grows linearly with its length."""
    for start, end in pieces(text):
        yield from _matches(list(tokens(text, start, end)))


def _matches(row: Sequence[Token]) -> Iterator[Expression]:
    letters = alphabet()
    encoded = "".join([letters.get(token.kind, "_") for token in row])
    rules = date_words().rules
    for run in re.finditer("[^_]+", encoded):
        if not core().search(encoded, run.start(), run.end()):
            continue
        for match in grammar().finditer(encoded, run.start(), run.end()):
            low, high = match.span()
            rule = rules[int((match.lastgroup or "r0")[1:])]
            yield Expression(
                rule, tuple(row[low:high]), tuple(row[max(0, low - CONTEXT) : low]), tuple(row[high : high + CONTEXT])
            )
