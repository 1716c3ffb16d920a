"""Which reports are accounts of one event, matched more loosely than events are counted.

`model.events` puts reports together that agree in type, parties, mode, standing and day: right for counting, too strict
for comparing, since accounts that differ in one of these are the ones of interest. Here such events are joined when
they are of one family of types, share two states, and lie on the same day or, where the day is only inferred, on the
next; then persons, states, modes and rare words decide. What spoke for the match is kept with it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from talleyrand.analyse.accounts.words import Stems, likeness, rarity, stems
from talleyrand.analyse.choosing import LONGEST_DAYS
from talleyrand.model.actors import Actor
from talleyrand.model.events import NEAR_DAYS, find_clusters
from talleyrand.model.records import Act, Record

CONTACT = "contact"
FAMILIES = {
    "CONSULT": CONTACT,
    "AGREE": "agreement",
    "COOPERATE": "agreement",
    "SANCTION": "sanction",
    "ASSAULT": "force",
    "MOBILIZE": "force",
    "COERCE": "force",
    "RETREAT": "retreat",
    "CONCEDE": "retreat",
}
"""Types that accounts of one event are coded in; a type that is not here is a family of its own."""
MUTUAL_FAMILIES = frozenset({CONTACT, "agreement"})
TOLD = frozenset({"actual", "negated", "refused", "planned"})
"""Standings that make an account: it happened, it did not, it is announced. What is called for or possible is none."""
WEAK_BASES = frozenset({"publication", "inferred", "relative"})
"""How a day is known when it may be off by one: by the day of publication, or the reader's time zone."""
APART_DAYS = 1
LIKE_WORDS = 0.3
"""Likeness of the words that backs a contact whose persons or states are not all the same."""
SAME_WORDS = 0.45
"""Likeness of the words from which two reports of another kind are of one event: there are many of a kind in a day."""
FEWEST_SHARED_STATES = 0.6
"""Share of all states named that two accounts of a contact both name: one may name a third party more."""
FEWEST_SIDES = 2
"""States that all accounts of a contact name."""
MOST_STATES = 8
"""States of a gathering by whose pairs it is looked for."""
MOST_COMPARED = 40
"""Reports of one block before it that a report is compared with: a bound on the work where a day is crowded."""
DESCRIBED = frozenset({"unknown", "group"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
MODES_DIFFER = "modes differ"
DIGITS = 8

People = Mapping[str, frozenset[str]]
"""Persons by the state they are of."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event with all its accounts: the records in order of time, and why they were taken for one event."""

    records: tuple[Record, ...]
    family: str
    matched: tuple[str, ...]

    @property
    def id(self) -> str:
        """The event's id, from that of its first record."""
        return hashlib.sha256(self.records[0].id.encode()).hexdigest()[:DIGITS]


@dataclass(frozen=True, slots=True)
class _Report:
    """One event as counted, with what tells it apart."""

    records: tuple[Record, ...]
    family: str
    start: date
    end: date
    states: frozenset[str]
    people: People
    modes: frozenset[str]
    denied: bool
    weak: bool
    published: bool
    stems: Stems

    @property
    def vague(self) -> bool:
        return (self.end - self.start).days > NEAR_DAYS


@dataclass(slots=True)
class _Group:
    """Reports joined so far, by their places.

    `early` is the first day on which one ends, `late` the last on which one begins; `states` are those that all name.
    """

    members: list[int]
    early: date
    late: date
    states: frozenset[str]
    people: People
    modes: frozenset[str]
    why: list[str] = field(default_factory=list)


def occasions(records: Iterable[Record]) -> list[Occasion]:
    """Return the events that the acts among the records tell of, each with all its accounts, in order of time."""
    reports = [_report(cluster) for cluster in _counted(record for record in records if is_told(record))]
    weights = rarity(report.stems for report in reports)
    group_of = [
        _Group([at], report.end, report.start, report.states, report.people, report.modes)
        for at, report in enumerate(reports)
    ]
    for _, one, other, why in sorted(_matches(reports, weights), key=lambda match: (-match[0], match[1], match[2])):
        _join(group_of, one, other, why, contact=reports[one].family == CONTACT)
    groups = {id(group): group for group in group_of}
    found = [_occasion([reports[at] for at in group.members], group.why) for group in groups.values()]
    return sorted(found, key=lambda occasion: (_start(occasion.records[0]), occasion.records[0].id))


def _counted(records: Iterable[Record]) -> list[tuple[Record, ...]]:
    """Return events as they are counted; contacts singly, since events go by states and there persons count."""
    given = {record.id: record for record in records}.values()
    contacts = [(record,) for record in given if family_of(record) == CONTACT]
    return [*contacts, *find_clusters(record for record in given if family_of(record) != CONTACT)]


def is_told(record: Record) -> bool:
    """Tell whether a record is an account: an act said to be done, not done or announced, on days that are known."""
    if not isinstance(record.payload, Act) or record.factuality not in TOLD:
        return False
    if record.date.start is None or record.date.end is None:
        return False
    return (date.fromisoformat(record.date.end) - date.fromisoformat(record.date.start)).days <= LONGEST_DAYS


def states_of(record: Record) -> frozenset[str]:
    """Return the states that take part, by code; what is of no state stands for itself, the unknown are left out."""
    parties = (*record.actors, *record.recipients)
    return frozenset(_state(party) for party in parties if party.country or party.type != "unknown")


def people_of(records: Iterable[Record]) -> dict[str, frozenset[str]]:
    """Return the persons who take part, by their state; persons of a state who are only described are persons too."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for party in (*record.actors, *record.recipients):
            if is_named_person(party) or (party.country and party.type in DESCRIBED):
                found[_state(party)].add(party.id)
    return {state: frozenset(people) for state, people in found.items()}


def is_named_person(party: Actor) -> bool:
    """Tell whether a party is a person who is meant as such: `we` of a spokesman stands for the state."""
    return party.type == "person" and (party.mention is None or party.mention.text.lower() not in WE)


def _state(party: Actor) -> str:
    return party.country or party.id


def _start(record: Record) -> str:
    return record.date.start or ""


def family_of(record: Record) -> str:
    """Return the family of an act's type, nothing for other kinds."""
    event_type = record.payload.event_type if isinstance(record.payload, Act) else ""
    return FAMILIES.get(event_type, event_type)


def _report(cluster: Sequence[Record]) -> _Report:
    first = cluster[0]
    names = [party.name for record in cluster for party in (*record.actors, *record.recipients)]
    modes = {record.payload.mode for record in cluster if isinstance(record.payload, Act) and record.payload.mode}
    return _Report(
        records=tuple(cluster),
        family=family_of(first),
        start=date.fromisoformat(max(_start(record) for record in cluster)),
        end=date.fromisoformat(min(record.date.end or "" for record in cluster)),
        states=frozenset().union(*(states_of(record) for record in cluster)),
        people=people_of(cluster),
        modes=frozenset(modes),
        denied=first.factuality in {"negated", "refused"},
        weak=any(record.date.basis in WEAK_BASES for record in cluster),
        published=all(record.date.basis == "publication" for record in cluster),
        stems=frozenset().union(*(stems(record.evidence.text, names) for record in cluster)),
    )


def _blocks(reports: Sequence[_Report]) -> Iterable[list[int]]:
    """Group reports of one family in which the same two states take part, each group in order of time."""
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at in sorted(
        range(len(reports)), key=lambda at: (reports[at].start, reports[at].end, reports[at].records[0].id)
    ):
        for one, other in _dyads(reports[at]):
            blocks[reports[at].family, one, other].append(at)
    return blocks.values()


def _dyads(report: _Report) -> Iterator[tuple[str, str]]:
    if report.family in MUTUAL_FAMILIES:
        yield from combinations(sorted(report.states)[:MOST_STATES], 2)
        return
    first = report.records[0]
    actors = sorted({_state(party) for party in first.actors if party.country or party.type != "unknown"})
    recipients = sorted({_state(party) for party in first.recipients if party.country or party.type != "unknown"})
    for one in actors[:MOST_STATES]:
        yield from ((one, other) for other in recipients[:MOST_STATES] or [""])


_Match = tuple[float, int, int, tuple[str, ...]]


def _matches(reports: Sequence[_Report], weights: Mapping[str, float]) -> Iterator[_Match]:
    seen: set[tuple[int, int]] = set()
    for block in _blocks(reports):
        for place, at in enumerate(block):
            for before in block[max(0, place - MOST_COMPARED) : place]:
                if (before, at) in seen or (reports[at].start - reports[before].end).days > APART_DAYS:
                    continue
                seen.add((before, at))
                match = _match(reports[before], reports[at], weights)
                if match is not None:
                    yield match[0], before, at, match[1]


def _match(one: _Report, other: _Report, weights: Mapping[str, float]) -> tuple[float, tuple[str, ...]] | None:
    """Return how well two reports fit one event and what speaks for it, None when they are of two."""
    apart = max((other.start - one.end).days, (one.start - other.end).days, 0)
    if apart and not (one.weak or other.weak):
        return None
    alike = likeness(one.stems, other.stems, weights)
    if one.family == CONTACT:
        return _match_contact(one, other, apart, alike)
    if apart and (one.published or other.published):
        return None  # what is told without a day and dated by its report is often long past
    if alike < SAME_WORDS or (apart and _other_mode(one.modes, other.modes)):
        return None
    return alike - apart / 2, (_days_words(one, other, apart), f"words {alike:.2f}")


def _match_contact(one: _Report, other: _Report, apart: int, alike: float) -> tuple[float, tuple[str, ...]] | None:
    if apart and {r.document_id for r in one.records} & {r.document_id for r in other.records}:
        return None  # one writer has one calendar: days that differ there are two days
    met, strange = _same_people(one.people, other.people)
    shared = len(one.states & other.states) / len(one.states | other.states)
    backed = alike >= LIKE_WORDS or one.records[0].document_id == other.records[0].document_id
    other_mode = _other_mode(one.modes, other.modes)
    if strange or shared < FEWEST_SHARED_STATES or (shared < 1 and (apart or not backed)):
        return None
    if (apart or other_mode) and (len(met) < 2 or one.vague or other.vague):
        return None
    if not met and not backed and (not one.modes or one.modes.isdisjoint(other.modes)):
        return None
    if (one.vague or other.vague) and not (backed or (one.denied != other.denied and met)):
        return None
    why = [_days_words(one, other, apart), "same states" if shared == 1 else "states shared"]
    why += [f"same persons: {', '.join(sorted(met))}"] if met else []
    why += [f"words {alike:.2f}"] if alike >= LIKE_WORDS else []
    why += [f"{MODES_DIFFER}: {_listed(one.modes)} and {_listed(other.modes)}"] if other_mode else []
    score = 1 + len(met) / 4 + shared / 2 + alike / 2 - apart - other_mode / 2
    return score, tuple(why)


def _same_people(one: People, other: People) -> tuple[set[str], bool]:
    """Return the persons whom both name, and whether a state is present with other persons altogether."""
    both = [(people, other[state]) for state, people in one.items() if state in other]
    met = {person for here, there in both for person in here & there}
    return met, any(here.isdisjoint(there) for here, there in both)


def _other_mode(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both tell how it was, and not in the same way."""
    return bool(one and other and one.isdisjoint(other))


def _days_words(one: _Report, other: _Report, apart: int) -> str:
    if not apart:
        return "same day" if not (one.vague or other.vague) else "days overlap"
    return f"a day apart, {one.records[0].date.basis} and {other.records[0].date.basis}"


def _listed(modes: Iterable[str]) -> str:
    return ", ".join(sorted(modes))


def _join(group_of: list[_Group], one: int, other: int, why: tuple[str, ...], *, contact: bool) -> None:
    """Join two reports' groups unless they lie further apart than a match allows, or differ in persons or mode."""
    first, second = group_of[one], group_of[other]
    if first is second:
        return
    early, late, shared = min(first.early, second.early), max(first.late, second.late), first.states & second.states
    if (late - early).days > APART_DAYS:
        return
    if contact and (len(shared) < FEWEST_SIDES or _same_people(first.people, second.people)[1]):
        return
    if _other_mode(first.modes, second.modes) and not any(word.startswith(MODES_DIFFER) for word in why):
        return
    states = first.people.keys() | second.people.keys()
    nobody: frozenset[str] = frozenset()
    first.people = {state: first.people.get(state, nobody) | second.people.get(state, nobody) for state in states}
    first.early, first.late, first.states, first.modes = early, late, shared, first.modes | second.modes
    first.members += second.members
    first.why += [*second.why, *why]
    for at in second.members:
        group_of[at] = first


def _occasion(reports: Sequence[_Report], why: Iterable[str]) -> Occasion:
    records = [record for report in reports for record in report.records]
    records.sort(key=lambda record: (_start(record), record.date.end or "", record.document_id, record.id))
    return Occasion(tuple(records), reports[0].family, tuple(dict.fromkeys(why)))
