"""A map of the world as data: what each state is shown as, in which of a few kinds, and the words for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from talleyrand.codebook.world import load_world


@dataclass(frozen=True, slots=True)
class Place:
    """A state on the map: `kind` is the look (a class of the style), `label` its words; paler where not `sure`."""

    code: str
    kind: str
    label: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """An entry of the legend, and how many states are of it."""

    kind: str
    words: str
    states: int


@dataclass(frozen=True, slots=True)
class WorldMap:
    """States by code, the legend in order, and the codes of states that the map has no place for."""

    places: dict[str, Place]
    legend: tuple[Kind, ...]
    placeless: tuple[str, ...]


def build_map(places: Iterable[Place], legend: Mapping[str, str]) -> WorldMap:
    """Return the map of `places`; `legend` gives the words of each kind, in order, those with no state left out."""
    found = {place.code: place for place in places}
    counted = Counter(place.kind for place in found.values())
    world = load_world()
    drawn = {one.code for one in world.outlines} | {one.code for one in world.dots}
    kinds = tuple(Kind(kind, words, counted[kind]) for kind, words in legend.items() if counted[kind])
    return WorldMap(found, kinds, tuple(sorted(found.keys() - drawn)))


def stepped(value: float, edges: Sequence[float], kinds: Sequence[str]) -> str:
    """Return the kind whose step a value falls into; `kinds` are one more than `edges`, which rise.

    >>> stepped(0.2, (0.0, 0.5), ("low", "middle", "high"))
    'middle'
    """
    return kinds[sum(value >= edge for edge in edges)]
