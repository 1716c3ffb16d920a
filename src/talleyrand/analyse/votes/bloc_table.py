"""The blocs among the states that voted, as a table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from talleyrand.analyse.parties import called
from talleyrand.analyse.votes.blocs import Bloc, find_blocs
from talleyrand.analyse.votes.charts import blocs_chart
from talleyrand.analyse.votes.question import Question
from talleyrand.errors import OptionError
from talleyrand.model.results import Reason, Result


@dataclass(frozen=True, slots=True)
class BlocRow:
    """States that vote alike; `cohesion` is the mean agreement index (1: all alike; 0: evenly divided)."""

    bloc: int
    members: int
    states: tuple[str, ...]
    cohesion: float
    low: float | None
    high: float | None
    roll_calls: int
    records: int
    independent: int


def vote_blocs(question: Question, number: int | None) -> Result[BlocRow]:
    """Return the blocs, the largest first; `number` of them, or as many as the votes show.

    Raises OptionError for fewer than two.
    """
    if number is not None and number < 2:
        raise OptionError(f"{number} is no number of blocs", where="blocs", hint="two or more")
    found = question.found
    blocs, contested = find_blocs(found.table(), question.level, number=number) if found.reports else ([], 0)
    rows = tuple(_row(question, bloc, at) for at, bloc in enumerate(blocs, 1))
    asked = "Which states vote as a bloc?"
    return Result(
        measure="votes/blocs",
        question=asked,
        row_type=BlocRow,
        rows=rows,
        keys=("bloc",),
        shown=("bloc", "members", "cohesion", "low", "high", "roll_calls", "states"),
        parameters=question.parameters,
        notes=tuple(_notes(question, rows, contested)),
        records=found.records if rows else 0,
        independent=found.independent if rows else 0,
        reasons=lambda at: _reasons(question, blocs[at]),
        drawing=lambda: blocs_chart(asked, rows, question.days),
    )


def _row(question: Question, bloc: Bloc, at: int) -> BlocRow:
    cells = np.flatnonzero(np.isin(question.found.state, bloc.members)).tolist()
    states = tuple(question.found.states[member] for member in bloc.members)
    records = len({ident for cell in cells for ident in question.found.reports[cell]})
    counts = records, len(np.unique(question.found.sources()[cells]))
    return BlocRow(at, len(states), states, bloc.cohesion, bloc.low, bloc.high, bloc.roll_calls, *counts)


def _notes(question: Question, rows: tuple[BlocRow, ...], contested: int) -> list[str]:
    if not rows:
        return ["too few votes to tell blocs: four states with five contested roll calls each"]
    notes = [f"from {contested:,} contested roll calls of {len(question.found.calls):,}"]
    home = next((row for row in rows if question.actor in row.states), None)
    if home and question.actor:
        notes.append(f"{called(question.actor)} is in bloc {home.bloc}")
    return notes


def _reasons(question: Question, bloc: Bloc) -> tuple[Reason, ...]:
    found = question.found
    return tuple(
        Reason(ident, cluster=found.calls[int(found.call[cell])].name)
        for cell in np.flatnonzero(np.isin(found.state, bloc.members)).tolist()
        for ident in found.reports[cell]
    )
