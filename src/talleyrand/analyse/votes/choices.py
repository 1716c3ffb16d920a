"""Each roll call: how the states asked for voted, and how many voted how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from talleyrand.analyse.votes.question import Question, report_counts
from talleyrand.analyse.votes.roll_calls import ABSENT, ABSTAIN, CHOICES, NO, UNKNOWN_BODY, YES
from talleyrand.model.results import Reason, Result


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One roll call: the choices of the states asked for (None: no source tells), and how many voted how.

    `source` is `file`, or `text` where no file tells of it: then the totals are of the votes told, not of all cast.
    """

    roll_call: str
    date: date | None
    body: str
    subject: str | None
    choice: str | None
    other: str | None
    yes: int
    no: int
    abstain: int
    absent: int
    source: str
    records: int
    independent: int


def choices(question: Question) -> Result[ChoiceRow]:
    """Return the roll calls in order of time; with an actor, those in which its choice is known."""
    found = question.found
    table, reports = found.table(), report_counts(found).sum(axis=0)
    totals = {code: (table == code).sum(axis=0) for code in (NO, ABSTAIN, YES, ABSENT)}
    sources = found.sources()
    told = np.bincount(found.call[np.unique(sources)], minlength=len(found.calls))
    for cells in found.together:
        reports[found.call[cells[0]]] -= len(cells) - 1
    asked = [_codes(question, state) for state in (question.actor, question.target)]
    calls = [at for at in range(len(found.calls)) if question.actor is None or any(codes[at] >= 0 for codes in asked)]
    rows = []
    for at in calls:
        call = found.calls[at]
        first, second = (CHOICES[codes[at]] if codes[at] >= 0 else None for codes in asked)
        body = call.body.name if call.body else UNKNOWN_BODY
        row = ChoiceRow(
            roll_call=call.name,
            date=call.day,
            body=body,
            subject=call.matter,
            choice=first,
            other=second,
            yes=int(totals[YES][at]),
            no=int(totals[NO][at]),
            abstain=int(totals[ABSTAIN][at]),
            absent=int(totals[ABSENT][at]),
            source="text" if call.text_only else "file",
            records=int(reports[at]),
            independent=int(told[at]),
        )
        rows.append(row)
    return Result(
        measure="votes/choices",
        notes=("totals are of the votes that the ledger has, which may be fewer than were cast",) if rows else (),
        question=f"How did {question.whom} vote?" if question.actor else "What was voted on, and how did it go?",
        row_type=ChoiceRow,
        rows=tuple(rows),
        keys=("roll_call",),
        shown=("roll_call", "date", "choice", "other", "yes", "no", "abstain", "subject"),
        parameters=question.parameters,
        records=sum(row.records for row in rows),
        independent=sum(row.independent for row in rows),
        reasons=lambda at: _reasons(question, calls[at]),
    )


def _codes(question: Question, state: str | None) -> list[int]:
    if state not in question.places:
        return [-1] * len(question.found.calls)
    return [int(code) for code in question.found.table()[question.places[state]]]


def _reasons(question: Question, call: int) -> tuple[Reason, ...]:
    """The records of a roll call, those of the states asked for first."""
    found = question.found
    wanted = {question.places[state] for state in (question.actor, question.target) if state in question.places}
    cells = np.flatnonzero(found.call == call).tolist()
    cells.sort(key=lambda cell: int(found.state[cell]) not in wanted)
    said = [(cell, f"{found.states[int(found.state[cell])]} {CHOICES[int(found.choice[cell])]}") for cell in cells]
    return tuple(
        Reason(ident, cluster=found.calls[call].name, note=note) for cell, note in said for ident in found.reports[cell]
    )
