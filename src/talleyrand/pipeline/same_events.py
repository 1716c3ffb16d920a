"""Other documents' reports of the events that a document reports, and documents that are copies of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from talleyrand.ledger.documents.contents import Like, holders_of, reports_like
from talleyrand.ledger.store import Ledger
from talleyrand.model.copies import find_stories
from talleyrand.model.documents import Document
from talleyrand.model.events import events_of, find_clusters
from talleyrand.model.records import Act, Entry, Record, Vote
from talleyrand.model.spans import Span

REACH = 7
"""Days before an event from which on a report of it may begin: one that says no more than the week."""
MOST_REPORTS = 400
"""Reports read for one pair of parties, type and stretch of days."""
PROBES = 4
"""Sentences by which copies are looked for: a copy that lost them all is no copy."""
PROBE_WORDS = 9
MOST_ALIKE = 40


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


def copies_of(ledger: Ledger, document: Document, sentences: Sequence[Span]) -> tuple[Document, ...]:
    """Return the documents that tell the same story in the same words, by id.

    They are looked for by a few of the document's `sentences`, long ones far apart, and then compared as a whole.
    """
    probes = _probes(sentences)
    holders: Counter[str] = Counter()
    for span in probes:
        words = document.text[span.start : span.end].split()[:PROBE_WORDS]
        holders.update(holders_of(ledger.connection, " ".join(words), MOST_ALIKE))
    near = [ident for ident, found in holders.items() if 2 * found >= len(probes) and ident != document.id]
    if not near:
        return ()
    stories = find_stories([document, *map(ledger.document, near)])
    return tuple(ledger.document(ident) for ident in sorted(near) if stories[ident] == stories[document.id])


def _probes(sentences: Sequence[Span]) -> list[Span]:
    """Return the longest sentence of each of `PROBES` stretches of a document."""
    size = max(1, -(-len(sentences) // PROBES))
    stretches = (sentences[at : at + size] for at in range(0, len(sentences), size))
    return [max(stretch, key=lambda span: span.end - span.start) for stretch in stretches]
