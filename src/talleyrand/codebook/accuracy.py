"""How good the machine is: what was last measured against the gold sets, as `python -m quality report` writes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import data_file


@dataclass(frozen=True, slots=True)
class Reached:
    """What somebody else reached: who, and the figure as published."""

    who: str
    value: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure: the task, the gold set, what was counted, of how many items, in percent; the aim where one is set."""

    task: str
    material: str
    figure: str
    n: int
    percent: float
    aim: float | None
    others: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """How well the confidence of a kind of record holds: the share that was right, and the Brier score (lower: better).

    `of_mean` is the Brier score of always saying the mean; `error` the mean distance between said and right.
    """

    kind: str
    n: int
    right: float
    brier: float
    of_mean: float
    error: float


@dataclass(frozen=True, slots=True)
class Accuracy:
    """All figures of a version of the program."""

    version: str
    figures: tuple[Measured, ...]
    confidence: tuple[Calibrated, ...]


@cache
def load_accuracy() -> Accuracy:
    """Return what was last measured."""
    data = json.loads(data_file("accuracy.json").read_text(encoding="utf-8"))
    return Accuracy(
        data["version"],
        tuple(Measured(**row | {"others": tuple(Reached(**one) for one in row["others"])}) for row in data["figures"]),
        tuple(
            Calibrated(row["kind"], row["n"], row["right"], row["brier"], row["brier_of_mean"], row["error"])
            for row in data["confidence"]
        ),
    )
