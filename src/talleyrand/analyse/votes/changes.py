"""Who moved: agreement of pairs of states from one period to another, each change with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from talleyrand.analyse.parties import name_of
from talleyrand.analyse.votes.charts import changes_chart
from talleyrand.analyse.votes.periods import period_of
from talleyrand.analyse.votes.question import Question, counted_twice, pair_reasons, report_counts
from talleyrand.analyse.votes.similarity import agreement_error, crossed, estimate
from talleyrand.model.results import Reason, Result

FEWEST = 5
"""Shared roll calls that a period needs to be compared with another."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Agreement of a pair in a period (0 to 1), and its change since the period `before` (None: nothing to compare).

    `moved` tells that the interval of the change leaves out nought.
    """

    state: str
    other: str
    period: str
    name: str
    shared: int
    agreement: float
    low: float
    high: float
    before: str | None
    change: float | None
    change_low: float | None
    change_high: float | None
    moved: bool
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class _Slice:
    """Agreement of the actor with every state in one period."""

    period: str
    shared: NDArray[np.int64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    error: NDArray[np.float64]
    records: NDArray[np.int64]
    independent: NDArray[np.int64]


def moved(question: Question) -> Result[ChangeRow]:
    """Return an actor's agreement with a target by period, or with every state from the first period to the last.

    Without a target the states whose agreement changed most come first.
    """
    rows = _rows(question) if question.actor in question.places else ()
    asked = f"Who moved toward or away from {question.whom}?" if question.actor else "Who moved?"
    if question.target:
        asked = f"Do {question.whom} vote more alike than before?"
    note = "a change may come from what was voted on: ideal_points compares on the same texts"

    def reasons(at: int) -> tuple[Reason, ...]:
        row = rows[at]
        return pair_reasons(question.found, row.state, row.other, lambda call: _in(question, call, row.period))

    return Result(
        measure="votes/moved",
        question=asked,
        row_type=ChangeRow,
        rows=rows,
        keys=("state", "other", "period"),
        shown=(
            "period" if question.target else "other",
            "shared",
            "agreement",
            "change",
            "change_low",
            "change_high",
            "moved",
        ),
        parameters=question.parameters,
        notes=(note,) if rows else ("name an actor to see who moved toward it or away",) if not question.actor else (),
        records=question.found.records,
        independent=question.found.independent,
        reasons=reasons,
        drawing=lambda: changes_chart(asked, rows),
    )


def _in(question: Question, call: int, period: str) -> bool:
    day = question.found.calls[call].day
    return day is not None and period_of(day, question.by) == period


def _rows(question: Question) -> tuple[ChangeRow, ...]:
    slices = list(_slices(question))
    if question.target is not None:
        if question.target not in question.places:
            return ()
        return tuple(_by_period(question, slices, question.places[question.target]))
    own = question.places[str(question.actor)]
    rows = [_first_to_last(question, slices, at) for at in range(len(question.found.states)) if at != own]
    return tuple(sorted((row for row in rows if row), key=lambda row: (-abs(row.change or 0.0), row.other)))


def _slices(question: Question) -> Iterator[_Slice]:
    """The actor's agreement with every state, period by period."""
    found, own = question.found, question.places[str(question.actor)]
    table, reports = found.table(), report_counts(found)
    periods = np.array([period_of(call.day, question.by) if call.day else "" for call in found.calls])
    for period in sorted(set(periods.tolist()) - {""}):
        part = table[:, periods == period]
        told = reports[:, periods == period]
        cast = (part >= 0) & (part < 3)
        counts = crossed(part, own)
        made = estimate("agreement", counts, question.level)
        both = (cast & cast[own]) * (told + told[own])
        shared, (twice, together) = counts.sum(axis=(1, 2)), counted_twice(found, periods == period)
        counted = both.sum(axis=1) - twice[own], 2 * shared - together[own]
        yield _Slice(period, shared, made.value, made.low, made.high, agreement_error(counts), *counted)


def _by_period(question: Question, slices: list[_Slice], at: int) -> Iterator[ChangeRow]:
    before: _Slice | None = None
    for one in slices:
        if one.shared[at]:
            yield _row(question, one, before, at)
            before = one if one.shared[at] >= FEWEST else before


def _first_to_last(question: Question, slices: list[_Slice], at: int) -> ChangeRow | None:
    enough = [one for one in slices if one.shared[at] >= FEWEST]
    return _row(question, enough[-1], enough[0], at) if len(enough) > 1 else None


def _row(question: Question, now: _Slice, before: _Slice | None, at: int) -> ChangeRow:
    change, low, high = _change(now, before, at, question.level)
    return ChangeRow(
        state=str(question.actor),
        other=question.found.states[at],
        period=now.period,
        name=name_of(question.found.states[at]),
        shared=int(now.shared[at]),
        agreement=float(now.value[at]),
        low=float(now.low[at]),
        high=float(now.high[at]),
        before=before.period if before else None,
        change=change,
        change_low=low,
        change_high=high,
        moved=low is not None and high is not None and (low > 0 or high < 0),
        records=int(now.records[at]),
        independent=int(now.independent[at]),
    )


def _change(
    now: _Slice, before: _Slice | None, at: int, level: float
) -> tuple[float | None, float | None, float | None]:
    if before is None or now.shared[at] < FEWEST:
        return None, None, None
    change = float(now.value[at] - before.value[at])
    reach = float(ndtri((1 + level) / 2) * np.hypot(now.error[at], before.error[at]))
    return change, max(change - reach, -1.0), min(change + reach, 1.0)
