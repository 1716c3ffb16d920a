"""Contacts after a long silence, contacts that were denied before, and silences that have set in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from talleyrand.analyse.parties import Party
from talleyrand.model.concerning import counterparts
from talleyrand.model.results import Result
from talleyrand.pipeline.changes.change import Asked, ChangeRow, Found, Sure, sure_by_chance, sure_by_reports
from talleyrand.pipeline.changes.wording import chance, day_of, party, reports
from talleyrand.present.plain import capital, count, listed

LONG = timedelta(days=30)
"""The shortest time without a contact that is a silence, where it is also three times the usual."""
USUAL = 3
COVERED = timedelta(days=60)
"""Days that the documents must reach back before a first contact for it to be told as one."""
SIDES = 2
FEWEST = 3
"""Contacts that make a rate, whose end is a silence."""
MANNERS = {"phone": "spoke by telephone", "visit": "met on a visit", "multilateral": "met in a wider circle"}


def meetings(asked: Asked) -> Iterator[Found]:
    """Yield contacts that break a silence, and silences after frequent contacts."""
    result = asked.of("contacts")
    names = {row.counterpart: row.name for table in (result, result.parts["undated"]) for row in table}
    events = result.parts["events"]
    dated = [at for at, row in enumerate(events) if row.start is not None and row.end is not None]
    dated.sort(key=lambda at: events[at].start)
    by_pair: dict[str, list[int]] = defaultdict(list)
    for at in dated:
        by_pair[events[at].other].append(at)
    for other, places in by_pair.items():
        yield from _broken(asked, events, places, party(other, names.get(other)))
        yield from _denied(asked, result, places, party(other, names.get(other)))
    yield from _ceased(asked, result)


def _broken(asked: Asked, events: Result[Any], places: Sequence[int], whom: str) -> Iterator[Found]:
    """The first contact in the period, where none was before, or none for long while documents tell of the actor."""
    days = [events[at].start for at in places]
    at = next((n for n, day in enumerate(days) if asked.holds(day)), None)
    first = _first_told(asked)
    if at is None or first is None or events[places[at]].level not in ("leader", "minister"):
        return
    day = days[at]
    if at == 0:
        if day - first >= COVERED and len(events[places[at]].other) == len("CHN"):
            since = f"the first contact with {whom} on record, in documents from {day_of(first)} on"
            yield _contact(asked, events, places[at], whom, since)
        return
    gap, usual = day - max(days[at - 1], first), (days[at - 1] - days[0]) / max(at - 1, 1)
    if gap >= max(LONG, USUAL * usual):
        since = f"the first contact on record since {day_of(days[at - 1])}, {(day - days[at - 1]).days} days before"
        yield _contact(asked, events, places[at], whom, since)


def _first_told(asked: Asked) -> date | None:
    """The day of the first document that tells of the actor."""
    ids = {record.document_id for record in asked.records.values()}
    days = (document.published for ident in ids if (document := asked.documents.get(ident)) is not None)
    first = min((day for day in days if day and len(day) == len("2022-02-24")), default=None)
    return date.fromisoformat(first) if first else None


def _denied(asked: Asked, result: Result[Any], places: Sequence[int], whom: str) -> Iterator[Found]:
    """The first contact of leaders or ministers after it was said that there was none, or would be none."""
    events, silences = result.parts["events"], result.parts["silences"]
    other = events[places[0]].other
    for silence in silences:
        people = _people(asked, silence)
        if silence.other != other or silence.start is None or len(people) < SIDES:
            continue
        after = [at for at in places if events[at].start > silence.end and events[at].level == silence.level]
        if after and asked.holds(events[after[0]].start):
            kind = "refused" if silence.kind == "refused" else "said not to take place"
            since = f"on {day_of(silence.start)} a contact between {listed(people)} was {kind}"
            yield _contact(asked, events, after[0], whom, since)


def _contact(asked: Asked, events: Result[Any], at: int, whom: str, since: str) -> Found:
    row = events[at]
    who = listed(_people(asked, row))
    manner = MANNERS.get(row.channel, "were in contact")
    change = ChangeRow(
        kind="contact",
        day=row.start,
        subject=f"{row.other} {row.event}",
        actor=asked.actor,
        other=row.other,
        sentence=(
            f"{capital(asked.name)} and {whom} {manner} on {day_of(row.start)}{f' ({who})' if who else ''}: "
            f"{since} ({reports(row.independent)})."
        ),
        sure=sure_by_reports(row.independent),
        records=row.records,
        independent=row.independent,
        figure=events.address(row),
    )
    return Found(change, partial(events.why, at))


def _people(asked: Asked, row: Any) -> list[str]:
    """The first who is named of the actor's side, and the first of the other."""
    other = Party.of(row.other)
    records = (asked.records[ident] for ident in row.record_ids if ident in asked.records)
    theirs = {one.name for record in records for one in (*record.actors, *counterparts(record)) if other.fits(one)}
    named = [name for name in row.who if not name.startswith(("Delegation", "Embassy"))]
    ours = [name for name in named if name not in theirs]
    return ours[:1] + [name for name in named if name in theirs][:1]


def _ceased(asked: Asked, result: Result[Any]) -> Iterator[Found]:
    """Counterparts that were met often and have not been since a day of the period."""
    tested = sum(row.contacts >= FEWEST for row in result)
    for at, row in enumerate(result):
        if row.silence is None or row.contacts < FEWEST or not asked.holds(row.last):
            continue
        sure = sure_by_chance(row.silence, tested)
        if sure is not None and asked.until - row.last >= LONG / 2:
            yield Found(_silence(asked, result, row, sure), partial(result.why, at))


def _silence(asked: Asked, result: Result[Any], row: Any, sure: Sure) -> ChangeRow:
    return ChangeRow(
        kind="silence",
        day=row.last,
        subject=str(row.counterpart),
        actor=asked.actor,
        other=row.counterpart,
        sentence=(
            f"No contact of {asked.name} with {party(row.counterpart, row.name)} is on record after "
            f"{day_of(row.last)}: {count(row.contacts, 'contact')} before, {row.days_since} days without one since "
            f"({chance(row.silence)} at the former rate)."
        ),
        sure=sure,
        before=row.per_month,
        p=row.silence,
        records=row.records,
        independent=row.independent,
        figure=result.address(row),
    )
