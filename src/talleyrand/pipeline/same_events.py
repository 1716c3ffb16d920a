"""Other documents' reports of the events that a document reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from talleyrand.ledger.documents.contents import Like, reports_like
from talleyrand.ledger.store import Ledger
from talleyrand.model.events import events_of, find_clusters
from talleyrand.model.records import Act, Entry, Record, Vote

REACH = 7
"""Days before an event from which on a report of it may begin: one that says no more than the week."""
MOST_REPORTS = 400
"""Reports read for one pair of parties, type and stretch of days."""


@dataclass(frozen=True, slots=True)
class SameEvent:
    """One event: the records of a document that report it, those of others, and how many are independent."""

    own: tuple[Record, ...]
    others: tuple[Entry, ...]
    independent: int


def same_events(ledger: Ledger, records: Iterable[Record]) -> tuple[SameEvent, ...]:
    """Return the events of one document's acts and votes that other documents report too, in order of the text.

    Only records of the same day, type and party are read, never the whole ledger.
    """
    own = [record for record in records if isinstance(record.payload, Act | Vote) and record.date.known]
    if not own:
        return ()
    wanted = _merged(_like(record) for record in own if record.actors or record.recipients)
    ids = reports_like(ledger.connection, wanted, besides=own[0].document_id, limit=MOST_REPORTS)
    others = list(ledger.records(ids=ids, undated=True)) if ids else []
    mine = {record.id for record in own}
    found = [_event(ledger, cluster, mine) for cluster in find_clusters([*own, *others])]
    return tuple(sorted((event for event in found if event), key=lambda event: event.own[0].evidence.start))


def _like(record: Record) -> Like:
    """Return what other reports of an act or vote have too: its first two parties, days and type."""
    assert isinstance(record.payload, Act | Vote)  # noqa: S101  nothing else is given
    type_ = record.payload.event_type if isinstance(record.payload, Act) else record.payload.choice
    parties = dict.fromkeys(party.country or party.id for party in (*record.actors, *record.recipients))
    first, *others = sorted(parties)
    start, end = record.date.start or "", record.date.end or ""
    since = date.fromordinal(max(1, date.fromisoformat(start).toordinal() - REACH)).isoformat()
    return Like(first, others[0] if others else None, since, end, record.kind, type_)


def _merged(likes: Iterable[Like]) -> list[Like]:
    """Put together what differs in days alone where these overlap, so that no record is read twice."""
    merged: list[Like] = []
    for like in sorted(likes, key=lambda like: (like.party, like.other or "", like.kind, like.type, like.since)):
        last = merged[-1] if merged else None
        if last and like.since <= last.until and like == replace(last, since=like.since, until=like.until):
            merged[-1] = replace(last, until=max(last.until, like.until))
        else:
            merged.append(like)
    return merged


def _event(ledger: Ledger, cluster: Sequence[Record], mine: set[str]) -> SameEvent | None:
    own = tuple(record for record in cluster if record.id in mine)
    others = tuple(record for record in cluster if record.id not in mine)
    if not own or not others:
        return None
    independent = events_of([cluster])[own[0].id].independent
    return SameEvent(own, tuple((record, ledger.document(record.document_id)) for record in others), independent)
