"""Every gold set that the gate measures, with the scorers of its tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from quality.material import Material
from quality.scorers import own_records
from quality.sets import own
from quality.sets.own import OwnText

OWN = "own gold"


def splits(texts: Sequence[OwnText]) -> Mapping[str, Sequence[int]]:
    """Return all texts, and those that are read for errors apart from those that nobody reads."""
    return {"": range(len(texts))} | {
        f", {split}": [i for i, text in enumerate(texts) if text.split == split] for split in ("dev", "test")
    }


MATERIALS: tuple[Material, ...] = (
    Material(
        OWN,
        own.load,
        own.read,
        {task: partial(own_records.score, task) for task in own_records.RUBRICS},
        splits,
        lambda text: len(text.text),
    ),
)
"""In the order of the table."""
