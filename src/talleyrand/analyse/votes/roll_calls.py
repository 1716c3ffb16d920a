"""Votes of states put together into roll calls: each state's choice in each, however many reports tell of it.

A roll call is known by its symbol where the record has one. A vote told in a text without one belongs to the roll call
of its body and day: that of a file where it is the only one, or the one whose title shares most words; else the body
and day name it. A file's row counts before what texts say. No, abstain, yes and absent are four different things, and
none of them is the silence of a source.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from talleyrand.analyse.choosing import chosen, day_of
from talleyrand.analyse.parties import is_official
from talleyrand.model.records import Body, Record, Vote

NO, ABSTAIN, YES, ABSENT = 0, 1, 2, 3
CODES = {"no": NO, "abstain": ABSTAIN, "yes": YES, "absent": ABSENT}
CHOICES = ("no", "abstain", "yes", "absent")
UNKNOWN_BODY = "unknown body"
MATCHING_WORDS = 2
"""Words that a report must share with a title to be of that roll call, where a body had several on the day."""
_OWN_PARLIAMENT = "legislature:"
_SYMBOL = re.compile(r"^[A-Z]/\S+(?: #\S+)?(?::\s*|$)")
_NUMBER = re.compile(r"([0-9]+)")
_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class RollCall:
    """A roll call: its symbol (or body and day), day, body, subject; `text_only` where no file tells of it."""

    name: str
    day: date | None
    body: Body | None
    subject: str | None
    text_only: bool

    @property
    def matter(self) -> str | None:
        """What was voted on, without the symbol in front; None where only the symbol is known."""
        return None if self.subject is None else _SYMBOL.sub("", self.subject) or None


@dataclass(slots=True)
class RollCalls:
    """Choices as arrays of one length (`call`, `state`, `choice`), with the reports behind each.

    `together` are the places of votes that one report tells of, `contradictory` names the votes that reports tell
    differently, `left_out` what was not counted and why.
    """

    calls: list[RollCall] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    call: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    state: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    choice: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    reports: list[tuple[str, ...]] = field(default_factory=list)
    together: list[tuple[int, ...]] = field(default_factory=list)
    contradictory: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def records(self) -> int:
        """How many reports tell of the choices; one that tells of several states counts once."""
        return sum(map(len, self.reports)) - sum(len(cells) - 1 for cells in self.together)

    @property
    def independent(self) -> int:
        """How many choices are told independently of each other."""
        return len(np.unique(self.sources()))

    def sources(self) -> NDArray[np.int64]:
        """Return for each choice the first of those that are told together with it, itself where it is told alone."""
        first = list(range(len(self.reports)))
        for cells in self.together:
            ends = {_end(first, cell) for cell in cells}
            for end in ends:
                first[end] = min(ends)
        for cells in self.together:
            for cell in cells:
                first[cell] = _end(first, cell)
        return np.array(first, dtype=np.int64)

    def table(self) -> NDArray[np.int64]:
        """Return choices by state and roll call, -1 where no source tells."""
        made = np.full((len(self.states), len(self.calls)), -1, dtype=np.int64)
        made[self.state, self.call] = self.choice
        return made

    def places(self) -> dict[tuple[int, int], int]:
        """Return where each (roll call, state) stands in the arrays."""
        return {pair: at for at, pair in enumerate(zip(self.call.tolist(), self.state.tolist(), strict=True))}

    def notes(self) -> Iterator[str]:
        """Yield what a reader must know of what was and was not counted."""
        if self.contradictory:
            shown = "; ".join(self.contradictory[:3])
            yield f"{len(self.contradictory):,} votes are told in contradictory ways: {shown}"
        for why, count in sorted(self.left_out.items()):
            yield f"{count:,} records left out: {why}"
        texts = sum(call.text_only for call in self.calls)
        if texts:
            yield f"{texts:,} of {len(self.calls):,} roll calls are known from texts alone, by body and day"


def _end(first: list[int], at: int) -> int:
    while first[at] != at:
        at = first[at]
    return at


_Cell = tuple[str, str]
"""A roll call's name and a state's code."""
_Reports = dict[_Cell, list[tuple[str, int]]]
"""What is reported of each state's vote in each roll call: record and choice."""


def gather(
    records: Iterable[Record], *, body: str | None = None, since: str | None = None, until: str | None = None
) -> RollCalls:
    """Return the roll calls among the records of a period, and of one body where given (its id, code or name)."""
    found = RollCalls()
    filed: dict[str, RollCall] = {}
    rows: _Reports = {}
    told: list[tuple[Record, Vote, list[str]]] = []
    for record in chosen(records, since, until):
        vote = record.payload
        if not isinstance(vote, Vote) or not _is_of(vote.body, body):
            continue
        states = [actor.country for actor in record.actors if actor.country and is_official(actor)]
        why = _objection(record, vote, states)
        if why:
            found.left_out[why] += 1
        elif vote.roll_call is None:
            told.append((record, vote, states))
        else:
            if vote.roll_call not in filed or (vote.subject or "") > (filed[vote.roll_call].subject or ""):
                filed[vote.roll_call] = RollCall(vote.roll_call, day_of(record), vote.body, vote.subject, False)
            for state in states:
                _add(rows, (vote.roll_call, state), record, vote)
    return _arranged(found, filed, rows, _told(told, filed))


def _is_of(body: Body | None, asked: str | None) -> bool:
    if asked is None:
        return True
    wanted = asked.strip().casefold()
    return body is not None and wanted in {body.id.casefold(), body.name.casefold(), body.id.split(":")[-1].casefold()}


def _objection(record: Record, vote: Vote, states: list[str]) -> str | None:
    """Why a record is no vote of a state that was cast, None when it is one."""
    if record.factuality != "actual":
        return "planned, negated, called for or possible: no vote was cast"
    if vote.body is not None and vote.body.id.startswith(_OWN_PARLIAMENT):
        return "votes in a state's own parliament"
    return None if states else "no state is named as the voter"


def _add(reports: _Reports, cell: _Cell, record: Record, vote: Vote) -> None:
    report = (record.id, CODES[vote.choice])
    known = reports.get(cell)
    if known is None:
        reports[cell] = [report]
    else:
        known.append(report)


def _told(told: list[tuple[Record, Vote, list[str]]], filed: dict[str, RollCall]) -> _Reports:
    """Put the votes that texts tell of to the roll calls of files, or to roll calls of their own."""
    by_day: dict[tuple[str, date | None], list[RollCall]] = defaultdict(list)
    for call in filed.values():
        by_day[_body_name(call.body), call.day].append(call)
    reports: _Reports = {}
    for record, vote, states in told:
        day = day_of(record)
        name = f"{_body_name(vote.body)} {day.isoformat() if day else 'undated ' + record.id}"
        known = _matched(record, vote, by_day.get((_body_name(vote.body), day), []) if day else [])
        call = known or filed.setdefault(name, RollCall(name, day, vote.body, vote.subject, True))
        for state in states:
            _add(reports, (call.name, state), record, vote)
    return reports


def _body_name(body: Body | None) -> str:
    return body.id.split(":")[-1] if body else UNKNOWN_BODY


def _matched(record: Record, vote: Vote, calls: list[RollCall]) -> RollCall | None:
    """The roll call of a file that a report is of: the only one of the day, or the one whose title says so alone."""
    filed = [call for call in calls if not call.text_only]
    if len(filed) < 2:
        return filed[0] if filed else None
    words = _words(f"{vote.subject or ''} {record.evidence.text}")
    likeness = sorted(((len(words & _words(call.subject or "")), call.name) for call in filed), reverse=True)
    best, second = likeness[0], likeness[1]
    if best[0] < MATCHING_WORDS or best[0] == second[0]:
        return None
    return next(call for call in filed if call.name == best[1])


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))


def _arranged(found: RollCalls, filed: dict[str, RollCall], rows: _Reports, told: _Reports) -> RollCalls:
    cells = rows | told
    found.calls = sorted(filed.values(), key=lambda call: (call.day or date.max, _natural(call.name)))
    found.states = sorted({state for _, state in cells})
    number = {call.name: at for at, call in enumerate(found.calls)}
    place = {state: at for at, state in enumerate(found.states)}
    made: list[tuple[int, int, int]] = []
    for cell in cells:
        own, texts = rows.get(cell, []), told.get(cell, [])
        choice = own[0][1] if len(own) == 1 and not texts else _agreed(own, texts, cell, found)
        if choice is not None:
            made.append((number[cell[0]], place[cell[1]], choice))
            found.reports.append(tuple([ident for ident, _ in own] + [ident for ident, _ in texts]))
    columns = np.array(made, dtype=np.int64).reshape(-1, 3)
    found.together = _together(found.reports)
    found.call, found.state, found.choice = columns[:, 0], columns[:, 1], columns[:, 2]
    return found


def _together(reports: list[tuple[str, ...]]) -> list[tuple[int, ...]]:
    """The places of choices that one report tells of, for each report that tells of several."""
    places: dict[str, list[int]] = {}
    for at, told in enumerate(reports):
        for ident in told:
            places.setdefault(ident, []).append(at)
    return [tuple(cells) for cells in places.values() if len(cells) > 1]


def _natural(name: str) -> list[tuple[int, str]]:
    """A key by which `A/RES/69/9` comes before `A/RES/69/12`."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBER.split(name)]


def _agreed(rows: list[tuple[str, int]], told: list[tuple[str, int]], cell: _Cell, found: RollCalls) -> int | None:
    """The choice that reports agree on, files before texts; None where they are evenly divided."""
    everything = sorted({choice for _, choice in (*rows, *told)})
    if len(everything) > 1:
        name, state = cell
        found.contradictory.append(f"{state} in {name} ({', '.join(CHOICES[choice] for choice in everything)})")
    ranked = Counter(choice for _, choice in rows or told).most_common(2)
    return None if len(ranked) > 1 and ranked[0][1] == ranked[1][1] else ranked[0][0]
