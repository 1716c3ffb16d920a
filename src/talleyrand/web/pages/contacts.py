"""Contacts: who talked to whom, how and when last, and whom never."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from talleyrand.errors import NotFoundError, OptionError
from talleyrand.ledger.store import Ledger
from talleyrand.present.contacts.board import ContactBoard, Never, build_board, build_never
from talleyrand.present.contacts.lists import ContactLine
from talleyrand.present.plain import clip, date_words, line
from talleyrand.web.answers.asking import Asked, TheAsked
from talleyrand.web.answers.pieces import Piece, ask
from talleyrand.web.answers.question import Answer
from talleyrand.web.page import page
from talleyrand.web.parties import Named, named
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["contacts"])

Level = Literal["any", "leader", "minister", "envoy", "other"]
Who = Annotated[Level, Query(description="The lower of both sides' levels")]
QUOTE = 240
"""Characters of a sentence that stand beside a contact."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The sentence that tells of a contact, and its days in words, however vague."""

    text: str
    days: str


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """Contacts as far as they are worked out: `board` is None while they are.

    `quotes` are the sentences of the contacts listed, by the record's id.
    """

    asked: Asked
    level: Level
    actor: Named | None
    target: Named | None
    piece: Piece
    board: ContactBoard | None
    quotes: dict[str, Quoted]

    @property
    def parameters(self) -> dict[str, str | None]:
        """What the measure and this page's address take."""
        return _parameters(self.asked, self.actor, self.target, self.level)


@dataclass(frozen=True, slots=True)
class NeverPage:
    """States of which contacts with others are reported and none with the actor; None while they are worked out.

    They are those most in contact with others first; without an actor there are none.
    """

    asked: Asked
    actor: Named | None
    whole: Piece
    own: Piece
    never: tuple[Never, ...] | None


@page(router, "/contacts", "contacts.html", inside="contacts_board.html")
def contacts(asked: TheAsked, site: TheSite, ledger: Reading, level: Who = "any") -> ContactsPage:
    """Return who talked to whom, how and when last: the whole ledger's matrix, or an actor's counterparts."""
    actor, target = named(asked.actor, ledger), named(asked.target, ledger)
    if target and not actor:
        raise OptionError("a target without an actor", where="target", hint="say whose contacts are asked for")
    piece, answer = ask(site, ledger, "contacts", _parameters(asked, actor, target, level), asked.wait)
    if answer is None:
        return ContactsPage(asked, level, actor, target, piece, None, {})
    board = site.views.of(answer, _board)
    quotes = _quotes(ledger, (*board.lines, *board.silences, *board.coming))
    return ContactsPage(asked, level, actor, target, piece, board, quotes)


@page(router, "/contacts/never", "contacts_never.html", inside="contacts_never_inside.html")
def contacts_never(asked: TheAsked, site: TheSite, ledger: Reading) -> NeverPage:
    """Return the states that the sources report contacts with others of and none with an actor."""
    actor = named(asked.actor, ledger)
    if actor is None:
        nobody = Piece("ready", "/answers/contacts")
        return NeverPage(asked, None, nobody, nobody, ())
    whole, pairs = ask(site, ledger, "contacts", _parameters(asked, None, None, "any"), asked.wait)
    own, mine = ask(site, ledger, "contacts", _parameters(asked, actor, None, "any"), asked.wait)
    if pairs is None or mine is None:
        return NeverPage(asked, actor, whole, own, None)
    met = [row["counterpart"] for row in (*mine.rows, *mine.parts["undated"].rows)]
    return NeverPage(asked, actor, whole, own, build_never(pairs.rows, actor.key, met))


def _board(answer: Answer) -> ContactBoard:
    parts = {name: part.rows for name, part in answer.parts.items()}
    return build_board(answer.rows, parts, of_actor="counterpart" in answer.keys)


def _parameters(asked: Asked, actor: Named | None, target: Named | None, level: Level) -> dict[str, str | None]:
    chosen = {"actor": actor.key if actor else None, "target": target.key if target else None}
    return {**asked.parameters(), **chosen, "level": None if level == "any" else level}


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
