"""Words of voting, and the bodies that vote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_toml, require, words
from talleyrand.model.records import Body, Choice

FILE = "votes.toml"


@dataclass(frozen=True, slots=True)
class ChoiceRule:
    """What a verb of voting says of the vote cast."""

    id: str
    choice: Choice
    veto: bool


@dataclass(frozen=True, slots=True)
class Votes:
    """`votes.toml`; the file says what each list is for. `bodies` are by their names, the longest first.

    `count` finds the result of a vote in words (`14 to none`), its groups `yes` and `no`.
    """

    rules: dict[str, ChoiceRule]
    verbs: dict[str, ChoiceRule]
    bodies: tuple[tuple[str, Body], ...]
    numbers: dict[str, int]
    count: re.Pattern[str]
    matters: frozenset[str]
    ballots: frozenset[str]
    approving: frozenset[str]
    rejecting: frozenset[str]
    carrying: frozenset[str]
    unanimous: frozenset[str]
    missing: frozenset[str]
    attending: frozenset[str]
    legislatures: frozenset[str]
    chambers: frozenset[str]
    elections: frozenset[str]
    electorate: frozenset[str]
    candidates: frozenset[str]
    beside: frozenset[str]

    def number(self, text: str) -> int:
        """Return the number that a word or figure stands for.

        >>> load_votes().number("nil"), load_votes().number("141"), load_votes().number("five")
        (0, 141, 5)
        """
        return int(text) if text.isdigit() else self.numbers[text]


@cache
def load_votes() -> Votes:
    """Read `votes.toml`."""
    data = read_toml(FILE)
    rules: dict[str, ChoiceRule] = {}
    verbs: dict[str, ChoiceRule] = {}
    for entry in data["choice"]:
        require(entry, "id", "choice", "verbs", "why", "example", where=FILE)
        rules[entry["id"]] = ChoiceRule(entry["id"], entry["choice"], entry.get("veto", False))
        verbs.update(dict.fromkeys(entry["verbs"], rules[entry["id"]]))
    names = [(word, Body(entry["id"], entry["name"])) for entry in data["body"] for word in entry["words"]]
    numbers = {word: value for value, spelt in enumerate(data["numbers"]["words"]) for word in spelt.split()}
    lists = ("matters", "ballots", "approving", "rejecting", "carrying", "unanimous", "missing", "attending")
    places = ("legislatures", "chambers", "elections", "electorate", "candidates", "beside")
    return Votes(
        rules=rules,
        verbs=verbs,
        bodies=tuple(sorted(names, key=lambda n: -len(n[0]))),
        numbers=numbers,
        count=_count(numbers),
        **{name: words(data[name]["words"]) for name in (*lists, *places)},
    )


def _count(numbers: dict[str, int]) -> re.Pattern[str]:
    """`14 to none`, `by 71 votes to 40`, `258-0`, `141 votes in favour`, `five votes against four`."""
    number = "|".join(["\\d+", *sorted(numbers, key=len, reverse=True)])
    both = rf"(?P<yes>{number})(?: votes?)?(?:-| to | against | : )(?P<no>{number})(?: votes?)?"
    return re.compile(rf"(?<![\w-])(?:{both}|(?P<favour>{number})(?: votes?)? in (?:favou?r|support))(?![\w-])")
