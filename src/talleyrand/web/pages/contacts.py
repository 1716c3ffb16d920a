"""Contacts: who talked to whom, how and when last, and whom never."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from talleyrand.errors import NotFoundError, OptionError
from talleyrand.ledger.store import Ledger
from talleyrand.present.contact_board import ContactBoard, Never, build_board, build_never
from talleyrand.present.contact_lists import ContactLine
from talleyrand.present.plain import clip, date_words, line
from talleyrand.web.answers.answers import GLANCE
from talleyrand.web.answers.question import Answer
from talleyrand.web.page import page
from talleyrand.web.parties import Named, named
from talleyrand.web.pieces import Piece, ask, draw_piece
from talleyrand.web.scope import TheScope
from talleyrand.web.site import Reading, Site, TheSite

router = APIRouter(tags=["contacts"])

Level = Literal["any", "leader", "minister", "envoy", "other"]
Actor = Annotated[str | None, Query(description="Whose contacts: a code, a name or an id", examples=["FRA"])]
Target = Annotated[str | None, Query(description="With whom", examples=["RUS"])]
Who = Annotated[Level, Query(description="The lower of both sides' levels")]
QUOTE = 240
"""Characters of a sentence that stand beside a contact."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose contacts a page is about, with whom, when, and at which level."""

    actor: Named | None
    target: Named | None
    since: str | None
    until: str | None
    level: Level

    @property
    def parameters(self) -> dict[str, str | None]:
        """What the measure and this page's address take."""
        actor, target = (one.key if one else None for one in (self.actor, self.target))
        return {
            "actor": actor,
            "target": target,
            "since": self.since,
            "until": self.until,
            "level": None if self.level == "any" else self.level,
        }


@dataclass(frozen=True, slots=True)
class Quoted:
    """The sentence that tells of a contact, and its days in words, however vague."""

    text: str
    days: str


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """Contacts as far as they are worked out: `board` is None while they are, `never` while the whole ledger is.

    `quotes` are the sentences of the contacts listed, by the record's id. `never` are states that no contact of the
    actor is reported with, those most in contact with others first; it is empty without an actor.
    """

    asked: Asked
    piece: Piece
    board: ContactBoard | None
    quotes: dict[str, Quoted]
    never_piece: Piece | None = None
    never: tuple[Never, ...] | None = None


@page(router, "/contacts", "contacts.html")
def contacts(
    site: TheSite, ledger: Reading, scope: TheScope, actor: Actor = None, target: Target = None, level: Who = "any"
) -> ContactsPage:
    """Return who talked to whom, how and when last: the whole ledger's matrix, or an actor's counterparts."""
    asked = Asked(named(actor, ledger), named(target, ledger), scope.since, scope.until, level)
    if asked.target and not asked.actor:
        raise OptionError("a target without an actor", where="target", hint="say whose contacts are asked for")
    return _with_never(_found(site, ledger, asked, GLANCE), site, ledger, 0)


@router.get("/contacts/panel", include_in_schema=False)
def contacts_panel(
    request: Request,
    site: TheSite,
    ledger: Reading,
    scope: TheScope,
    actor: Actor = None,
    target: Target = None,
    level: Who = "any",
    wait: float = GLANCE,
) -> Response:
    """Return the board by itself."""
    asked = Asked(named(actor, ledger), named(target, ledger), scope.since, scope.until, level)
    found = _found(site, ledger, asked, wait)
    return draw_piece(request, "contacts_board.html", found, found.piece)


@router.get("/contacts/never", include_in_schema=False)
def contacts_never(
    request: Request, site: TheSite, ledger: Reading, scope: TheScope, actor: str, wait: float = GLANCE
) -> Response:
    """Return the states that an actor never talked to, by itself."""
    asked = Asked(named(actor, ledger), None, scope.since, scope.until, "any")
    found = _with_never(_found(site, ledger, asked, wait), site, ledger, wait)
    return draw_piece(request, "contacts_never.html", found, found.never_piece or found.piece)


def _found(site: Site, ledger: Ledger, asked: Asked, wait: float) -> ContactsPage:
    piece, answer = ask(site, ledger, "contacts", asked.parameters, wait)
    if answer is None:
        return ContactsPage(asked, piece, None, {})
    parts = {name: part.rows for name, part in answer.parts.items()}
    board = build_board(answer.rows, parts, of_actor=asked.actor is not None)
    return ContactsPage(asked, piece, board, _quotes(ledger, (*board.lines, *board.silences, *board.coming)))


def _with_never(found: ContactsPage, site: Site, ledger: Ledger, wait: float) -> ContactsPage:
    """Return the page with the states never talked to, where an actor is asked about and nobody in particular."""
    asked = found.asked
    if asked.actor is None or asked.target is not None:
        return found
    piece, whole = ask(site, ledger, "contacts", {"since": asked.since, "until": asked.until}, wait)
    mine: tuple[Piece, Answer | None] = ask(
        site, ledger, "contacts", {"actor": asked.actor.key, "since": asked.since, "until": asked.until}, wait
    )
    if whole is None or mine[1] is None:
        return ContactsPage(asked, found.piece, found.board, found.quotes, piece if whole is None else mine[0])
    met = [row["counterpart"] for row in (*mine[1].rows, *mine[1].parts["undated"].rows)]
    never = build_never(whole.rows, asked.actor.key, met)
    return ContactsPage(asked, found.piece, found.board, found.quotes, piece, never)


def _quotes(ledger: Ledger, lines: Iterable[ContactLine]) -> dict[str, Quoted]:
    """Return the sentence of each contact's first record; one that is gone by now has none."""
    found: dict[str, Quoted] = {}
    for one in lines:
        for record_id in one.records[:1]:
            try:
                record = ledger.record(record_id)
            except NotFoundError:
                continue
            found[record_id] = Quoted(clip(line(record.evidence.text), QUOTE), date_words(record.date))
    return found
