"""Disputed matters and the terms that sides choose for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_toml, require, words


@dataclass(frozen=True, slots=True)
class Frame:
    """A disputed matter: words that name it, and the terms by which it is called."""

    id: str
    matter: frozenset[str]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frames:
    """`frames.toml`: the frames, verbs of naming, avoiding and rejecting, words that announce a term, plain terms."""

    frames: tuple[Frame, ...]
    naming: frozenset[str]
    avoiding: frozenset[str]
    rejecting: frozenset[str]
    mentioning: frozenset[str]
    markers: frozenset[str]
    neutral: frozenset[str]

    def frame_of(self, term: str, around: frozenset[str]) -> Frame | None:
        """The frame that a term belongs to, given the words around it; a frame without a matter needs none."""
        fitting = [f for f in self.frames if term in f.terms and (not f.matter or f.matter & around)]
        return max(fitting, key=lambda f: len(f.matter & around), default=None)


@cache
def load_frames() -> Frames:
    """Read `frames.toml`."""
    data = read_toml("frames.toml")
    for entry in data["frame"]:
        require(entry, "id", "terms", "why", "example", where="frames.toml")
    frames = tuple(Frame(e["id"], frozenset(e["matter"]), frozenset(e["terms"])) for e in data["frame"])
    verbs = data["verbs"]
    return Frames(
        frames=frames,
        naming=words(verbs["naming"]),
        avoiding=words(verbs["avoiding"]),
        rejecting=words(verbs["rejecting"]),
        mentioning=words(verbs["mentioning"]),
        markers=words(data["markers"]["words"]),
        neutral=frozenset(data["neutral"]["words"]),
    )
