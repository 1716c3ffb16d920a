"""What roll calls and terms for disputed matters say of states: vote_stakes.toml, framing_stakes.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from talleyrand.codebook.tables import read_toml, require
from talleyrand.model.records import Choice, Use

VOTES, FRAMING = "vote_stakes.toml", "framing_stakes.toml"
ABSTAINED = -0.2
"""What an abstention says, as a share of a vote in favour."""
CHOICES: Mapping[Choice, float] = {"yes": 1.0, "no": -1.0, "abstain": ABSTAINED, "absent": 0.0}
REVERSED_AVOIDED = -0.4
"""What a term avoided says, as a share of one used: the contrary, at less, since silence has other reasons too."""
USES: Mapping[Use, float] = {"used": 1.0, "rejected": -1.0, "avoided": REVERSED_AVOIDED}
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Stake:
    """A roll call that is about somebody's conduct: `toward` has what a vote in favour says of each, by code."""

    id: str
    toward: Mapping[str, float]
    symbols: tuple[str, ...]
    titles: tuple[str, ...]
    days: frozenset[str]
    words: frozenset[str]

    def fits(self, symbol: str, subject: str, day: str | None) -> bool:
        """Tell whether a vote is on it, by its symbol, the words of its subject, or its day with a word of it."""
        bare = _SPACE.sub("", f"{symbol} {subject}").upper()
        if any(_names(bare, one) for one in self.symbols) or any(title in subject for title in self.titles):
            return True
        return day in self.days and not self.words.isdisjoint(_WORD.findall(subject))


@cache
def load_vote_stakes() -> tuple[Stake, ...]:
    """Read `vote_stakes.toml`."""
    return tuple(_stake(entry) for entry in read_toml(VOTES)["stake"])


@lru_cache(maxsize=4096)
def stake_of(symbol: str | None, subject: str | None, day: str | None) -> Stake | None:
    """Return the roll call that a vote is on, None where it is about nobody's conduct or unknown.

    >>> stake_of("A/RES/ES-11/1", None, None).id, stake_of(None, "resolution ES- 11/3", None).id
    ('ukraine-aggression', 'russia-rights-council')
    """
    subject = (subject or "").lower().replace("’", "'")
    return next((stake for stake in load_vote_stakes() if stake.fits(symbol or "", subject, day)), None)


@cache
def load_framing_stakes() -> dict[tuple[str, str], tuple[tuple[str, float], ...]]:
    """Return what a term used says of the parties of its matter, by frame and term: codes or ids with scores."""
    found: dict[tuple[str, str], tuple[tuple[str, float], ...]] = {}
    for entry in read_toml(FRAMING)["stake"]:
        require(entry, "id", "frame", "terms", "toward", "why", "example", where=FRAMING)
        found.update({(entry["frame"], term): tuple(entry["toward"].items()) for term in entry["terms"]})
    return found


def _stake(entry: dict[str, Any]) -> Stake:
    require(entry, "id", "toward", "why", "example", where=VOTES)
    lists: dict[str, list[str]] = {name: entry.get(name, []) for name in ("symbols", "titles", "days", "words")}
    return Stake(
        entry["id"],
        entry["toward"],
        tuple(lists["symbols"]),
        tuple(lists["titles"]),
        frozenset(lists["days"]),
        frozenset(lists["words"]),
    )


def _names(bare: str, symbol: str) -> bool:
    """Whether a symbol stands in words, in full or without its body (ES-11/1), and no longer number in its place."""
    short = symbol.removeprefix("A/RES/").removeprefix("S/RES/")
    if short not in bare:
        return False
    return re.search(rf"(?<![\dA-Z/-]){re.escape(symbol)}(?!\d)|(?<![\d/-]){re.escape(short)}(?!\d)", bare) is not None
