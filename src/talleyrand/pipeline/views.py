"""Dossiers and timelines out of a ledger: the actors meant, the entries they need, the view of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talleyrand.ledger.records import Records, caution
from talleyrand.ledger.selecting.selection import Choice, DataChoice
from talleyrand.model.actors import Actor
from talleyrand.model.records import Entry
from talleyrand.pipeline.asking import Resolve, find_actor

if TYPE_CHECKING:
    from talleyrand.present.views import DossierView


@dataclass(frozen=True, slots=True)
class Question:
    """What a dossier is asked: of whom, toward whom, from when to when.

    `since` and `until` are ISO days, inclusive; what is not dated comes too. `limit` takes the newest records only,
    `min_confidence` (0 to 1) those that are as sure. `data` says whether records of event data come, too.
    """

    actor: str
    toward: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    min_confidence: float | None = None
    data: DataChoice = "without"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, the actors that were meant, and the entries that concern them, in order of date.

    `caution` is what a reader of its counts must know of where they come from.
    """

    question: Question
    actor: Actor
    toward: Actor | None
    entries: tuple[Entry, ...]
    caution: str | None = None

    @property
    def complete(self) -> bool:
        """Whether the limit left nothing out."""
        return not self.question.limit or len(self.entries) < self.question.limit


def answer(ledger: Records, question: Question, resolve: Resolve) -> Answer:
    """Look up what the question is about; raises NotFoundError for actors that nobody knows."""
    actor = find_actor(question.actor, ledger, resolve)
    toward = find_actor(question.toward, ledger, resolve) if question.toward else None
    limit = None if toward else question.limit
    choice: Choice = {
        "actor": actor_key(actor),
        "part": "any",
        "since": question.since,
        "until": question.until,
        "undated": True,
        "limit": limit,
        "min_confidence": question.min_confidence,
        "data": question.data,
    }
    entries = list(ledger.entries(**choice))
    if toward:
        entries = concerning(entries, actor, toward)[-question.limit if question.limit else 0 :]
    return Answer(question, actor, toward, tuple(entries), caution(ledger))


def concerning(entries: list[Entry], actor: Actor, toward: Actor) -> list[Entry]:
    """Return the entries of an actor that have to do with another one."""
    from talleyrand.present.focus import toward_filter

    return toward_filter(entries, actor, toward)


def actor_key(actor: Actor) -> str:
    """Return what stands for an actor in the ledger: a state for all that act for it, another for itself."""
    return actor.country if actor.type == "state" and actor.country else actor.id


def resolve(words: str) -> Actor | None:
    """Return the actor that words mean by the codebook; a plainly named state needs the table of states alone."""
    from talleyrand.codebook.countries import load_countries

    asked = words.strip().casefold()
    for country in load_countries().values():
        if asked in {country.iso3.casefold(), *(name.casefold() for name in country.names)}:
            return Actor(f"country:{country.iso3}", country.name, "state", country.iso3)

    from talleyrand.resolve.actors import resolve_actor

    return resolve_actor(words)


def view_of(found: Answer, generated: str) -> DossierView:
    """Return the dossier of an answer; `generated` says by what and when."""
    from talleyrand.present.views import build_dossier

    asked = found.question
    return build_dossier(
        found.entries, found.actor, toward=found.toward, since=asked.since, until=asked.until, generated=generated
    )
