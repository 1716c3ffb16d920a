"""The rules of the codebook by the name that records carry: why each is one, and examples of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from talleyrand.codebook.acts import act_entries
from talleyrand.codebook.tables import read_toml

CUE_FILES = ("cues.toml", "cues_wide.toml")


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule as a person reads it: its id without the version, its reason, and sentences it was made for."""

    id: str
    why: str
    examples: tuple[str, ...]


def rule_words(method: str) -> RuleWords | None:
    """Return the rule of a record's method (`consult.call@1`), None where the codebook has no entry of that name.

    >>> rule_words("consult.call@1").why
    'A telephone call, when a person or office is called and nothing is called for.'
    """
    return _rules().get(method.partition("@")[0])


@cache
def _rules() -> dict[str, RuleWords]:
    return {rule.id: rule for rule in _entries()}


def _entries() -> Iterator[RuleWords]:
    for kind in ("noun", "act"):
        for entry in act_entries(kind):
            yield RuleWords(entry["id"], entry["why"], tuple(entry["examples"]))
    for file in reversed(CUE_FILES):
        for entry in read_toml(file)["cue"]:
            yield _cue(entry)


def _cue(entry: dict[str, Any]) -> RuleWords:
    return RuleWords(f"statement.{entry['id']}", entry["why"], (entry["example"],))
