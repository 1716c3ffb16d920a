"""Contacts: with whom, how, when last, how often, who on either side, and who reports it; and the silences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Record
from talleyrand.present.focus import acts_for, is_contact
from talleyrand.present.groups import EntryView, group
from talleyrand.present.phrases import phrases
from talleyrand.present.plain import line, listed
from talleyrand.present.rows import Entry, standing_of


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

    @property
    def last_entry(self) -> EntryView:
        """The latest contact that is dated, else the last known of."""
        dated = [entry for entry in self.entries if entry.lead.start]
        return dated[-1] if dated else self.entries[-1]


def build_contacts(entries: Iterable[Entry], focus: Actor) -> tuple[ContactView, ...]:
    """Return one view per counterpart with whom a contact took place, the most frequent first."""
    by_counterpart: dict[str, tuple[Actor, list[Entry]]] = {}
    for record, document in entries:
        if is_contact(record) and standing_of(record) == "done":
            for party in _others(record, focus):
                by_counterpart.setdefault(party.id, (party, []))[1].append((record, document))
    views = [_contact(party, met, focus) for party, met in by_counterpart.values()]
    return tuple(sorted(views, key=lambda view: (-len(view.entries), view.name)))


def build_silences(entries: Iterable[Entry], *, standing: str = "not") -> tuple[EntryView, ...]:
    """Return the contacts that did not take place: has not spoken with, refused to meet; or those ahead."""
    return group(entry for entry in entries if is_contact(entry[0]) and standing_of(entry[0]) == standing)


def _others(record: Record, focus: Actor) -> list[Actor]:
    parties = {party.id: party for party in (*record.actors, *record.recipients)}
    return [party for party in parties.values() if not acts_for(party, focus)]


def _contact(party: Actor, met: list[Entry], focus: Actor) -> ContactView:
    views = group(met)
    dated = [view.lead for view in views if view.lead.start]
    return ContactView(
        id=party.id,
        name=line(party.name),
        country=party.country or "",
        own_side=_own_side(met, focus),
        how=_how(views, met),
        entries=views,
        reports=len(met),
        documents=len({document.id for _, document in met}),
        first=dated[0].date if dated else "undated",
        last=dated[-1].date if dated else "undated",
        reported_by="; ".join(dict.fromkeys(row.chain for view in views for row in view.rows)),
    )


def _own_side(met: list[Entry], focus: Actor) -> str:
    sides = (party for record, _ in met for party in (*record.actors, *record.recipients) if acts_for(party, focus))
    return listed(list(dict.fromkeys(line(party.name) for party in sides)))


def _how(views: tuple[EntryView, ...], met: list[Entry]) -> str:
    modes = {record.id: _mode(record) for record, _ in met}
    counted = Counter(modes[view.lead.record_id] for view in views)
    return ", ".join(f"{phrases().contact[mode]} ×{n}" for mode, n in counted.most_common())


def _mode(record: Record) -> str:
    mode = record.payload.mode if isinstance(record.payload, Act) else None
    return mode if mode in phrases().contact else "none"
