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
    plain: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    events: frozenset[str]
    own_plans: frozenset[str]
    belittling: frozenset[str]
    predicates: frozenset[str]
    chances: frozenset[str]
    expecting: frozenset[str]
    no_hedge: frozenset[str]

    def find(self, text: str) -> tuple[str, tuple[float, float]] | None:
        """Return the strongest expression of likelihood in `text`: as written, and its interval.

        Of several, the one that commits most wins (`will probably` is `probably`, not `will`).
        """
        found = [
            (m.group(0), self.intervals[m.group(0).lower().replace("’", "'")]) for m in self.pattern.finditer(text)
        ]
        hedged = [f for f in found if f[0].lower() not in self.plain] or found
        return min(hedged, key=lambda f: (f[1][1] - f[1][0], -len(f[0])), default=None)


@cache
def load_likelihood() -> Likelihood:
    """Read `likelihood.toml`."""
    data = read_toml("likelihood.toml")
    intervals = _intervals(data["term"])
    return Likelihood(
        intervals=intervals,
        pattern=_pattern(intervals),
        plain=frozenset(data["plain"]["words"]),
        verbs=words(data["forecasters"]["verbs"]),
        nouns=words(data["forecasters"]["nouns"]),
        events=words(data["events"]["words"]),
        own_plans=words(data["own_plans"]["words"]),
        belittling=words(data["belittling"]["words"]),
        predicates=words(data["predicates"]["words"]),
        chances=words(data["chances"]["words"]),
        expecting=words(data["expecting"]["words"]),
        no_hedge=words(data["no_hedge"]["words"]),
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
