"""Who votes with whom: agreement, S, pi and kappa of pairs of states, who moved, each roll call, and the blocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talleyrand.analyse.choosing import check_level
from talleyrand.analyse.parties import called, name_of
from talleyrand.analyse.votes.bloc_table import vote_blocs
from talleyrand.analyse.votes.changes import moved
from talleyrand.analyse.votes.charts import changes_chart, pairs_chart
from talleyrand.analyse.votes.choices import choices
from talleyrand.analyse.votes.periods import Period
from talleyrand.analyse.votes.question import Question, counted_twice, pair_reasons, report_counts, state_of
from talleyrand.analyse.votes.roll_calls import ABSENT, gather
from talleyrand.analyse.votes.similarity import MEASURES, crossed, estimate
from talleyrand.errors import OptionError
from talleyrand.model.records import Record
from talleyrand.model.results import Result, Value

Ints = NDArray[np.int64]
_SHOWN = ("other", "name", "shared", "agreement", "low", "high", "pi", "kappa")
FEW = 5
"""Fewer shared roll calls than this are what happened, not a tendency."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """How alike two states vote; `shared` are roll calls in which both said yes, no or abstain.

    `agreement` runs from 0 to 1 (`low`, `high` are its interval), the others from -1 to 1; pi and kappa are corrected
    for chance and None where they are undefined. `absent` counts roll calls in which one was absent and of the other a
    source tells.
    """

    state: str
    other: str
    name: str
    shared: int
    agreement: float
    low: float
    high: float
    s: float
    s_low: float
    s_high: float
    pi: float | None
    pi_low: float | None
    pi_high: float | None
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None
    absent: int
    records: int
    independent: int


def votes(
    records: Iterable[Record],
    *,
    actor: str | None = None,
    target: str | None = None,
    body: str | None = None,
    since: str | None = None,
    until: str | None = None,
    by: Period = "year",
    blocs: int | None = None,
    level: float = 0.9,
) -> Result[PairRow]:
    """Return how alike states vote: an actor and every other, an actor and a target, or all pairs.

    `body` is a body's code or name (UNGA), `by` the periods that are compared (`year`, `session`), `blocs` how many
    blocs to make (None: as many as the votes show), `level` that of the intervals, 0 to 1. Measures and intervals are
    those of `similarity`; several reports of one vote count once. Parts: `moved` (agreement by period, or from
    the first to the last), `choices` (each roll call), `blocs` (states that vote alike). Raises OptionError for a
    target without an actor, and for parties that are no states.
    """
    own, other = state_of(actor, "actor"), state_of(target, "target")
    if other is not None and own is None:
        raise OptionError("a target without an actor", where="target", hint="say whose votes are compared with it")
    check_level(level)
    if by not in {"year", "session"}:
        raise OptionError(f"{by!r} is no period", where="by", hint="one of year, session")
    names = ("actor", "target", "body", "since", "until", "by", "blocs", "level")
    values: tuple[Value, ...] = (actor, target, body, since, until, by, blocs, level)
    parameters = dict(zip(names, values, strict=True))
    found = gather(records, body=body, since=since, until=until)
    return _answer(Question(found, own, other, by, level, parameters), blocs)


def _answer(question: Question, blocs: int | None) -> Result[PairRow]:
    rows = _rows(question)
    asked = f"Who votes like {question.whom}?" if question.actor else "Who votes like whom?"
    if question.target:
        asked = f"How alike do {question.whom} vote?"
    changed = moved(question)
    return Result(
        measure="votes",
        question=asked,
        row_type=PairRow,
        rows=rows,
        keys=("state", "other"),
        shown=_SHOWN,
        parameters=question.parameters,
        notes=tuple(_notes(question, rows)),
        records=question.found.records,
        independent=question.found.independent,
        parts={"moved": changed, "choices": choices(question), "blocs": vote_blocs(question, blocs)},
        reasons=lambda at: pair_reasons(question.found, rows[at].state, rows[at].other),
        drawing=lambda: (
            changes_chart(asked, changed.rows) if question.target else pairs_chart(asked, rows, question.days)
        ),
    )


def _rows(question: Question) -> tuple[PairRow, ...]:
    """The pairs that share a roll call, the most alike first."""
    pairs = [(one, two) for one, two in _wanted(question) if one != two]
    if not pairs:
        return ()
    ones, twos = np.array(pairs, dtype=np.int64).T
    table, states = question.found.table(), question.found.states
    counts = crossed(table)[ones, twos]
    shared, absent = counts.sum(axis=(1, 2)), _absences(table, ones, twos)
    twice, together = (matrix[ones, twos] for matrix in counted_twice(question.found))
    records = _records(table, report_counts(question.found), ones, twos) - twice
    independent = 2 * shared - together
    made = [estimate(name, counts, question.level) for name in MEASURES]
    figures = np.stack([column for one in made for column in (one.value, one.low, one.high)], axis=1)
    order = sorted(np.flatnonzero(shared).tolist(), key=lambda at: (-figures[at, 0], pairs[at]))
    rows = []
    for at in order:
        (one, two), figure = pairs[at], [None if np.isnan(value) else float(value) for value in figures[at]]
        counted = (int(absent[at]), int(records[at]), int(independent[at]))
        values: list[Any] = [states[one], states[two], name_of(states[two]), int(shared[at]), *figure, *counted]
        rows.append(PairRow(*values))
    return tuple(rows)


def _wanted(question: Question) -> Iterator[tuple[int, int]]:
    """The pairs asked for, by the states' places."""
    places = question.places
    if question.actor is None:
        yield from ((one, two) for one in places.values() for two in places.values() if one < two)
    elif question.actor in places:
        others = [at for state, at in places.items() if question.target in {None, state}]
        yield from ((places[question.actor], at) for at in others)


def _absences(table: Ints, ones: Ints, twos: Ints) -> Ints:
    away, told = (table == ABSENT).astype(np.float64), (table >= 0).astype(np.float64)
    either = away @ told.T + told @ away.T - away @ away.T
    return np.asarray(either[ones, twos].round(), dtype=np.int64)


def _records(table: Ints, reports: Ints, ones: Ints, twos: Ints) -> Ints:
    cast = ((table >= 0) & (table < ABSENT)).astype(np.float64)
    told = (reports * cast) @ cast.T
    return np.asarray((told[ones, twos] + told[twos, ones]).round(), dtype=np.int64)


def _notes(question: Question, rows: tuple[PairRow, ...]) -> Iterator[str]:
    found = question.found
    yield from found.notes()
    if not found.reports:
        yield "no votes were found; talleyrand import votes FILE brings roll calls"
        return
    for state in (question.actor, question.target):
        if state and state not in found.states:
            yield f"no vote of {called(state)} is known"
    few = sum(row.shared < FEW for row in rows)
    if few:
        yield f"{few} of {len(rows)} pairs share fewer than {FEW} roll calls: what happened, not a tendency"
    if len(found.calls) > 1 and len({call.day for call in found.calls}) == 1:
        yield f"all {len(found.calls)} roll calls are of one day"
    yield "absent is neither no nor abstain: such roll calls are not shared, and counted under absent"
