"""Near variants of fixed phrases, one word changed, put in or left out, and which of two came later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from talleyrand.analyse.formulations.phrases import Phrase
from talleyrand.codebook.plain_words import PlainWords

Wording = tuple[str, ...]

LONGEST = 8
"""Words of the longest phrase whose variants are looked for; longer ones are texts, not formulations."""
LEAST_LATER = 0.6
"""P(later) below which two wordings are used at all times side by side: nothing changed."""
MOST_LIKE = 40
"""Phrases that share all but one word, from which on the word is a blank that anything fills, and nothing changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """Two variants, the earlier one first; `later` is P(a use of `new` comes after one of `old`), `p` its test."""

    old: Phrase
    new: Phrase
    later: float
    p: float


def changes(chosen: Iterable[Phrase], pool: Sequence[Phrase], plain: PlainWords) -> list[Change]:
    """Return the variants of chosen phrases in the pool, those that most plainly took the other's place first.

    Whether one came later is asked by the Mann-Whitney test (Mann and Whitney 1947, Annals of Mathematical Statistics
    18:50-60) on the order of the texts that use them.
    """
    near = _near([phrase for phrase in pool if len(phrase.words) <= LONGEST])
    pairs: dict[tuple[Wording, Wording], tuple[Phrase, Phrase]] = {}
    for phrase in chosen:
        for other in near(phrase):
            first, second = sorted((phrase, other), key=lambda one: (float(np.median(one.texts)), one.words))
            if _tells(first.words, second.words, plain) and not _within(first.words, second.words):
                pairs[first.words, second.words] = first, second
    found = [_change(old, new) for old, new in pairs.values() if _later(old, new) >= LEAST_LATER]
    return sorted(found, key=lambda change: (change.p, change.old.words, change.new.words))


def _change(old: Phrase, new: Phrase) -> Change:
    from scipy.stats import mannwhitneyu  # noqa: PLC0415  it takes a second to load, and few phrases change

    test = mannwhitneyu(new.texts, old.texts, alternative="two-sided")
    return Change(old, new, _later(old, new), float(test.pvalue))


def _later(old: Phrase, new: Phrase) -> float:
    """The probability that a text with the new wording comes after one with the old; half for one with both."""
    before = np.searchsorted(old.texts, new.texts, side="left") + np.searchsorted(old.texts, new.texts, side="right")
    return float(before.mean() / (2 * len(old.texts)))


def _near(pool: Sequence[Phrase]) -> Callable[[Phrase], list[Phrase]]:
    """Return a function from a phrase to those of the pool that differ from it by one word."""
    by_words = {phrase.words: phrase for phrase in pool}
    blanks: dict[tuple[int, Wording], list[Phrase]] = defaultdict(list)
    longer: dict[Wording, list[Phrase]] = defaultdict(list)
    for phrase in pool:
        for at, rest in _one_less(phrase.words):
            blanks[at, rest].append(phrase)
            longer[rest].append(phrase)

    def near(phrase: Phrase) -> list[Phrase]:
        found = list(longer.get(phrase.words, ()))
        for at, rest in _one_less(phrase.words):
            alike = blanks.get((at, rest), [])
            found += alike if len(alike) <= MOST_LIKE else []
            found += [by_words[rest]] if rest in by_words else []
        return [other for other in found if other.words != phrase.words]

    return near


def _one_less(words: Wording) -> Iterator[tuple[int, Wording]]:
    return ((at, words[:at] + words[at + 1 :]) for at in range(len(words)))


def _tells(old: Sequence[str], new: Sequence[str], plain: PlainWords) -> bool:
    """Whether something that means something changed, and something that means something stayed."""
    changed = set(old) ^ set(new)
    stayed = set(old) & set(new)
    numbers = all(word[0].isdigit() for word in changed)
    return bool(changed - plain.grammar) and bool(stayed - plain.all) and not numbers


def _within(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one wording is a piece of the other: then they are not two."""
    short, long = sorted((tuple(one), tuple(other)), key=len)
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
