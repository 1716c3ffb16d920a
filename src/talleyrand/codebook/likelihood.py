"""Words of estimative probability."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.toml import load_toml, require, words


@dataclass(frozen=True, slots=True)
class Likelihood:
    """`likelihood.toml`: phrases with their probability intervals, and what makes a forecast."""

    intervals: dict[str, tuple[float, float]]
    pattern: re.Pattern[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    events: frozenset[str]

    def find(self, text: str) -> tuple[str, tuple[float, float]] | None:
        """Return the strongest expression of likelihood in `text`: as written, and its interval.

        Of several, the one that commits most wins (`will probably` is `probably`, not `will`).
        """
        found = [
            (m.group(0), self.intervals[m.group(0).lower().replace("’", "'")]) for m in self.pattern.finditer(text)
        ]
        hedged = [f for f in found if f[0].lower() not in _PLAIN] or found
        return min(hedged, key=lambda f: (f[1][1] - f[1][0], -len(f[0])), default=None)


_PLAIN = frozenset({"will", "'ll", "shall", "going to", "should", "can"})


@cache
def load_likelihood() -> Likelihood:
    """Read `likelihood.toml`."""
    data = load_toml("likelihood.toml")
    intervals: dict[str, tuple[float, float]] = {}
    for entry in data["term"]:
        require(entry, "id", "phrases", "interval", "why", "example", where="likelihood.toml")
        low, high = entry["interval"]
        intervals.update(dict.fromkeys(entry["phrases"], (float(low), float(high))))
    longest = sorted(intervals, key=len, reverse=True)
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(p).replace("'", "['’]") for p in longest) + r")(?![\w-])", re.IGNORECASE
    )
    forecasters = data["forecasters"]
    return Likelihood(
        intervals, pattern, words(forecasters["verbs"]), words(forecasters["nouns"]), words(data["events"]["words"])
    )
