"""Contacts: with whom, how, when last, how often, who on either side, and who reports it; and the silences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Entry, Record
from talleyrand.present.focus import acts_for, is_contact
from talleyrand.present.groups import EntryView
from talleyrand.present.phrases import phrases
from talleyrand.present.plain import line, listed
from talleyrand.present.rows import Standing


@dataclass(frozen=True, slots=True)
class ContactView:
    """One counterpart. `entries` are its contacts in order of time, `reports` records from `documents` sources."""

    id: str
    name: str
    country: str
    own_side: str
    how: str
    entries: tuple[EntryView, ...]
    reports: int
    documents: int
    first: str
    last: str
    reported_by: str


def build_contacts(events: Iterable[EntryView], known: Mapping[str, Entry], focus: Actor) -> tuple[ContactView, ...]:
    """Return one view per counterpart with whom a contact took place, the most frequent first.

    `known` holds the record and document of every row by the record's id.
    """
    met: dict[str, tuple[Actor, list[EntryView]]] = {}
    for event in _contacts(events, known, "done"):
        for party in _parties(known[event.lead.record_id][0]):
            if not acts_for(party, focus):
                met.setdefault(party.id, (party, []))[1].append(event)
    views = [_contact(party, found, known, focus) for party, found in met.values()]
    return tuple(sorted(views, key=lambda view: (-len(view.entries), view.name)))


def build_silences(
    events: Iterable[EntryView], known: Mapping[str, Entry], *, standing: Standing = "not"
) -> tuple[EntryView, ...]:
    """Return the contacts that did not take place (has not spoken with, refused to meet), or those ahead."""
    return tuple(_contacts(events, known, standing))


def _contacts(events: Iterable[EntryView], known: Mapping[str, Entry], standing: Standing) -> Iterator[EntryView]:
    for event in events:
        if event.lead.standing == standing and is_contact(known[event.lead.record_id][0]):
            yield event


def _parties(record: Record) -> list[Actor]:
    return list({party.id: party for party in (*record.actors, *record.recipients)}.values())


def _contact(party: Actor, events: list[EntryView], known: Mapping[str, Entry], focus: Actor) -> ContactView:
    dated = [event.lead for event in events if event.lead.start]
    rows = [row for event in events for row in event.rows]
    return ContactView(
        id=party.id,
        name=line(party.name),
        country=party.country or "",
        own_side=_own_side((known[row.record_id][0] for row in rows), focus),
        how=_how(known[event.lead.record_id][0] for event in events),
        entries=tuple(events),
        reports=len(rows),
        documents=len({row.document_id for row in rows}),
        first=dated[0].date if dated else "undated",
        last=dated[-1].date if dated else "undated",
        reported_by="; ".join(dict.fromkeys(row.chain for row in rows)),
    )


def _own_side(records: Iterable[Record], focus: Actor) -> str:
    sides = (party for record in records for party in _parties(record) if acts_for(party, focus))
    return listed(list(dict.fromkeys(line(party.name) for party in sides)))


def _how(records: Iterable[Record]) -> str:
    counted = Counter(_mode(record) for record in records)
    return ", ".join(phrases().contact[mode] + (f" ×{n}" if n > 1 else "") for mode, n in counted.most_common())


def _mode(record: Record) -> str:
    mode = record.payload.mode if isinstance(record.payload, Act) else None
    return mode if mode in phrases().contact else "none"
