"""Commitments: what an actor promised, threatened or forswore, and whether later acts kept or broke it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from scipy.special import betaincinv

from talleyrand.analyse.choosing import chosen, day_of
from talleyrand.analyse.gap.commitment_acts import Deed, Pledge, deeds_of, pledges_of
from talleyrand.analyse.gap.commitment_outcomes import AGREED, Status, outcome
from talleyrand.analyse.gap.commitments_chart import commitments_chart
from talleyrand.analyse.parties import Party, called
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Value

WITHIN_DAYS = 365
"""Days after which an act is no longer taken as the answer to an open-ended commitment."""
SHOWN = ("record", "pledged", "kind", "recipient", "event_type", "status", "done")
SHOWN_RATES = ("kind", "pledged", "due", "kept", "partly", "broken", "rate", "low", "high")


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment: on which day, to whom, what, until when, and what came of it.

    `kind` is promise (of cooperation), threat or denial (an intent forsworn). `due` is None when no day was named.
    `act` is the record that kept or broke it, on `done`, `lag` days after; `voice` tells whether the actor's own side
    says so or others do.
    """

    record: str
    pledged: date
    kind: str
    recipient: str
    event_type: str
    due: date | None
    status: Status
    act: str | None
    done: date | None
    lag: int | None
    voice: str
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class FulfilmentRow:
    """How many commitments of a kind came due, and what share was kept: (kept + partly / 2) / due, with its bounds."""

    kind: str
    pledged: int
    due: int
    kept: int
    partly: int
    broken: int
    open: int
    not_yet_due: int
    rate: float | None
    low: float | None
    high: float | None
    records: int
    independent: int


def commitments(
    records: Iterable[Record],
    *,
    actor: str,
    target: str | None = None,
    since: str | None = None,
    until: str | None = None,
    level: float = 0.9,
    within: int = WITHIN_DAYS,
    reported: bool = False,
    documents: Mapping[str, Document] | None = None,
) -> Result[CommitmentRow]:
    """Return the commitments of an actor toward others, in order of time, with the acts that kept or broke them.

    A commitment is an act planned, agreed or threatened, or one of material conflict that the actor denies to intend,
    as its own side says; `reported` adds what others say it plans. It is kept by the first later act of its type
    (`codebook.commitments.kept_by`) toward the same recipient, in time and `within` so many days; partly kept by a
    late one, or another of its direction; broken by a refusal, by an attack, coercion or sanction where material
    cooperation was promised, unless deeds of cooperation prevail in that month, by giving way where harm was
    threatened, or when the day it named has passed. A denial is broken by the act itself. An agreement is listed as
    open: what was agreed is not coded. Reports of one day are one commitment.

    The part `fulfilment` has the rate (F + P/2) / due of kept and partly kept ones (classes after Naurin, Royed and
    Thomson, Party Mandates and Democracy, 2019) with the Beta(1/2, 1/2) interval (Jeffreys) at `level`; those open
    or not yet due do not count. `documents` give days of publication, by id.
    """
    own, given = Party.of(actor), list(chosen(records, since, until))
    published = _published(given, documents or {})
    found = pledges_of(given, own, target, published, reported=reported)
    pledges = [one for one in found if (since or "") <= one.day.isoformat() <= (until or "~")]
    deeds = deeds_of(given, own)
    told = (day_of(record) for record in given if record.factuality != "planned")
    end = date.fromisoformat(until) if until else max(filter(None, told), default=None)
    rows = tuple(_row(pledge, deeds.get(pledge.recipient, ()), end, within) for pledge in pledges)
    parameters: dict[str, Value] = {
        "actor": actor, "target": target, "since": since, "until": until, "level": level, "within": within,
        "reported": reported,
    }  # fmt: skip
    counts = _counts(pledges)
    rates = tuple(_counted(rate, pledges) for rate in fulfilment(rows, level))
    reasons = partial(_reasons, pledges, rows)
    part = Result(
        "commitments/fulfilment", "How much of what came due was kept?", FulfilmentRow, rates,
        ("kind",), parameters, (), SHOWN_RATES, *counts, reasons=partial(_kind_reasons, reasons, rows, rates),
    )  # fmt: skip
    question = f"Which commitments did {called(actor)} keep?"
    return Result(
        "commitments", question, CommitmentRow, rows, ("record", "recipient"), parameters, _notes(rows, end), SHOWN,
        *counts, parts={"fulfilment": part}, reasons=reasons, drawing=partial(commitments_chart, rows, question),
    )  # fmt: skip


def fulfilment(rows: Iterable[CommitmentRow], level: float = 0.9) -> list[FulfilmentRow]:
    """Return the rate of fulfilment by kind and over all kinds, with the Jeffreys interval."""
    given = list(rows)
    kinds = [kind for kind in ("promise", "threat", "denial") if any(row.kind == kind for row in given)]
    return [
        _rate(kind, [row for row in given if kind in ("all", row.kind)], level) for kind in (*kinds, "all") if given
    ]


def _rate(kind: str, rows: Sequence[CommitmentRow], level: float) -> FulfilmentRow:
    count = {status: sum(row.status == status for row in rows) for status in ("kept", "partly", "broken", "open")}
    due = count["kept"] + count["partly"] + count["broken"]
    done = count["kept"] + count["partly"] / 2
    low, high = (float(betaincinv(done + 0.5, due - done + 0.5, (1 + side * level) / 2)) for side in (-1, 1))
    return FulfilmentRow(
        kind,
        len(rows),
        due,
        count["kept"],
        count["partly"],
        count["broken"],
        count["open"],
        not_yet_due=len(rows) - due - count["open"],
        rate=done / due if due else None,
        low=low if due else None,
        high=high if due else None,
        records=sum(row.records for row in rows),
        independent=sum(row.independent for row in rows),
    )


def _counted(rate: FulfilmentRow, pledges: Sequence[Pledge]) -> FulfilmentRow:
    """A rate whose records count once, also those that commit to several parties."""
    records, independent = _counts([one for one in pledges if rate.kind in ("all", one.kind)])
    return replace(rate, records=records, independent=independent)


def _counts(pledges: Sequence[Pledge]) -> tuple[int, int]:
    records = len({ident for pledge in pledges for ident in pledge.records})
    return records, min(records, sum(pledge.independent for pledge in pledges))


def _row(pledge: Pledge, deeds: Sequence[Deed], end: date | None, within: int) -> CommitmentRow:
    same_day = pledge.due is not None
    later = [deed for deed in deeds if deed.day > pledge.day or (same_day and deed.day == pledge.day)]
    status, deed = outcome(pledge, later, end, within)
    return CommitmentRow(
        pledge.records[0],
        pledge.day,
        pledge.kind,
        pledge.recipient,
        pledge.event_type,
        pledge.due,
        status,
        act=deed.record if deed else None,
        done=deed.day if deed else None,
        lag=(deed.day - pledge.day).days if deed else None,
        voice=pledge.voice,
        records=len(pledge.records),
        independent=pledge.independent,
    )


def _published(records: Iterable[Record], documents: Mapping[str, Document]) -> dict[str, str]:
    """The day of publication of each document, from the document, else from what its records are dated by."""
    found = {ident: document.published for ident, document in documents.items() if document.published}
    for record in records:
        if record.date.basis == "publication":
            day = record.date.start or record.date.end
            if day:
                found.setdefault(record.document_id, day)
    return found


def _notes(rows: Sequence[CommitmentRow], end: date | None) -> tuple[str, ...]:
    if not rows:
        return ("no commitment toward anybody is on record",)
    notes = [f"judged by what is on record up to {end}"] if end else []
    agreed = sum(row.event_type == AGREED for row in rows)
    if agreed:
        notes.append(f"{agreed} agreements whose content is not coded can't be checked: they stay open")
    if not any(row.due for row in rows):
        notes.append("none names a day by which: what has no answer is open, not broken")
    if len(rows) == 1:
        notes.append("one commitment: what happened, not a tendency")
    return tuple(notes)


def _reasons(pledges: Sequence[Pledge], rows: Sequence[CommitmentRow], at: int) -> tuple[Reason, ...]:
    pledge, row = pledges[at], rows[at]
    cluster = f"commitment:{row.record}"
    made = [Reason(ident, 1.0, None, cluster, f"{row.kind}: {row.event_type}") for ident in pledge.records]
    return (*made, Reason(row.act, 1.0, None, None, f"{row.status} by this")) if row.act else tuple(made)


def _kind_reasons(reasons: partial[tuple[Reason, ...]], rows: Sequence[CommitmentRow], rates: Sequence[FulfilmentRow],
                  at: int) -> tuple[Reason, ...]:  # fmt: skip
    kind = rates[at].kind
    return tuple(r for place, row in enumerate(rows) if kind in ("all", row.kind) for r in reasons(place))
