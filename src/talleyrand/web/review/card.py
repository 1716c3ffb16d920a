"""One record as a coder judges it: its words, what is proposed as sentence and fields, what was decided before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talleyrand.ledger.inputs import Event
from talleyrand.ledger.store import Ledger
from talleyrand.model.changes import Change
from talleyrand.model.records import Record
from talleyrand.present.documents.passages import Passage, build_passage
from talleyrand.present.plain import day_words, line
from talleyrand.present.rows import RowView, row_of
from talleyrand.web.review.fields import FieldView, field_views
from talleyrand.web.review.queue import Queue

_STATES = {"proposed": "proposed by the machine", "disputed": "in dispute"}
_VERDICTS = ("accepted", "corrected", "rejected", "disputed", "added")
_ENDING = " independently"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a record's history in words; `at` is ISO 8601, `when` the same as read."""

    what: str
    at: str
    when: str
    by: str
    note: str
    changes: tuple[Change, ...] = ()
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A record to judge.

    `mark` goes back with a decision, so that nobody decides on what they have not seen. `address` is its page, `piece`
    the card alone, `next` the card after it in the queue and `next_page` that one's page.
    `verdicts` are the last of each person; in a second reading (`blind`) there are none, and no history.
    """

    record: str
    mark: str
    address: str
    piece: str
    next: str
    next_page: str
    row: RowView
    title: str
    state: str
    passage: Passage
    fields: tuple[FieldView, ...]
    verdicts: tuple[Step, ...] = ()
    history: tuple[Step, ...] = ()
    blind: bool = False
    mine: bool = False


def next_card(ledger: Ledger, queue: Queue, after: str | None) -> Card | None:
    """Return the first record of a queue after a cursor, None at its end."""
    choice = queue.choice(ledger)
    found = ledger.review.queue(queue.order, choice=choice, reviewer=queue.reviewer, after=after, limit=1)
    return _card(ledger, queue, found[0].record, found[0].mark, found[0].cursor) if found else None


def card_of(ledger: Ledger, queue: Queue, record_id: str, at: str | None) -> Card:
    """Return the card of a record; `at` is its cursor where it comes from a queue. Raises NotFoundError."""
    record = ledger.review.proposed(record_id) if queue.blind else ledger.record(record_id)
    return _card(ledger, queue, record, ledger.review.mark(record.id), at)


def _card(ledger: Ledger, queue: Queue, record: Record, mark: str, cursor: str | None) -> Card:
    document = ledger.document(record.document_id)
    around = ledger.around(document.id, record.evidence.span)
    history = () if queue.blind else steps(ledger.history(record.id), queue.reviewer)
    verdicts = verdicts_of(history)
    own = {"record": record.id} | ({"at": cursor} if cursor else {})
    after = {"after": cursor} if cursor else {}
    return Card(
        record=record.id,
        mark=mark,
        address=queue.address(**own),
        piece=queue.address("/review/card", **own),
        next=queue.address("/review/card", **after),
        next_page=queue.address(**after),
        row=row_of(record, document),
        title=line(document.title or "") or "Untitled source",
        state=_STATES.get(record.review, record.review),
        passage=build_passage(record, document, around),
        fields=field_views(record, document),
        verdicts=verdicts,
        history=history,
        blind=queue.blind,
        mine=bool(verdicts) and verdicts[-1].mine,
    )


def steps(events: Iterable[Event], reviewer: str = "") -> tuple[Step, ...]:
    """Return a history in words, in its order; `mine` are those of `reviewer`."""
    return tuple(
        Step(line(one.what), one.at, when_words(one.at), line(one.by), one.note, one.changes, one.by == reviewer)
        for one in events
    )


def verdicts_of(history: Sequence[Step]) -> tuple[Step, ...]:
    """Return the last verdict of each person, none where it was taken back since; the latest last."""
    last: dict[str, Step] = {}
    order: list[Step] = []
    for step in history:
        if step.what.removesuffix(_ENDING) in _VERDICTS:
            last.pop(step.by, None)
            last[step.by] = step
            order.append(step)
        elif step.what == "taken back" and order:
            gone = order.pop()
            if last.get(gone.by) is gone:
                del last[gone.by]
    return tuple(last.values())


def when_words(at: str) -> str:
    """Return a time as read, in the ledger's own UTC: `2026-11-22T15:40:02+00:00` is `22 Nov 2026, 15:40`."""
    day, _, time = at.partition("T")
    return f"{day_words(day)}, {time[:5]}" if time else day_words(day) if day else ""
