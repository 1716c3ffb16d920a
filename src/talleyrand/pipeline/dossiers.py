"""What a dossier of a large ledger is made of: the newest records, and counts of the rest, none of them read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from talleyrand.ledger.selecting import recent
from talleyrand.ledger.selecting.recent import Parties
from talleyrand.ledger.store import Ledger
from talleyrand.model.actors import Actor
from talleyrand.model.cases import Case
from talleyrand.model.concerning import counterparts
from talleyrand.model.records import Entry, Record
from talleyrand.pipeline.views import actor_key

SHOWN = 200
"""Records that a dossier shows at once: more can't be read, and take longer than a page may."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The newest entries in order of time, their documents without texts, and what there is in all.

    `days` are the days on which records begin, each with how many; `undated` have none. `reviewed` were accepted or
    corrected by a person. `shown_from` is the day from which every record is among the entries, None where all are that
    have a day.
    """

    entries: tuple[Entry, ...]
    days: tuple[tuple[str, int], ...]
    undated: int
    reviewed: int
    shown_from: str | None

    @property
    def records(self) -> int:
        """How many records there are."""
        return sum(n for _, n in self.days) + self.undated


@dataclass(frozen=True, slots=True)
class Limits:
    """What a dossier is limited to: days, inclusive, None where they are open, and a case."""

    since: str | None = None
    until: str | None = None
    within: Case | None = None


Days = dict[str | None, int]
Keep = Callable[[str, Callable[[Ledger], Days], Ledger], Days]
"""Gives what a function makes of the ledger, kept under a name for as long as the ledger says the same."""


def gather(
    ledger: Ledger,
    actor: Actor,
    target: Actor | None,
    *,
    limits: Limits | None = None,
    keep: Keep = lambda _, make, ledger: make(ledger),
) -> Gathered:
    """Return what a dossier of an actor, or of an actor toward another, is made of, within limits.

    What the actor says and does in words that name the target counts too, though the target is no party to it, as far
    as the newest records go.
    """
    limits = limits or Limits()
    since, until = limits.since, limits.until
    parties = Parties(actor_key(actor), actor_key(target) if target else None, limits.within)
    numbers = recent.newest(ledger.connection, parties, SHOWN + 1, since, until)
    complete = len(numbers) <= SHOWN
    records = recent.numbered(ledger.connection, numbers[:SHOWN])
    shown_from = _shown_from(records) if not complete else None
    if target:
        named = recent.naming(ledger.connection, parties, names_of(records, target), since or shown_from, until)
        records += recent.numbered(ledger.connection, set(named) - set(numbers))
    documents = recent.documents(ledger.connection, records)
    days = _counted(records)
    if not complete:
        every = keep(f"days of {parties}", lambda ledger: recent.days(ledger.connection, parties), ledger)
        days = _chosen(every, since, until)
    return Gathered(
        entries=tuple((record, documents[record.document_id]) for record in records),
        days=tuple(sorted((day, n) for day, n in days.items() if day is not None)),
        undated=days.get(None, 0),
        reviewed=recent.reviewed(ledger.connection, parties),
        shown_from=shown_from,
    )


def names_of(records: Iterable[Record], actor: Actor) -> frozenset[str]:
    """Return the names under which records know an actor or those who act for it; pronouns are left out."""
    from talleyrand.present.focus import acts_for, names_somebody

    parties = (party for record in records for party in (*record.actors, *counterparts(record)))
    found = {party.mention.text for party in parties if party.mention and acts_for(party, actor)}
    return frozenset({actor.name} | {name for name in found if names_somebody(name)})


def _shown_from(records: Iterable[Record]) -> str | None:
    """Return the first day of the newest records; undated ones among them tell that none with a day is left out."""
    days = [record.date.start for record in records]
    return None if None in days else min(day for day in days if day)


def _counted(records: Iterable[Record]) -> Days:
    days: Days = {}
    for record in records:
        days[record.date.start] = days.get(record.date.start, 0) + 1
    return days


def _chosen(days: Days, since: str | None, until: str | None) -> Days:
    if since is None and until is None:
        return days
    return {day: n for day, n in days.items() if day and (since or "") <= day <= f"{until or '9999'}~"}
