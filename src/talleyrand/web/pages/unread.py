"""What has no place in the ledger: unreadable inputs, findings that were not entered, documents without a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from talleyrand.ledger.documents.unread import SORTS, Sort, Unread, unread
from talleyrand.web.page import page
from talleyrand.web.site import Reading

router = APIRouter(tags=["home"])

PAGE = 100
"""Things on one page."""


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """Things of one sort in the order in which they were met; `after` is where the next page goes on."""

    sort: Sort
    sorts: tuple[Sort, ...]
    things: tuple[Unread, ...]
    after: int | None


@page(router, "/unread", "unread.html")
def unread_page(
    ledger: Reading, sort: Sort = "findings", after: Annotated[int, Query(ge=0, le=2**62)] = 0
) -> UnreadPage:
    """Return what has no place in the ledger, with the reason."""
    found = unread(ledger.connection, sort, after, PAGE + 1)
    more = found[PAGE - 1].seq if len(found) > PAGE else None
    return UnreadPage(sort, SORTS, tuple(found[:PAGE]), more)
