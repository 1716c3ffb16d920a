"""What every gold set is to the gate: loaded, read item by item with an engine, scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quality.figures import Measure
from talleyrand import Engine

Score = Callable[[Sequence[Any], Sequence[Any]], Iterable[Measure]]
"""Gold items and what was read of each in, measures out."""


def whole(items: Sequence[Any]) -> Mapping[str, Sequence[int]]:
    """Return the parts of a material that is scored as one."""
    return {"": range(len(items))}


def unweighted(_item: Any) -> int:
    """Return the same weight for every item."""
    return 1


@dataclass(frozen=True, slots=True)
class Material:
    """A gold set.

    `load` returns its items, None where it is absent. `read` asks the package about one item, in any process. `scorers`
    are by the name of their task. `parts` gives the indexes of items that are scored apart, by what is put behind the
    material's name. `weight` tells how long an item takes, so that long ones are begun first.
    """

    name: str
    load: Callable[[], Sequence[Any] | None]
    read: Callable[[Any, Engine], Any]
    scorers: Mapping[str, Score]
    parts: Callable[[Sequence[Any]], Mapping[str, Sequence[int]]] = whole
    weight: Callable[[Any], int] = unweighted
