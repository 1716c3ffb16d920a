"""Reports of contacts put together: one contact, n reports, m independent ones."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from talleyrand.analyse.contacts.reports import CHANNELS, UNSPECIFIED, Pair, Report, is_dated
from talleyrand.codebook.contacts import LEVELS, Level, load_contact_words
from talleyrand.model.events import NEAR_DAYS, events_of, find_clusters_within
from talleyrand.model.results import Reason


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact of two sides, held or not: its days (None: undated or vague), and the reports that tell of it."""

    id: str
    pair: Pair
    start: date | None
    end: date | None
    channel: str
    level: Level
    starter: str | None
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    reports: tuple[Report, ...]
    independent: int

    @property
    def day(self) -> date | None:
        """The day it stands on: the middle of its days."""
        if self.start is None or self.end is None:
            return None
        return self.start + timedelta(days=(self.end - self.start).days // 2)

    @property
    def who(self) -> tuple[str, ...]:
        """Those who took part, the first side's first."""
        return tuple(dict.fromkeys((*self.ours, *self.theirs)))

    @property
    def said_day(self) -> bool:
        """Whether some report says the day; else it is the day of publication."""
        return any(report.record.date.basis != "publication" for report in self.reports)

    def reasons(self) -> tuple[Reason, ...]:
        """Return its reports: each has an equal part in the one contact, none where the day is unknown."""
        weight = 1 / len(self.reports) if self.day else 0.0
        return tuple(Reason(report.record.id, weight, None, self.id, _note(report)) for report in self.reports)


@dataclass(slots=True)
class Grouped:
    """Contacts of a set of reports.

    `general` counts the reports that speak of talks without a day or anybody named, `outside` the contacts whose middle
    day is outside the period asked for though their days touch it.
    """

    contacts: list[Contact] = field(default_factory=list)
    general: int = 0
    outside: int = 0


def contacts_among(reports: Iterable[Report]) -> Grouped:
    """Return the contacts that the reports tell of, in order of time, the undated last.

    Talk of contacts in general makes none that was held; what is denied, refused or planned in general stands.
    """
    pairs: dict[Pair, list[Report]] = defaultdict(list)
    for report in reports:
        pairs[report.pair].append(report)
    grouped = Grouped()
    for pair, block in pairs.items():
        _group(pair, block, grouped)
    grouped.contacts.sort(key=lambda one: (one.day or date.max, one.pair, one.id))
    return grouped


def _group(pair: Pair, block: Sequence[Report], grouped: Grouped) -> None:
    by_id = {report.record.id: report for report in block}
    dated = [report for report in by_id.values() if is_dated(report.record)]
    alone = [[report] for report in by_id.values() if not is_dated(report.record)]
    loose = [report for report in dated if report.passing or _is_vague(report)]
    kept = {report.record.id for report in loose}
    clusters = find_clusters_within(report.record for report in dated if report.record.id not in kept)
    groups, general = _with_loose([[by_id[record.id] for record in cluster] for cluster in clusters], loose)
    grouped.general += general
    grouped.contacts += [_contact(pair, group) for group in (*groups, *alone)]


def _is_vague(report: Report) -> bool:
    start, end = _days([report])
    return (end - start).days > NEAR_DAYS


def _with_loose(groups: list[list[Report]], loose: list[Report]) -> tuple[list[list[Report]], int]:
    """Put each report in passing, or of vague days, to the latest contact it may be of; else it stands for one itself.

    Returns the groups, and the number of reports that speak of talks in general and have no contact to go to.
    """
    groups = sorted(groups, key=_last_day)
    ends = [_last_day(group) for group in groups]
    general = 0
    for report in sorted(loose, key=lambda one: (one.record.date.end or "", one.record.id)):
        home = _home(report, groups, ends)
        if home is not None:
            home.append(report)
        elif report.general and report.record.factuality == "actual":
            general += 1
        else:
            place = bisect_right(ends, _last_day([report]))
            groups.insert(place, [report])
            ends.insert(place, _last_day([report]))
    return groups, general


def _home(report: Report, groups: list[list[Report]], ends: list[date]) -> list[Report] | None:
    """The latest contact, by a channel that agrees, on the report's days or, if in passing, a few days before."""
    start, end = _days([report])
    earliest = start - timedelta(days=load_contact_words().told_days if report.passing else 0)
    for place in range(bisect_right(ends, end) - 1, -1, -1):
        if ends[place] < earliest:
            return None
        channels = {report.channel, *(one.channel for one in groups[place])} - {UNSPECIFIED}
        if len(channels) <= 1:
            return groups[place]
    return None


def _last_day(group: Sequence[Report]) -> date:
    return _days(group)[1]


def _days(group: Sequence[Report]) -> tuple[date, date]:
    """The days that the reports share which say the day, or that of the first to tell."""
    firm = [report.record.date for report in group if not report.passing] or [group[0].record.date]
    start = max(date.fromisoformat(one.start) for one in firm if one.start)
    end = min(date.fromisoformat(one.end) for one in firm if one.end)
    return (start, end) if start <= end else (end, end)


def _contact(pair: Pair, group: Sequence[Report]) -> Contact:
    dated = is_dated(group[0].record)
    start, end = _days(group) if dated else (None, None)
    (event,) = {one.id: one for one in events_of([[report.record for report in group]]).values()}.values()
    return Contact(
        id=event.id.removeprefix("event:"),
        pair=pair,
        start=start,
        end=end,
        channel=_channel(group),
        level=min((report.level for report in group), key=LEVELS.index),
        starter=_most([report.starter for report in group if report.starter]),
        ours=tuple(dict.fromkeys(name for report in group for name in report.ours)),
        theirs=tuple(dict.fromkeys(name for report in group for name in report.theirs)),
        reports=tuple(group),
        independent=event.independent,
    )


def _channel(group: Sequence[Report]) -> str:
    named = [report.channel for report in group if report.channel != UNSPECIFIED]
    counts = Counter(named)
    return max(counts, key=lambda one: (counts[one], -CHANNELS.index(one)), default=UNSPECIFIED)


def _most(starters: Sequence[str]) -> str | None:
    """The side that most reports name; None when they are divided."""
    ranked = Counter(starters).most_common(2)
    return None if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]) else ranked[0][0]


def _note(report: Report) -> str:
    if not is_dated(report.record):
        return "no day: not counted"
    return "told in passing" if report.passing else report.channel
