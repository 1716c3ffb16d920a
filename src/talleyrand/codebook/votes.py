"""Words of voting, and the bodies that vote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_toml, require, words
from talleyrand.model.records import Body, Choice


@dataclass(frozen=True, slots=True)
class ChoiceRule:
    """What a verb of voting says of the vote cast."""

    id: str
    choice: Choice
    veto: bool


@dataclass(frozen=True, slots=True)
class Votes:
    """`votes.toml`: verb keys to choices, matters voted on, bodies by their names (longest first), ballots."""

    verbs: dict[str, ChoiceRule]
    matters: frozenset[str]
    bodies: tuple[tuple[str, Body], ...]
    ballots: frozenset[str]
    not_matters: frozenset[str]


@cache
def load_votes() -> Votes:
    """Read `votes.toml`."""
    data = read_toml("votes.toml")
    verbs: dict[str, ChoiceRule] = {}
    for entry in data["choice"]:
        require(entry, "id", "choice", "verbs", "why", "example", where="votes.toml")
        rule = ChoiceRule(entry["id"], entry["choice"], entry.get("veto", False))
        verbs.update(dict.fromkeys(entry["verbs"], rule))
    names = [(word, Body(entry["id"], entry["name"])) for entry in data["body"] for word in entry["words"]]
    return Votes(
        verbs=verbs,
        matters=words(data["matters"]["words"]),
        bodies=tuple(sorted(names, key=lambda n: -len(n[0]))),
        ballots=words(data["ballots"]["words"]),
        not_matters=words(data["not_matters"]["words"]),
    )
