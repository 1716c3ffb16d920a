"""Reports of the same event put together: one event, n reports, m independent ones.

Two reports are of one event when type, parties and standing agree and their days overlap; where a type can happen
several times a day between the same parties, or the days are vague, their words must agree too. Votes in different
roll calls are different events, whatever the day. Records are compared only within a block of one type and the same
parties, in order of time, so that the work grows with their number.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Record, Vote

ONCE_A_DAY = frozenset({"CONSULT", "AGREE", "RETREAT"})
"""Types that the same parties rarely do twice in a day: the day alone tells the event."""
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types in which actors and recipients are one set of parties."""
NEAR_DAYS = 2
"""An interval of more days than this is vague: words must agree besides."""
LIKE_WORDS = 0.5
"""Share of the smaller set of content words that two reports of one event have in common."""
_LETTER_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
_STANDING = {"negated": "not", "refused": "not"}


@dataclass(frozen=True, slots=True)
class Event:
    """One event: the ids of its reports in order of time, and how many of them are independent of each other."""

    id: str
    records: tuple[str, ...]
    independent: int

    @property
    def reports(self) -> int:
        """How many records report it."""
        return len(self.records)


@dataclass(slots=True)
class _Cluster:
    """Reports put together so far; `start` and `end` are the days that all of them share, `lead` the first of them."""

    start: str
    end: str
    mode: str | None
    lead: Record
    reports: list[Record] = field(default_factory=list)


class _Words:
    """The content words of records, each worked out when first asked for: days and modes tell most events apart."""

    def __init__(self) -> None:
        self._known: dict[str, frozenset[str]] = {}

    def alike(self, one: Record, other: Record) -> bool:
        """Tell whether two reports have enough words in common to be of one event."""
        return _likeness(self._of(one), self._of(other)) >= LIKE_WORDS

    def _of(self, record: Record) -> frozenset[str]:
        words = self._known.get(record.id)
        if words is None:
            words = self._known[record.id] = _words(record)
        return words


def find_events(records: Iterable[Record]) -> dict[str, Event]:
    """Return the event of each act and vote by its record's id; copies of one story count as one independent report."""
    return events_of(find_clusters(records))


def find_clusters(records: Iterable[Record]) -> list[tuple[Record, ...]]:
    """Return the acts and votes among the records, those that report one event together, each in order of time."""
    chosen = {record.id: record for record in records if isinstance(record.payload, Act | Vote)}
    return [tuple(cluster) for block in _blocks(chosen.values()) for cluster in _clusters(block)]


def find_clusters_within(block: Iterable[Record]) -> list[tuple[Record, ...]]:
    """Return reports of one type, between the same parties and of one standing, those of one event together.

    What the block is made of is for the caller to see to: a measure of pairs puts the reports of a pair together
    whoever else took part.
    """
    return [tuple(cluster) for cluster in _clusters(sorted(block, key=_order))]


def events_of(clusters: Iterable[Sequence[Record]]) -> dict[str, Event]:
    """Return the event of each record of `find_clusters` by the record's id.

    Reports are independent unless their documents are copies of one story (`Record.story`) or tell of the event in the
    very same sentence: what was taken over need not be a whole story.
    """
    events = [_event(cluster) for cluster in clusters]
    return {ident: event for event in events for ident in event.records}


def same_sentences(records: Iterable[Record]) -> dict[str, str]:
    """Return for each document the report that it tells: its story or, where a story told before has one of its
    sentences, in order of the records, that one.
    """
    first: dict[str, str] = {}
    report: dict[str, str] = {}
    found: dict[str, str] = {}
    for record in records:
        own = record.told_by
        holder = first.setdefault(" ".join(_LETTER_WORD.findall(record.evidence.text.lower())), own)
        found[record.document_id] = report.setdefault(own, report.get(holder, holder))
    return found


def _blocks(records: Iterable[Record]) -> Iterable[list[Record]]:
    """Group records by type, parties and standing, each group in order of time."""
    blocks: dict[Hashable, list[Record]] = defaultdict(list)
    for record in records:
        blocks[_key(record)].append(record)
    return (sorted(block, key=_order) for block in blocks.values())


def _key(record: Record) -> Hashable:
    standing = _STANDING.get(record.factuality, record.factuality)
    actors, recipients = _parties(record.actors), _parties(record.recipients)
    if isinstance(record.payload, Vote):
        body = record.payload.body.id if record.payload.body else None
        return "vote", body, record.payload.roll_call, record.payload.choice, standing, actors
    assert isinstance(record.payload, Act)  # noqa: S101  only acts and votes are asked for
    if record.payload.event_type in MUTUAL:
        return record.payload.event_type, standing, actors | recipients
    return record.payload.event_type, standing, actors, recipients


def _parties(actors: Iterable[Actor]) -> frozenset[str]:
    """The states for whom the parties act; a party of no state stands for itself."""
    return frozenset([actor.country or actor.id for actor in actors])


def _order(record: Record) -> tuple[str, str, str, int, str]:
    return record.date.start or "", record.date.end or "", record.document_id, record.evidence.start, record.id


def _clusters(block: Sequence[Record]) -> list[list[Record]]:
    """Put the reports of a block together; undated ones and those open to one side stay alone."""
    if len(block) == 1:
        return [[block[0]]]
    done: list[list[Record]] = []
    open_: list[_Cluster] = []
    words = _Words()
    for record in block:
        start, end = record.date.start, record.date.end
        if not start or not end:
            done.append([record])
            continue
        done += [cluster.reports for cluster in open_ if cluster.end < start]
        open_ = [cluster for cluster in open_ if cluster.end >= start]
        home = next((cluster for cluster in open_ if _belongs(record, cluster, words)), None)
        if home is None:
            home = _Cluster(start, end, _mode(record), record)
            open_.append(home)
        home.reports.append(record)
        home.start, home.end = max(home.start, start), min(home.end, end)
        home.mode = home.mode or _mode(record)
    return [*done, *(cluster.reports for cluster in open_)]


def _belongs(record: Record, cluster: _Cluster, words: _Words) -> bool:
    """Whether a report is of a cluster's event: in its mode, on its days, and in like words where days don't tell."""
    start, end, mode = record.date.start or "", record.date.end or "", _mode(record)
    if start > cluster.end or end < cluster.start or (mode and cluster.mode and mode != cluster.mode):
        return False
    vague = max(_length(start, end), _length(cluster.start, cluster.end)) > NEAR_DAYS
    if not vague and (isinstance(record.payload, Vote) or _type(record) in ONCE_A_DAY):
        return True
    return words.alike(record, cluster.lead)


@lru_cache(maxsize=8192)
def _length(start: str, end: str) -> int:
    """Days from one to the other."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _type(record: Record) -> str:
    return record.payload.event_type if isinstance(record.payload, Act) else ""


def _mode(record: Record) -> str | None:
    return record.payload.mode if isinstance(record.payload, Act) else None


def _words(record: Record) -> frozenset[str]:
    """The stems of a report's longer words, its parties' names left out: all reports of a block share those."""
    names = " ".join(a.mention.text if a.mention else a.name for a in (*record.actors, *record.recipients)).lower()
    words = _LETTER_WORD.findall(record.evidence.text.lower())
    return frozenset(word[:_STEM] for word in words if word not in names)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _event(cluster: Sequence[Record]) -> Event:
    lead = cluster[0].id
    ident = "event:" + hashlib.sha256(lead.encode()).hexdigest()[:16]
    if len(cluster) == 1:
        return Event(ident, (lead,), 1)
    told = set(same_sentences(cluster).values())
    return Event(ident, tuple(record.id for record in cluster), len(told))
