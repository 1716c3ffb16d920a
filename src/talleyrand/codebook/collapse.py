"""One PLOVER code for an act and its factuality, for exports that have no column for factuality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.plover import load_event_types
from talleyrand.codebook.tables import read_toml, require, words
from talleyrand.model.records import Factuality


@dataclass(frozen=True, slots=True)
class Collapse:
    """One entry of `plover_collapse.toml`; empty sets of factualities and words hold for all."""

    code: str
    quads: frozenset[str]
    factualities: frozenset[str]
    words: frozenset[str]

    def fits(self, quad: str, factuality: Factuality, governing: frozenset[str]) -> bool:
        """Whether the entry speaks of acts of this class, this factuality and these governing words."""
        if quad not in self.quads or (self.factualities and factuality not in self.factualities):
            return False
        return not self.words or bool(self.words & governing)


@cache
def load_collapses() -> tuple[Collapse, ...]:
    """Read `plover_collapse.toml`, in its order."""
    entries = read_toml("plover_collapse.toml")["collapse"]
    for entry in entries:
        require(entry, "id", "quads", "code", "why", "example", where="plover_collapse.toml")
    return tuple(
        Collapse(
            entry["code"],
            frozenset(entry["quads"]),
            frozenset(entry.get("factualities", ())),
            words(entry.get("words", "")),
        )
        for entry in entries
    )


def collapsed(event_type: str, factuality: Factuality, governing: Iterable[str] = ()) -> str:
    """Return the PLOVER type under which the act is exported; `governing` are lemmas of words that govern it.

    >>> collapsed("AID", "planned"), collapsed("RETREAT", "called-for"), collapsed("ASSAULT", "possible", ["threaten"])
    ('AGREE', 'REQUEST', 'THREATEN')
    >>> collapsed("AID", "actual")
    'AID'
    """
    if factuality == "actual":
        return event_type
    quad, around = load_event_types()[event_type].quad, frozenset(governing)
    return next((c.code for c in load_collapses() if c.fits(quad, factuality, around)), event_type)
