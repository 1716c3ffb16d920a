"""What files of votes call their columns, choices and symbols."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_toml, require
from talleyrand.codebook.votes import load_votes
from talleyrand.model.records import Body, Choice

FILE = "vote_files.toml"
_SPACE = re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class SymbolRule:
    """How a symbol is written in full, and which body takes such decisions."""

    id: str
    pattern: re.Pattern[str]
    symbol: str
    body: str


@dataclass(frozen=True, slots=True)
class VoteFiles:
    """`vote_files.toml`; the file says what each list is for. Names of columns and choices are folded."""

    columns: Mapping[str, str]
    choices: Mapping[str, Choice]
    passed_over: frozenset[str]
    symbols: tuple[SymbolRule, ...]

    def column(self, name: str) -> str | None:
        """Return what a column of this name holds, None when no list has it.

        >>> load_vote_files().column("Country_Code"), load_vote_files().column("certainty")
        ('code', None)
        """
        return self.columns.get(_folded(name))

    def choice(self, words: str) -> Choice | None:
        """Return the choice that a cell writes, None for words that are none.

        >>> load_vote_files().choice(" Y "), load_vote_files().choice("maybe")
        ('yes', None)
        """
        return self.choices.get(words.strip().casefold())

    def symbol(self, words: str) -> tuple[str, Body | None]:
        """Return a symbol in full and the body that decides under such symbols, None where it can't be told.

        >>> load_vote_files().symbol("R/68/262")
        ('A/RES/68/262', Body(id='igo:UNGA', name='United Nations General Assembly'))
        """
        given = words.strip()
        for rule in self.symbols:
            if rule.pattern.match(given):
                return rule.pattern.sub(rule.symbol, given), bodies_by_id()[rule.body]
        return given, None


@cache
def load_vote_files() -> VoteFiles:
    """Read `vote_files.toml`."""
    data = read_toml(FILE)
    for entry in (*data["column"], *data["choice"], *data["passed_over"], *data["symbol"]):
        require(entry, "id", "why", "example", where=FILE)
    return VoteFiles(
        columns={_folded(name): entry["id"] for entry in data["column"] for name in entry["names"]},
        choices={word: entry["id"] for entry in data["choice"] for word in entry["words"]},
        passed_over=frozenset(word for entry in data["passed_over"] for word in entry["words"]),
        symbols=tuple(SymbolRule(e["id"], re.compile(e["pattern"]), e["symbol"], e["body"]) for e in data["symbol"]),
    )


@cache
def bodies_by_id() -> dict[str, Body]:
    """Return the bodies that vote by their ids."""
    return {body.id: body for _, body in load_votes().bodies}


def find_body(words: str) -> Body | None:
    """Return the body of a name, an abbreviation or an id, None when none is called so.

    >>> find_body("UNSC").id, find_body("General Assembly").id, find_body("igo:UNHRC").id
    ('igo:UNSC', 'igo:UNGA', 'igo:UNHRC')
    """
    given = words.strip()
    known = bodies_by_id()
    named = dict(load_votes().bodies) | {b.name.casefold(): b for b in known.values()}
    return known.get(given) or known.get(f"igo:{given.upper()}") or named.get(given.casefold())


def _folded(name: str) -> str:
    return _SPACE.sub("", name).casefold()
