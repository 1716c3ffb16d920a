"""Outlines of states for a map of the world, in Equal Earth; Natural Earth's, and no statement of ours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_rows

VIEW = "40 0 1940 870"
"""The part of the picture that has land, as SVG's viewBox."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A state's outline as SVG path data; `code` is empty for what no code stands for."""

    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a state stands that is too small to be seen."""

    code: str
    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class World:
    """All outlines, and the dots of small states."""

    outlines: tuple[Outline, ...]
    dots: tuple[Dot, ...]


@cache
def load_world() -> World:
    """Return the map; a small state may have both an outline and a dot."""
    outlines, dots = [], []
    for code, name, shape, data in read_rows("world.csv", ("code", "name", "shape", "data")):
        if shape == "outline":
            outlines.append(Outline(code, name, data))
        else:
            x, y = data.split()
            dots.append(Dot(code, name, int(x), int(y)))
    return World(tuple(outlines), tuple(dots))
