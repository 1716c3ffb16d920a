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
from collections.abc import Iterable, Iterator, Sequence
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
Told = tuple[str, str, str]
"""What tells whether reports are independent: a document, the story that tells it, its sentence."""
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
class Report:
    """What a report is compared with others of its block by: days, mode, and the words of its evidence.

    `told_by` is the story that tells it; `daily` says that days alone tell its event from others; `names` are its
    parties'. `stems` are worked out when first asked for: days and modes tell most events apart.
    """

    id: str
    document: str
    told_by: str
    start: str | None
    end: str | None
    place: int
    mode: str | None
    daily: bool
    words: str
    names: str
    stems: frozenset[str] | None = None

    def alike(self, other: Report) -> bool:
        """Tell whether two reports have enough words in common to be of one event."""
        return _likeness(_stems(self), _stems(other)) >= LIKE_WORDS


@dataclass(slots=True)
class _Cluster:
    """Reports put together so far; `start` and `end` are the days that all of them share."""

    start: str
    end: str
    mode: str | None
    reports: list[Report] = field(default_factory=list)


def find_events(records: Iterable[Record]) -> dict[str, Event]:
    """Return the event of each act and vote by its record's id; copies of one story count as one independent report."""
    return events_of(find_clusters(records))


def find_clusters(records: Iterable[Record]) -> list[tuple[Record, ...]]:
    """Return the acts and votes among the records, those that report one event together, each in order of time."""
    blocks: dict[str, list[Record]] = defaultdict(list)
    for record in {record.id: record for record in records if is_report(record)}.values():
        blocks[block_of(record)].append(record)
    return [cluster for block in blocks.values() for cluster in find_clusters_within(block)]


def find_clusters_within(block: Iterable[Record]) -> list[tuple[Record, ...]]:
    """Return reports of one type, between the same parties and of one standing, those of one event together.

    What the block is made of is for the caller to see to: a measure of pairs puts the reports of a pair together
    whoever else took part.
    """
    known = {record.id: record for record in block}
    if len(known) == 1:
        return [tuple(known.values())]
    reports = sorted(map(report_of, known.values()), key=_order)
    return [tuple(known[report.id] for report in cluster) for cluster in clusters_of(reports)]


def events_of(clusters: Iterable[Sequence[Record]]) -> dict[str, Event]:
    """Return the event of each record of `find_clusters` by the record's id.

    Reports are independent unless their documents are copies of one story (`Record.story`) or tell of the event in the
    very same sentence: what was taken over need not be a whole story.
    """
    events = [_event([record.id for record in cluster], map(_told_by_record, cluster)) for cluster in clusters]
    return {ident: event for event in events for ident in event.records}


def event_of(cluster: Sequence[Report]) -> Event:
    """Return the event of reports that `clusters_of` put together, as `events_of` does."""
    told = ((report.document, report.told_by, report.words) for report in cluster)
    return _event([report.id for report in cluster], told)


def same_sentences(records: Iterable[Record]) -> dict[str, str]:
    """Return for each document the report that it tells: its story or, where a story told before has one of its
    sentences, in order of the records, that one.
    """
    return _same_sentences(map(_told_by_record, records))


def _told_by_record(record: Record) -> Told:
    return record.document_id, record.told_by, record.evidence.text


def _same_sentences(told: Iterable[Told]) -> dict[str, str]:
    first: dict[str, str] = {}
    report: dict[str, str] = {}
    found: dict[str, str] = {}
    for document, own, words in told:
        holder = first.setdefault(" ".join(_LETTER_WORD.findall(words.lower())), own)
        found[document] = report.setdefault(own, report.get(holder, holder))
    return found


def is_report(record: Record) -> bool:
    """Tell whether a record reports an event: an act or a vote."""
    return isinstance(record.payload, Act | Vote)


def block_of(record: Record) -> str:
    """Return what reports of one event have in common: type, parties and standing."""
    standing = _STANDING.get(record.factuality, record.factuality)
    actors, recipients = _parties(record.actors), _parties(record.recipients)
    if isinstance(record.payload, Vote):
        body = record.payload.body.id if record.payload.body else None
        return repr(("vote", body, record.payload.roll_call, record.payload.choice, standing, sorted(actors)))
    type_ = _type(record)
    if type_ in MUTUAL:
        return repr((type_, standing, sorted(actors | recipients)))
    return repr((type_, standing, sorted(actors), sorted(recipients)))


def _parties(actors: Iterable[Actor]) -> set[str]:
    """The states for whom the parties act; a party of no state stands for itself."""
    return {actor.country or actor.id for actor in actors}


def report_of(record: Record) -> Report:
    """Return what an act or vote is compared by."""
    type_ = _type(record)
    return Report(
        record.id,
        record.document_id,
        record.told_by,
        record.date.start,
        record.date.end,
        record.evidence.start,
        record.payload.mode if isinstance(record.payload, Act) else None,
        not type_ or type_ in ONCE_A_DAY,
        record.evidence.text,
        " ".join(a.mention.text if a.mention else a.name for a in (*record.actors, *record.recipients)),
    )


def _type(record: Record) -> str:
    return record.payload.event_type if isinstance(record.payload, Act) else ""


def _order(report: Report) -> tuple[str, str, str, int, str]:
    return report.start or "", report.end or "", report.document, report.place, report.id


def clusters_of(block: Iterable[Report]) -> Iterator[list[Report]]:
    """Yield the reports of one event together, of a block in order of start, end, document, place and id.

    Undated ones and those open to one side stay alone. Only events that may have more reports are kept in memory.
    """
    open_: list[_Cluster] = []
    for report in block:
        start, end = report.start, report.end
        if not start or not end:
            yield [report]
            continue
        yield from [cluster.reports for cluster in open_ if cluster.end < start]
        open_ = [cluster for cluster in open_ if cluster.end >= start]
        home = next((cluster for cluster in open_ if _belongs(report, start, end, cluster)), None)
        if home is None:
            home = _Cluster(start, end, report.mode)
            open_.append(home)
        home.reports.append(report)
        home.start, home.end = max(home.start, start), min(home.end, end)
        home.mode = home.mode or report.mode
    yield from [cluster.reports for cluster in open_]


def _belongs(report: Report, start: str, end: str, cluster: _Cluster) -> bool:
    """Whether a report is of a cluster's event: in its mode, on its days, and in like words where days don't tell."""
    if start > cluster.end or end < cluster.start or (report.mode and cluster.mode and report.mode != cluster.mode):
        return False
    vague = max(_length(start, end), _length(cluster.start, cluster.end)) > NEAR_DAYS
    return (not vague and report.daily) or report.alike(cluster.reports[0])


@lru_cache(maxsize=8192)
def _length(start: str, end: str) -> int:
    """Days from one to the other."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _stems(report: Report) -> frozenset[str]:
    """The stems of a report's longer words, its parties' names left out: all reports of a block share those."""
    if report.stems is None:
        names = report.names.lower()
        words = _LETTER_WORD.findall(report.words.lower())
        report.stems = frozenset(word[:_STEM] for word in words if word not in names)
    return report.stems


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _event(ids: Sequence[str], told: Iterable[Told]) -> Event:
    """Return the event of reports in order of time, the first of which names it."""
    ident = "event:" + hashlib.sha256(ids[0].encode()).hexdigest()[:16]
    return Event(ident, tuple(ids), 1 if len(ids) == 1 else len(set(_same_sentences(told).values())))
