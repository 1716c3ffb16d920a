"""PLOVER's event types: quad classes and intensities, and the contexts of an act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from talleyrand.codebook.tables import read_toml, words

MOST_CONTEXTS = 3


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type; `score` and `modes` are intensities from -10 to +10."""

    name: str
    quad: str
    score: float
    what: str
    modes: dict[str, float] = field(default_factory=dict)

    def intensity(self, mode: str | None) -> float:
        """The intensity of the mode, of the type where the mode has none."""
        return self.modes.get(mode or "", self.score)


@cache
def load_event_types() -> dict[str, EventType]:
    """Read `plover.toml`: the 16 event types by name."""
    data = read_toml("plover.toml")
    return {
        name: EventType(
            name,
            entry["quad"],
            float(entry["score"]),
            entry["what"],
            {m: float(s) for m, s in entry.get("modes", {}).items()},
        )
        for name, entry in data.items()
    }


@cache
def _contexts() -> dict[str, str]:
    data = read_toml("contexts.toml")
    return {word: name for name, entry in reversed(data.items()) for word in words(entry["words"])}


@cache
def all_contexts() -> tuple[str, ...]:
    """Return the names of PLOVER's contexts, in the order of `contexts.toml`."""
    return tuple(read_toml("contexts.toml"))


def contexts_of(lemmas: Iterable[str], implied: Iterable[str] = ()) -> tuple[str, ...]:
    """Return up to three PLOVER contexts: those the rule implies, then those of the clause's words in their order."""
    table = _contexts()
    found = dict.fromkeys(implied)
    found.update(dict.fromkeys(table[w] for w in lemmas if w in table))
    return tuple(found)[:MOST_CONTEXTS]
