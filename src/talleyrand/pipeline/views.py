"""Dossiers and timelines out of a ledger: the actors meant, the entries they need, the view of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talleyrand.ledger.selection import Choice
from talleyrand.ledger.store import Ledger
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.pipeline.asking import Resolve, find_actor


if TYPE_CHECKING:
    from talleyrand.present.views import DossierView


@dataclass(frozen=True, slots=True)
class Question:
    """What a dossier is asked: of whom, toward whom, from when to when.

    `limit` takes the newest records only; with `toward` all are taken, for what concerns it is told by the view.
    """

    actor: str
    toward: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The actors that were meant, the entries that concern them, and how many the ledger has without the limit."""

    actor: Actor
    toward: Actor | None
    entries: tuple[tuple[Record, Document], ...]
    total: int


def answer(ledger: Ledger, question: Question, resolve: Resolve) -> Answer:
    """Look up what the question is about; raises NotFoundError for actors that nobody knows."""
    actor = find_actor(question.actor, ledger, resolve)
    toward = find_actor(question.toward, ledger, resolve) if question.toward else None
    choice = Choice(actor=actor_key(actor), part="any", since=question.since, until=question.until, undated=True)
    entries = tuple(ledger.entries(**choice, limit=None if toward else question.limit))
    return Answer(actor, toward, entries, ledger.count(**choice))


def actor_key(actor: Actor) -> str:
    """Return what stands for an actor in the ledger: a state for all that act for it, another for itself."""
    return actor.country if actor.type == "state" and actor.country else actor.id


def resolver() -> Resolve:
    """Return what turns words into actors; its names are read when it is first asked."""
    from talleyrand.resolve.actors import resolve_actor  # noqa: PLC0415

    return resolve_actor


def view_of(found: Answer) -> DossierView:
    """Return the dossier of an answer."""
    from talleyrand.present.views import build_dossier  # noqa: PLC0415

    return build_dossier(found.entries, found.actor, toward=found.toward)
