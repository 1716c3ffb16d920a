"""What makes the mode of a PLOVER act where the rule that found it leaves it open."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from talleyrand.codebook.plover import load_event_types
from talleyrand.codebook.tables import read_toml, require, words
from talleyrand.errors import CodebookError

_FILE = "act_modes.toml"


@dataclass(frozen=True, slots=True)
class ActMode:
    """One `[[mode]]` of `act_modes.toml`, whose head says what each field means."""

    mode: str
    verbs: frozenset[str]
    words: frozenset[str]
    subjects: frozenset[str]
    narrows: bool

    def holds(self, verb: str, beside: Set[str], doers: Set[str]) -> bool:
        """Tell whether the verb, what stands with it, or who does it is one that makes the mode; all lemmas."""
        return verb in self.verbs or not self.words.isdisjoint(beside) or not self.subjects.isdisjoint(doers)


def mode_entries() -> list[dict[str, Any]]:
    """Return the entries as the file has them, with their reasons and examples."""
    entries: list[dict[str, Any]] = read_toml(_FILE)["mode"]
    return entries


@cache
def load_act_modes() -> dict[str, tuple[ActMode, ...]]:
    """Return the modes to try for each PLOVER type, in order; raises CodebookError for one that a type has not.

    >>> [mode.mode for mode in load_act_modes()["CONSULT"]]
    ['phone', 'multilateral']
    """
    found: dict[str, list[ActMode]] = {}
    for entry in mode_entries():
        require(entry, "types", "mode", "why", "examples", where=_FILE)
        for name in entry["types"].split():
            found.setdefault(name, []).append(_mode(entry, name))
    return {name: tuple(modes) for name, modes in found.items()}


def _mode(entry: dict[str, Any], name: str) -> ActMode:
    if entry["mode"] not in load_event_types()[name].modes:
        raise CodebookError(f"{name} has no mode {entry['mode']}", where=_FILE, hint="see plover.toml for its modes")
    verbs, beside, doers = (words(entry.get(key, "")) for key in ("verbs", "words", "subjects"))
    return ActMode(entry["mode"], verbs, beside, doers, narrows=bool(entry.get("narrows")))
