"""Records of one thing put together: reports of one event, a remark quoted in several places, a day's use of a term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from talleyrand.analyse.clusters import clusters_of
from talleyrand.model.events import events_of, find_clusters
from talleyrand.model.records import Act, Framing, Record, Statement, Vote

BEGINNING = 80
"""Characters of a remark's words that tell it from the others of its occasion."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What several records tell of, the first of them in time leading, and how many independent reports it has."""

    records: tuple[Record, ...]
    independent: int

    @property
    def lead(self) -> Record:
        """The record that speaks for all."""
        return self.records[0]


def happenings(records: Iterable[Record]) -> list[Happening]:
    """Return what the records tell of, in order of date, the undated last."""
    given = list(records)
    found = [*_events(given), *_remarks(given)]
    return sorted(found, key=lambda one: (_first_day(one.lead), one.lead.date.end or "~", one.lead.id))


def _first_day(record: Record) -> str:
    return record.date.start or record.date.end or "~"


def _events(records: list[Record]) -> Iterable[Happening]:
    clusters = find_clusters(records)
    events = events_of(clusters)
    return (Happening(cluster, events[cluster[0].id].independent) for cluster in clusters)


def _remarks(records: list[Record]) -> Iterable[Happening]:
    others = [record for record in records if not isinstance(record.payload, Act | Vote)]
    occasions = clusters_of(others)
    groups: dict[Hashable, list[Record]] = defaultdict(list)
    for record in others:
        groups[_remark(record, occasions[record.id])].append(record)
    for group in groups.values():
        ordered = sorted(group, key=lambda one: (_first_day(one), one.id))
        yield Happening(tuple(ordered), len({occasions[record.id] for record in group}))


def _remark(record: Record, occasion: str) -> Hashable:
    """What makes two records one remark: one term of one actor in a day; else the same words on the same occasion."""
    who = record.actors[0].id if record.actors else None
    match record.payload:
        case Framing(frame=frame, term=term, use=use):
            return who, frame, term, use, record.factuality, record.date.start
        case Statement(content=content):
            words = " ".join(quote.text for quote in content)[:BEGINNING].lower()
            return occasion, words or record.id, record.factuality
    return record.id
