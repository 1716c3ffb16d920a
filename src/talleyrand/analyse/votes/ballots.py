"""One roll call: how each state voted, and which records say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import numpy as np

from talleyrand.analyse.parties import name_of
from talleyrand.analyse.votes.roll_calls import CHOICES, UNKNOWN_BODY, RollCall, RollCalls, gather
from talleyrand.errors import NotFoundError
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result

_ORDER = {"yes": 0, "no": 1, "abstain": 2, "absent": 3}


@dataclass(frozen=True, slots=True)
class BallotRow:
    """A state's choice (yes, no, abstain, absent) in one roll call, and the records that tell of it."""

    state: str
    name: str
    choice: str
    roll_call: str
    date: date | None
    body: str
    subject: str | None
    records: int
    record_ids: tuple[str, ...]


def roll_call(
    records: Iterable[Record],
    *,
    call: str,
    body: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Result[BallotRow]:
    """Return how each state voted in the roll call `call` (`A/RES/ES-11/1`, or body and day: `UNSC 2022-02-25`).

    Days and `body` narrow the records that are looked through. Raises NotFoundError where there is no such roll call,
    with those of like names.
    """
    found = gather(records, body=body, since=since, until=until)
    names = {one.name: at for at, one in enumerate(found.calls)}
    if call not in names:
        near = get_close_matches(call, names, 3)
        hint = f"did you mean {', '.join(near)}?" if near else "votes --part choices lists them"
        raise NotFoundError("no such roll call", where=call, hint=hint)
    one, cells = found.calls[names[call]], np.flatnonzero(found.call == names[call]).tolist()
    rows = sorted(_rows(found, one, cells), key=lambda row: (_ORDER[row.choice], row.name))
    return Result(
        measure="roll_call",
        question=f"How did states vote on {call}?",
        row_type=BallotRow,
        rows=tuple(rows),
        keys=("state",),
        shown=("state", "name", "choice", "records"),
        parameters={"call": call, "body": body, "since": since, "until": until},
        notes=tuple(_notes(one)),
        records=len({ident for row in rows for ident in row.record_ids}),
        independent=len(set(found.sources()[cells].tolist())),
        reasons=lambda at: tuple(Reason(ident, note=rows[at].choice) for ident in rows[at].record_ids),
    )


def _rows(found: RollCalls, call: RollCall, cells: Iterable[int]) -> Iterator[BallotRow]:
    for cell in cells:
        state, told = found.states[int(found.state[cell])], found.reports[cell]
        choice, body = CHOICES[int(found.choice[cell])], call.body.name if call.body else UNKNOWN_BODY
        yield BallotRow(state, name_of(state), choice, call.name, call.day, body, call.matter, len(told), told)


def _notes(call: RollCall) -> Iterator[str]:
    if call.text_only:
        yield "no file tells of this roll call: these are the votes that texts tell, not all that were cast"
    yield "absent is neither no nor abstain; of other states no source tells"
