"""Reports of the same event put together, so that nothing is counted twice: n reports, n independent reports."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from talleyrand.model.actors import Actor
from talleyrand.model.events import Event, find_events
from talleyrand.model.records import Entry, Forecast, Framing, Record, Statement
from talleyrand.present.rows import RowOf, RowView, row_of

_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class EntryView:
    """One event: the row shown for it, and the rows of its other reports; `stories` of them are no copies."""

    lead: RowView
    others: tuple[RowView, ...] = ()
    stories: int | None = None

    @property
    def rows(self) -> tuple[RowView, ...]:
        """All reports, the one shown first."""
        return (self.lead, *self.others)

    @property
    def reports(self) -> int:
        """How many records report the event."""
        return 1 + len(self.others)

    @property
    def documents(self) -> int:
        """How many independent documents report the event: copies of one story count once."""
        return len({row.document_id for row in self.rows}) if self.stories is None else self.stories


def group(entries: Iterable[Entry], row: RowOf = row_of) -> tuple[EntryView, ...]:
    """Put reports of one event together: the same kind, actors, type, standing and days. Undated ones stay single.

    In order of time; what is not dated comes last. `row` makes the rows.
    """
    chosen = tuple(entries)
    events = find_events(record for record, _ in chosen)
    groups: dict[Hashable, list[RowView]] = {}
    for record, document in chosen:
        groups.setdefault(_group_key(record, events), []).append(row(record, document))
    return tuple(sorted((_entry(rows, events) for rows in groups.values()), key=time_order))


def count_events(entries: Iterable[Entry]) -> int:
    """Return how many events the entries report."""
    chosen = tuple(entries)
    events = find_events(record for record, _ in chosen)
    return len({_group_key(record, events) for record, _ in chosen})


def _group_key(record: Record, events: Mapping[str, Event]) -> Hashable:
    event = events.get(record.id)
    return event.id if event else event_key(record)


def _entry(rows: list[RowView], events: Mapping[str, Event]) -> EntryView:
    best = sorted(rows, key=lambda row: (not row.reviewed, -row.confidence, row.record_id))
    event = events.get(best[0].record_id)
    return EntryView(best[0], tuple(best[1:]), event.independent if event else None)


def time_order(entry: EntryView) -> tuple[str, str, str, int, str]:
    """Sort key: by first day (the last where only that is known), last day, then by where the source says it."""
    row = entry.lead
    return row.start or row.end or "9999", row.end or "9999", row.document_id, row.evidence_start, row.record_id


def event_key(record: Record) -> Hashable:
    """Return what two reports of words or terms have in common; unique for a record that is not dated."""
    if not record.date.known:
        return record.id
    days = (record.date.start, record.date.end)
    return record.kind, record.factuality, days, _parties(record), _type_key(record)


def _parties(record: Record) -> Hashable:
    return frozenset(_ids(record.actors)), frozenset(_ids(record.recipients))


def _ids(actors: Iterable[Actor]) -> set[str]:
    return {actor.id for actor in actors}


def _type_key(record: Record) -> Hashable:
    match record.payload:
        case Framing() as framing:
            return framing.frame, framing.term.lower(), framing.use
        case Statement() as statement:
            return _letters(" ".join(part.text for part in statement.content)) or record.id
        case Forecast() as forecast:
            return _letters(forecast.proposition.text)
        case _:
            return record.id


def _letters(text: str) -> str:
    return _LETTERS.sub(" ", text).strip().lower()
