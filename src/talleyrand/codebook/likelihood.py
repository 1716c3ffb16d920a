"""Words of estimative probability."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from talleyrand.codebook.tables import read_toml, require, words


@dataclass(frozen=True, slots=True)
class Likelihood:
    """`likelihood.toml`: phrases with their probability intervals, and what makes a forecast."""

    intervals: dict[str, tuple[float, float]]
    pattern: re.Pattern[str]
    numbers: dict[str, int]
    odds_pattern: re.Pattern[str]
    plain: frozenset[str]
    expecting: frozenset[str]
    doubting: frozenset[str]
    forecasters: frozenset[str]
    estimating: frozenset[str]
    nouns: frozenset[str]
    measures: frozenset[str]
    adverbs: frozenset[str]
    predicates: frozenset[str]
    chances: frozenset[str]
    events: frozenset[str]
    outcomes: frozenset[str]
    own_plans: frozenset[str]
    belittling: frozenset[str]

    def find(self, text: str) -> tuple[str, tuple[float, float]] | None:
        """Return the strongest expression of likelihood in `text`: as written, and its interval.

        Of several, the one that commits most wins (`will probably` is `probably`, not `will`).
        """
        found = [
            (m.group(0), self.intervals[m.group(0).lower().replace("’", "'")]) for m in self.pattern.finditer(text)
        ]
        hedged = [f for f in found if f[0].lower() not in self.plain] or found
        return min(hedged, key=lambda f: (f[1][1] - f[1][0], -len(f[0])), default=None)

    def odds(self, text: str) -> tuple[str, tuple[float, float]] | None:
        """Return a probability given in figures: as written, and as an interval of no width.

        >>> load_likelihood().odds("at one in five"), load_likelihood().odds("at 65 per cent")
        (('one in five', (0.2, 0.2)), ('65 per cent', (0.65, 0.65)))
        """
        match = self.odds_pattern.search(text)
        if match is None:
            return None
        share = match["share"]
        if share is not None:
            value = float(share) / 100
        else:
            part, whole = (self._number(match[k]) for k in (("one", "in") if match["one"] else ("for", "against")))
            value = part / whole if match["one"] else whole / (part + whole)
        return (match.group(0), (round(value, 2), round(value, 2))) if 0 <= value <= 1 else None

    def _number(self, word: str) -> int:
        return int(word) if word.isdigit() else self.numbers[word.lower()]


@cache
def load_likelihood() -> Likelihood:
    """Read `likelihood.toml`."""
    data = read_toml("likelihood.toml")
    intervals = _intervals(data["term"])
    numbers = {word: value for value, word in enumerate(data["numbers"]["words"].split())}
    lists = (
        "plain",
        "expecting",
        "doubting",
        "forecasters",
        "estimating",
        "nouns",
        "measures",
        "adverbs",
        "predicates",
        "chances",
    )
    more = ("events", "outcomes", "own_plans", "belittling")
    return Likelihood(
        intervals=intervals,
        pattern=_pattern(intervals),
        numbers=numbers,
        odds_pattern=_odds_pattern(numbers),
        **{name: frozenset(w.replace("_", " ") for w in words(data[name]["words"])) for name in (*lists, *more)},
    )


def _intervals(terms: Iterable[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    intervals: dict[str, tuple[float, float]] = {}
    for entry in terms:
        require(entry, "id", "phrases", "interval", "why", "example", where="likelihood.toml")
        low, high = entry["interval"]
        intervals.update(dict.fromkeys(entry["phrases"], (float(low), float(high))))
    return intervals


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, the longest first, with either apostrophe."""
    spelt = (re.escape(p).replace("'", "['’]") for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spelt)})(?![\w-])", re.IGNORECASE)


def _odds_pattern(numbers: Iterable[str]) -> re.Pattern[str]:
    """`65 per cent`, `one in five`, `one-in-three`, `twelve to one`."""
    number = "|".join([r"\d+", *sorted(numbers, key=len, reverse=True)])
    share = r"(?P<share>\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent\b)"
    parts = rf"(?P<one>{number})[ -](?:in|out of)[ -](?P<in>{number})"
    bet = rf"(?P<for>{number})[ -](?:to|-)[ -](?P<against>{number})"
    return re.compile(rf"(?<![\w.])(?:{share}|(?:{parts}|{bet})(?!\w))", re.IGNORECASE)
