"""Reports of the same event put together, so that nothing is counted twice: n reports, n independent reports."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Forecast, Framing, Record, Statement, Vote
from talleyrand.present.rows import Entry, RowView, row_of

_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class EntryView:
    """One event: the row shown for it, and the rows of its other reports. `documents` counts the distinct sources."""

    lead: RowView
    others: tuple[RowView, ...] = ()

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
        """How many distinct documents report the event."""
        return len({row.document_id for row in self.rows})


def group(entries: Iterable[Entry]) -> tuple[EntryView, ...]:
    """Put reports of one event together: the same kind, actors, type, standing and days. Undated ones stay single.

    In order of time; what is not dated comes last.
    """
    groups: dict[Hashable, list[RowView]] = {}
    for record, document in entries:
        groups.setdefault(event_key(record), []).append(row_of(record, document))
    return tuple(sorted((_entry(rows) for rows in groups.values()), key=time_order))


def _entry(rows: list[RowView]) -> EntryView:
    best = sorted(rows, key=lambda row: (not row.reviewed, -row.confidence, row.record_id))
    return EntryView(best[0], tuple(best[1:]))


def time_order(entry: EntryView) -> tuple[str, str, str, int, str]:
    """Sort key: by first day (the last where only that is known), last day, then by where the source says it."""
    row = entry.lead
    return row.start or row.end or "9999", row.end or "9999", row.document_id, row.evidence_start, row.record_id


def event_key(record: Record) -> Hashable:
    """Return what two reports of one event have in common; unique for a record that is not dated."""
    if not record.date.known:
        return record.id
    days = (record.date.start, record.date.end)
    return record.kind, record.factuality, days, _parties(record), _type_key(record)


def _parties(record: Record) -> Hashable:
    if isinstance(record.payload, Act) and record.payload.event_type == "CONSULT":
        return frozenset(_ids(record.actors) | _ids(record.recipients))
    return frozenset(_ids(record.actors)), frozenset(_ids(record.recipients))


def _ids(actors: Iterable[Actor]) -> set[str]:
    return {actor.id for actor in actors}


def _type_key(record: Record) -> Hashable:
    match record.payload:
        case Act() as act:
            return act.event_type
        case Vote() as vote:
            return vote.body.id if vote.body else None, vote.choice
        case Framing() as framing:
            return framing.frame, framing.term.lower(), framing.use
        case Statement() as statement:
            return _letters(" ".join(part.text for part in statement.content)) or record.id
        case Forecast() as forecast:
            return _letters(forecast.proposition.text)


def _letters(text: str) -> str:
    return _LETTERS.sub(" ", text).strip().lower()
