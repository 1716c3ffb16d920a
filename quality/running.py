"""Reading gold sets with several processes: each item once, whatever the number of tasks it is scored for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from quality.figures import Figure
from quality.material import Material
from talleyrand import Engine, load_engine

EVERY = 500
"""Texts after which progress is told."""
_engine: list[Engine] = []
"""The engine of this process, once it is loaded."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A material with its items and what was read of each, in the same order."""

    material: Material
    items: Sequence[Any]
    readings: Sequence[Any]


def read_all(materials: Sequence[Material], workers: int) -> list[Loaded]:
    """Read every material that is there, in `workers` processes; tells on stderr how far it is and what is absent."""
    loaded = [(material, items) for material in materials if (items := _load(material)) is not None]
    work = [(at, i, m.weight(item)) for at, (m, items) in enumerate(loaded) for i, item in enumerate(items)]
    work.sort(key=lambda unit: -unit[2])
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = {(at, i): pool.submit(_read, loaded[at][0].read, loaded[at][1][i]) for at, i, _ in work}
        results = dict(_collected(waiting))
    return [Loaded(m, items, [results[at, i] for i in range(len(items))]) for at, (m, items) in enumerate(loaded)]


def figures_of(loaded: Loaded) -> Iterator[Figure]:
    """Yield the figures of a material: of each part, by each scorer."""
    material = loaded.material
    for part, indexes in material.parts(loaded.items).items():
        items, readings = [loaded.items[i] for i in indexes], [loaded.readings[i] for i in indexes]
        if not items:
            continue
        for task, score in material.scorers.items():
            for m in (m for m in score(items, readings) if m.of):
                yield Figure(task, material.name + part, m.name, round(m.value, 1), m.of)


def _load(material: Material) -> Sequence[Any] | None:
    items = material.load()
    if items is None:
        print(f"{material.name}: absent, passed over", file=sys.stderr)
    return items


def _collected(waiting: dict[tuple[int, int], Future[Any]]) -> Iterator[tuple[tuple[int, int], Any]]:
    for done, (key, future) in enumerate(waiting.items(), start=1):
        yield key, future.result()
        if done % EVERY == 0 or done == len(waiting):
            print(f"{done} of {len(waiting)} texts read", file=sys.stderr, flush=True)


def _read(read: Callable[[Any, Engine], Any], item: Any) -> Any:
    """Read one item in a worker, with the engine that this process keeps."""
    if not _engine:
        _engine.append(load_engine(threads=1))
    return read(item, _engine[0])
