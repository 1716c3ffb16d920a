"""Disputed matters and the terms that sides choose for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_toml, require, words

FILE = "frames.toml"
OTHER = "other"
"""The frame of a term that the codebook does not list."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A disputed matter: its name in a sentence, words of it, terms by which it is called, and terms of its own."""

    id: str
    name: str
    matter: frozenset[str]
    terms: frozenset[str]
    sure: frozenset[str]

    def holds(self, term: str, around: frozenset[str]) -> bool:
        """Whether the term belongs to the frame, given the words around it."""
        return term in self.sure or (term in self.terms and (not self.matter or bool(self.matter & around)))


@dataclass(frozen=True, slots=True)
class Frames:
    """`frames.toml`: the frames, the verbs and nouns by which terms are named, plain terms."""

    by_term: dict[str, tuple[Frame, ...]]
    labelling: frozenset[str]
    using: frozenset[str]
    avoiding: frozenset[str]
    rejecting: frozenset[str]
    mentioning: frozenset[str]
    speaking: frozenset[str]
    appearing: frozenset[str]
    markers: frozenset[str]
    neutral: frozenset[str]

    def frame_of(self, term: str, around: frozenset[str]) -> Frame | None:
        """The frame that a term belongs to, given the words around it; of several the one most spoken of."""
        fitting = [f for f in self.by_term.get(term, ()) if f.holds(term, around)]
        return max(fitting, key=lambda f: len(f.matter & around), default=None)


def frame_name(ident: str) -> str:
    """Return how a frame is called within a sentence: `the war in Ukraine`."""
    return _names().get(ident, "other matters" if ident == OTHER else ident)


@cache
def _names() -> dict[str, str]:
    return {frame.id: frame.name for frames in load_frames().by_term.values() for frame in frames}


@cache
def load_frames() -> Frames:
    """Read `frames.toml`."""
    data = read_toml(FILE)
    by_term: dict[str, tuple[Frame, ...]] = {}
    for entry in data["frame"]:
        require(entry, "id", "name", "terms", "why", "example", where=FILE)
        sure = frozenset(entry.get("sure", ()))
        frame = Frame(entry["id"], entry["name"], frozenset(entry["matter"]), frozenset(entry["terms"]), sure)
        for term in frame.terms | frame.sure:
            by_term[term] = (*by_term.get(term, ()), frame)
    verbs = ("labelling", "using", "avoiding", "rejecting", "mentioning", "speaking")
    return Frames(
        by_term=by_term,
        appearing=words(data["appearing"]["words"]),
        markers=words(data["markers"]["words"]),
        neutral=frozenset(data["neutral"]["words"]),
        **{name: words(data["verbs"][name]) for name in verbs},
    )
