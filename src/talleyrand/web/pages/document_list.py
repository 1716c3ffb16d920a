"""The documents of the ledger, the newest first, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query

from talleyrand.errors import OptionError
from talleyrand.ledger.documents.shelf import Place, Shelved, Wanted, of_case, shelved, unreadable
from talleyrand.ledger.store import Ledger
from talleyrand.model.cases import Case
from talleyrand.web.page import page
from talleyrand.web.scope import Day, TheScope, checked
from talleyrand.web.site import Reading, Site, TheSite

router = APIRouter(tags=["documents"])

ROWS = 60
MOST_UNREADABLE = 200

Outlet = Annotated[str, Query(max_length=200, description="A part of the outlet's name")]
Author = Annotated[str, Query(max_length=200, description="An actor's id, a country's code, or a part of the name")]
Words = Annotated[str, Query(max_length=200, description="Words that the title or a sentence of it holds")]
After = Annotated[str, Query(max_length=60, description="Where the list goes on: `next` of the answer before")]
Unread = Annotated[bool, Query(description="List inputs that could not be read in place of documents")]


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """An input that could not be read: where, what is wrong, what to do."""

    place: str
    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """Documents, the newest first; `next` is what `after` takes for those that follow, empty at the end.

    With `unreadable` there are `problems` in place of `documents`.
    """

    wanted: Wanted
    unreadable: bool
    documents: tuple[Shelved, ...]
    problems: tuple[UnreadLine, ...]
    next: str


@page(router, "/documents", "documents.html")
def documents(
    site: TheSite,
    ledger: Reading,
    scope: TheScope,
    since: Day = None,
    until: Day = None,
    outlet: Outlet = "",
    author: Author = "",
    words: Words = "",
    after: After = "",
    unreadable: Unread = False,
) -> DocumentsPage:
    """Return documents by outlet, author, day of publication and words, the newest first.

    Days of a case are those of its records, not of publication.
    """
    days = (checked(since, "since"), checked(until, "until"))
    wanted = Wanted(outlet.strip(), author.strip(), *days, words.strip())
    if unreadable:
        return _problems(ledger, wanted, after)
    held = _held(site, ledger, scope.within) if scope.within else None
    found = shelved(ledger.connection, replace(wanted, held=held), _place(after), ROWS + 1)
    last = found[ROWS - 1].place if len(found) > ROWS else None
    following = f"{last.published}~{last.seq}" if last else ""
    return DocumentsPage(wanted, False, tuple(found[:ROWS]), (), following)


def _held(site: Site, ledger: Ledger, case: Case) -> dict[int, int]:
    return site.kept.of(f"documents of {case.id}", lambda ledger: of_case(ledger.connection, case), ledger)


def _problems(ledger: Reading, wanted: Wanted, after: str) -> DocumentsPage:
    place = _place(after)
    found = unreadable(ledger.connection, place.seq if place else 0, MOST_UNREADABLE + 1)
    following = f"~{found[MOST_UNREADABLE - 1][0]}" if len(found) > MOST_UNREADABLE else ""
    lines = tuple(UnreadLine(each.place, each.what, each.hint) for _, each in found[:MOST_UNREADABLE])
    return DocumentsPage(wanted, True, (), lines, following)


def _place(after: str) -> Place | None:
    if not after:
        return None
    published, _, seq = after.rpartition("~")
    if not (seq.isascii() and seq.isdigit() and len(seq) < 19):
        raise OptionError(f"{after!r} is no place in the list", where="after", hint="take it from `next`")
    return Place(published, int(seq))
