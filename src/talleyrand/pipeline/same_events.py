"""Other documents' reports of the events that a document reports, and documents that are copies of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from talleyrand.errors import NotFoundError
from talleyrand.ledger.contents import Like, reports_like
from talleyrand.ledger.store import Ledger
from talleyrand.model.copies import find_stories
from talleyrand.model.documents import Document
from talleyrand.model.events import events_of, find_clusters
from talleyrand.model.records import Act, Entry, Record, Vote
from talleyrand.model.spans import Span

REACH = 14
"""Days before an event from which on a report of it may begin: one that says no more than the fortnight."""
MOST_REPORTS = 200
"""Reports read for one party, type and days."""
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
    wanted = dict.fromkeys(like for record in own for like in _likes(record))
    ids = reports_like(ledger.connection, wanted, besides=own[0].document_id, limit=MOST_REPORTS)
    others = list(ledger.records(ids=ids, undated=True)) if ids else []
    mine = {record.id for record in own}
    found = [_event(ledger, cluster, mine) for cluster in find_clusters([*own, *others])]
    return tuple(sorted((event for event in found if event), key=lambda event: event.own[0].evidence.start))


def _likes(record: Record) -> Iterator[Like]:
    """Yield what other reports of an act or vote have too: its first party, days and type."""
    assert isinstance(record.payload, Act | Vote)  # noqa: S101  nothing else is given
    type_ = record.payload.event_type if isinstance(record.payload, Act) else record.payload.choice
    parties = record.actors[:1] or record.recipients[:1]
    start, end = record.date.start or "", record.date.end or ""
    since = date.fromordinal(max(1, date.fromisoformat(start).toordinal() - REACH)).isoformat()
    for party in parties:
        yield Like(party.country or party.id, since, end, record.kind, type_)


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
    near: dict[str, Document] = {}
    for span in _probes(sentences):
        words = " ".join(_words(document.text[span.start : span.end])[:PROBE_WORDS])
        try:
            hits = list(ledger.search(f'"{words}"', limit=MOST_ALIKE))
        except NotFoundError:
            continue
        near.update((hit.document_id, ledger.document(hit.document_id)) for hit in hits)
    near[document.id] = document
    stories = find_stories(near.values())
    return tuple(
        near[ident] for ident in sorted(near) if ident != document.id and stories[ident] == stories[document.id]
    )


def _probes(sentences: Sequence[Span]) -> list[Span]:
    """Return the longest sentence of each of `PROBES` stretches of a document."""
    size = max(1, -(-len(sentences) // PROBES))
    stretches = (sentences[at : at + size] for at in range(0, len(sentences), size))
    return [max(stretch, key=lambda span: span.end - span.start) for stretch in stretches]


def _words(text: str) -> list[str]:
    return [word for word in text.replace('"', " ").split() if any(map(str.isalnum, word))]
