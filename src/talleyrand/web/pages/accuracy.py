"""Accuracy: what the machine is good and bad at, from the gold sets, and what persons found in this ledger."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter

from talleyrand.codebook.accuracy import Calibrated, Measured, load_accuracy
from talleyrand.web.page import page

router = APIRouter(tags=["accuracy"])


@dataclass(frozen=True, slots=True)
class Task:
    """The figures of one task."""

    name: str
    figures: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class AccuracyPage:
    """Figures in percent, by task; those with an aim or with others' figures first; how well confidence holds."""

    version: str
    aimed: tuple[Measured, ...]
    tasks: tuple[Task, ...]
    confidence: tuple[Calibrated, ...]


@page(router, "/accuracy", "accuracy.html")
def accuracy() -> AccuracyPage:
    """Return how good the machine was when it was last measured against texts that people had annotated."""
    found = load_accuracy()
    by_task = sorted(found.figures, key=lambda one: one.task)
    return AccuracyPage(
        version=found.version,
        aimed=tuple(one for one in found.figures if one.aim is not None or one.others),
        tasks=tuple(Task(name, tuple(figures)) for name, figures in groupby(by_task, lambda one: one.task)),
        confidence=found.confidence,
    )
