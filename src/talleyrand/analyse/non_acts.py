"""What an actor has not done or said: refused, denied, avoided, withheld, left unanswered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from talleyrand.analyse.choosing import chosen
from talleyrand.analyse.happenings import Happening, happenings
from talleyrand.analyse.observations import directed
from talleyrand.analyse.parties import Party, called
from talleyrand.analyse.timeline.chart import draw_marks
from talleyrand.analyse.timeline.measure import mark_of, reasons_of, row_of
from talleyrand.model.concerning import is_contact
from talleyrand.model.records import Act, Framing, Kind, Record, Statement
from talleyrand.model.results import Reason, Result

Sort = Literal["refused", "not done", "no contact", "not said", "term avoided", "term rejected"]
SORTS: tuple[Sort, ...] = ("refused", "not done", "no contact", "not said", "term avoided", "term rejected")


@dataclass(frozen=True, slots=True)
class NonActRow:
    """One thing that did not happen. It holds from `start` to `end` (a day, or an interval: not since then).

    `sort` tells how: refused (an act or words withheld on purpose), not done, no contact, not said, a term avoided or
    rejected. `records` report it, `independent` of them independently of each other; `record` leads.
    """

    record: str
    start: str | None
    end: str | None
    sort: Sort
    kind: Kind
    what: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    said_by: tuple[str, ...]
    records: int
    independent: int


def non_acts(
    records: Iterable[Record],
    *,
    actor: str,
    target: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Result[NonActRow]:
    """Return what an actor did not do or say, in order of date, the undated last; reports of one thing are one row.

    `actor` and `target` are ISO codes, ids or names; with a `target` only what was withheld from it. A contact that did
    not take place is every party's. The part "by_sort" counts them.
    """
    party, other = Party.of(actor), Party.of(target) if target else None
    found = happenings(r for r in chosen(records, since, until) if _withheld(r, party, other))
    rows = tuple(_row(one) for one in found)
    who, whom = called(actor, (one.lead for one in found)), f" toward {called(target)}" if target else ""
    question = f"What has {who} not done or said{whom}?"
    marks = [mark_of(one, row_of(one, other)) for one in found]
    parameters = {"actor": actor, "target": target, "since": since, "until": until}
    return Result(
        measure="non_acts",
        question=question,
        row_type=NonActRow,
        rows=rows,
        keys=("record",),
        parameters=parameters,
        shown=("start", "end", "what", "sort", "actors", "recipients", "said_by", "independent", "record"),
        notes=() if rows else ("no refusal, denial or omission is recorded; that is not to say there was none",),
        records=sum(row.records for row in rows),
        independent=sum(row.independent for row in rows),
        parts={"by_sort": _by_sort(f"How much has {who} not done or said{whom}, by sort?", found, rows, parameters)},
        reasons=lambda at: reasons_of(found[at]),
        drawing=lambda: draw_marks(question, marks),
    )


@dataclass(frozen=True, slots=True)
class SortCount:
    """How many things of a sort did not happen, and how many records and independent reports tell so."""

    sort: Sort
    things: int
    records: int
    independent: int


def sort_of(record: Record) -> Sort | None:
    """Return how a record's matter did not happen, None where it did, or was planned, possible or called for."""
    if isinstance(record.payload, Framing):
        if record.payload.use == "used":
            return None
        return "term avoided" if record.payload.use == "avoided" else "term rejected"
    if record.factuality not in ("negated", "refused"):
        return None
    if is_contact(record):
        return "no contact"
    if isinstance(record.payload, Statement) and record.factuality == "negated":
        return "not said"
    return "refused" if record.factuality == "refused" else "not done"


def _withheld(record: Record, party: Party, other: Party | None) -> bool:
    sort = sort_of(record)
    if sort is None or not (party.acts_in(record) or (sort == "no contact" and party.meets_in(record))):
        return False
    if other is None or other.meets_in(record) or any(other.fits(one.target) for one in directed(record)):
        return True
    return isinstance(record.payload, Act) and sort == "no contact" and other.acts_in(record)


def _row(happening: Happening) -> NonActRow:
    row = row_of(happening)
    sort = sort_of(happening.lead)
    assert sort is not None  # noqa: S101  only those withheld are put together
    return NonActRow(
        row.record,
        row.start,
        row.end,
        sort,
        row.kind,
        _what(happening.lead, row.what),
        row.actors,
        row.recipients,
        row.said_by,
        row.records,
        row.independent,
    )


def _what(record: Record, what: str) -> str:
    """What was not said, with the verb that it was not said by: `respond: questions`."""
    if isinstance(record.payload, Statement) and record.payload.cue is not None and record.payload.content:
        return f"{record.payload.cue.text}: {what}"
    return what


def _by_sort(
    question: str, found: list[Happening], rows: tuple[NonActRow, ...], parameters: dict[str, str | None]
) -> Result[SortCount]:
    groups = {sort: [at for at, row in enumerate(rows) if row.sort == sort] for sort in SORTS}
    counts = tuple(
        SortCount(sort, len(at), sum(rows[i].records for i in at), sum(rows[i].independent for i in at))
        for sort, at in groups.items()
        if at
    )

    def reasons(at: int) -> tuple[Reason, ...]:
        return tuple(reason for i in groups[counts[at].sort] for reason in reasons_of(found[i]))

    return Result(
        measure="non_acts/by_sort",
        question=question,
        row_type=SortCount,
        rows=counts,
        keys=("sort",),
        parameters=parameters,
        records=sum(row.records for row in rows),
        independent=sum(row.independent for row in rows),
        reasons=reasons,
    )
