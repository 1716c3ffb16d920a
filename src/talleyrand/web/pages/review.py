"""Review: the queue, one record a screen; how far it is; where coders differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from talleyrand.codebook.plover import load_event_types
from talleyrand.ledger.review.queues import Order, Queued
from talleyrand.ledger.store import Ledger
from talleyrand.model.records import FACTUALITIES, KINDS
from talleyrand.present.rows import RowView, row_of
from talleyrand.web.answers.panels import Panel, panel_of
from talleyrand.web.answers.question import question
from talleyrand.web.page import PROBLEMS, page
from talleyrand.web.review.card import Card, Step, card_of, next_card, steps, verdicts_of
from talleyrand.web.review.fields import OptionView
from talleyrand.web.review.queue import ORDERS, Queue, TheQueue
from talleyrand.web.site import Reading, TheSite
from talleyrand.web.visitors import TheVisitor

router = APIRouter(tags=["review"])

Record = Annotated[str | None, Query(max_length=64, description="The id of a record, or its beginning")]
Cursor = Annotated[str | None, Query(max_length=64, description="The place in the queue of the record before")]
Place = Annotated[str | None, Query(max_length=64, description="The place in the queue of `record`")]
_NOTHING = {
    "uncertain": "No record waits here any more.",
    "random": "The sample is judged to its end.",
    "disputed": "Nothing is in dispute.",
    "second": "No record waits for a second reading.",
}
DISPUTES = 50
"""Records in dispute on one page."""


@dataclass(frozen=True, slots=True)
class OrderView:
    """A queue to choose: its name, what it is called, its address."""

    order: Order
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class NarrowingView:
    """A field by which a queue is narrowed; without options it takes words."""

    name: str
    label: str
    value: str
    options: tuple[OptionView, ...] = ()


@dataclass(frozen=True, slots=True)
class CoderView:
    """How many records a person has judged, and how many of them today (UTC)."""

    name: str
    judged: int
    today: int


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How far reviewing is: records judged of all, by what holds of them now, and by person."""

    judged: int
    all: int
    by_status: tuple[tuple[str, int], ...]
    coders: tuple[CoderView, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One record of a queue, None at its end, with the other queues and how far reviewing is.

    `may` tells whether the visitor may decide, `unnamed` whether a name may be given (at one's own machine, without
    accounts), `narrowed` in words what the queue is narrowed to.
    """

    order: Order
    orders: tuple[OrderView, ...]
    card: Card | None
    nothing: str
    start: str
    agreement: str
    progress: ProgressView
    progress_address: str
    narrowing: tuple[NarrowingView, ...]
    narrowed: str
    reviewer: str
    may: bool
    unnamed: bool


@page(router, "/review", "review.html")
def review(
    ledger: Reading, queue: TheQueue, visitor: TheVisitor, record: Record = None, at: Place = None, after: Cursor = None
) -> ReviewPage:
    """Return a record of a queue: `record`, else the first after the cursor `after`, else the first."""
    return ReviewPage(
        order=queue.order,
        orders=tuple(OrderView(order, words, _of_order(queue, order)) for order, words in ORDERS.items()),
        card=_chosen(ledger, queue, record, at, after),
        nothing=_NOTHING[queue.order],
        start=queue.address(),
        agreement=queue.address("/review/agreement"),
        progress=_progress(ledger, queue),
        progress_address=queue.address("/review/progress"),
        narrowing=_narrowing(queue),
        narrowed=_narrowed(queue),
        reviewer=queue.reviewer,
        may=visitor.may("coder"),
        unnamed=visitor.way == "here",
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A card by itself, for the page that fetches the next; None at the end of the queue."""

    card: Card | None
    nothing: str
    start: str
    may: bool


@router.get("/review/card", include_in_schema=False)
def review_card(
    request: Request,
    site: TheSite,
    ledger: Reading,
    queue: TheQueue,
    visitor: TheVisitor,
    record: Record = None,
    at: Place = None,
    after: Cursor = None,
) -> Response:
    """Return one record of a queue as a piece of the page."""
    card = _chosen(ledger, queue, record, at, after)
    piece = Piece(card, _NOTHING[queue.order], queue.address(), visitor.may("coder"))
    return site.drawing.page(request, "review_piece.html", piece)


@dataclass(frozen=True, slots=True)
class ProgressPiece:
    """How far reviewing is, for the page that renews it."""

    progress: ProgressView
    address: str


@router.get("/review/progress.json", responses=PROBLEMS)
def review_progress_data(ledger: Reading, queue: TheQueue) -> ProgressView:
    """Return how far reviewing a queue's records is: judged of all, by status, by person and today."""
    return _progress(ledger, queue)


@router.get("/review/progress", include_in_schema=False)
def review_progress(request: Request, site: TheSite, ledger: Reading, queue: TheQueue) -> Response:
    """Return how far reviewing is as a piece of the page."""
    piece = ProgressPiece(_progress(ledger, queue), queue.address("/review/progress"))
    return site.drawing.page(request, "review_progress_piece.html", piece)


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A record in dispute: in words, what each person said of it, and where it is opened to be settled."""

    row: RowView
    verdicts: tuple[Step, ...]
    address: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """How far coders agree, field by field and with the machine, and the records in dispute, each to be opened.

    `sampled` tells that the reviewed records are taken as a random sample; `next` is the address of more disputes.
    """

    panel: Panel
    sampled: bool
    other: str
    disputes: tuple[DisputeView, ...]
    next: str
    back: str


@page(router, "/review/agreement", "review_agreement.html")
def agreement(
    site: TheSite, ledger: Reading, queue: TheQueue, random: bool = False, after: Cursor = None
) -> AgreementPage:
    """Return the agreement between coders and with the machine, and the records that are in dispute.

    `random` tells that the records reviewed were drawn at random, as the queue of that name does: totals are corrected.
    """
    disputed = _in_order(queue, "disputed")
    choice = disputed.choice(ledger)
    found = ledger.review.queue("disputed", choice=choice, reviewer=queue.reviewer, after=after or None, limit=DISPUTES)
    scope = queue.scope
    asked = {"since": scope.since, "until": scope.until, "case": scope.case, "random": random or None}
    return AgreementPage(
        panel=panel_of(site, ledger, question("agreement", asked)),
        sampled=random,
        other=queue.address("/review/agreement", **({} if random else {"random": "true"})),
        disputes=tuple(_dispute(ledger, disputed, one) for one in found),
        next=queue.address("/review/agreement", after=found[-1].cursor) if len(found) == DISPUTES else "",
        back=queue.address(),
    )


def _dispute(ledger: Ledger, queue: Queue, one: Queued) -> DisputeView:
    row = row_of(one.record, ledger.document(one.record.document_id))
    verdicts = verdicts_of(steps(ledger.history(one.record.id), queue.reviewer))
    return DisputeView(row, verdicts, queue.address(record=one.record.id, at=one.cursor))


def _chosen(ledger: Ledger, queue: Queue, record: str | None, at: str | None, after: str | None) -> Card | None:
    if record:
        return card_of(ledger, queue, record, at)
    return next_card(ledger, queue, after or None)


def _of_order(queue: Queue, order: Order) -> str:
    return _in_order(queue, order).address()


def _in_order(queue: Queue, order: Order) -> Queue:
    return replace(queue, order=order)


def _progress(ledger: Ledger, queue: Queue) -> ProgressView:
    choice = queue.choice(ledger)
    found = ledger.review.progress(choice)
    today = ledger.review.judged_since(datetime.now(UTC).date().isoformat(), choice)
    coders = tuple(CoderView(name, n, today.get(name, 0)) for name, n in found.by_reviewer.items())
    statuses = tuple((status, n) for status, n in found.by_status.items() if n and status != "proposed")
    return ProgressView(found.judged, found.records, statuses, coders)


def _narrowing(queue: Queue) -> tuple[NarrowingView, ...]:
    return (
        NarrowingView("actor", "Actor", queue.actor or ""),
        NarrowingView("kind", "Kind", queue.kind or "", _options(KINDS)),
        NarrowingView("type", "Type of act", queue.type or "", _options(load_event_types())),
        NarrowingView("factuality", "Factuality", queue.factuality or "", _options(FACTUALITIES)),
        NarrowingView("outlet", "Outlet or author", queue.outlet or ""),
        NarrowingView("since", "Since", queue.scope.since or ""),
        NarrowingView("until", "Until", queue.scope.until or ""),
    )


def _options(values: Iterable[str]) -> tuple[OptionView, ...]:
    return tuple(OptionView(value, value) for value in values)


def _narrowed(queue: Queue) -> str:
    parts = [queue.actor, queue.kind, queue.type, queue.factuality, queue.outlet]
    days = [
        f"since {queue.scope.since}" if queue.scope.since else "",
        f"until {queue.scope.until}" if queue.scope.until else "",
    ]
    return ", ".join(part for part in (*parts, *days) if part)
