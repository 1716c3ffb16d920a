"""Changes that one or a few records tell of: refusals, commitments, votes, forecasts that fell due."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from talleyrand.analyse.choosing import day_of as stands_on
from talleyrand.analyse.parties import Party
from talleyrand.model.records import Act, Record, Vote
from talleyrand.model.results import Reason, Result
from talleyrand.pipeline.changes.change import Asked, ChangeRow, Found, Kind, sure_by_reports
from talleyrand.pipeline.changes.wording import day_of, ended, party, possessive, quoted, reports
from talleyrand.present.plain import capital, line
from talleyrand.present.rows import RowView

SUREST = 0.65
"""The least confidence of a record that alone makes a change."""
SUREST_PLEDGE = 0.75
"""The least confidence of a promise and of the act that keeps or breaks it: two records that must both be right."""
WEEK = timedelta(days=7)
"""The least time from a promise or forecast to its day for it to be told: what comes tomorrow is a timetable."""
PLANNED = {"kept": "was kept", "partly": "was kept in part", "broken": "was broken"}
MISSED = ("RETREAT", "ACCUSE")
"""Acts of states and organs that are told also where two reports only say that they were not done."""
NEAR = timedelta(days=21)
"""Days after a vote on which a report without a day of its own tells of that vote."""
FORMER = 3
"""Votes in one body that make a practice."""


def refusals(asked: Asked) -> Iterator[Found]:
    """Yield what others could expect and did not get: cooperation refused, condemnation withheld, terms avoided.

    What several reports tell in the same words on different days is told once, on the last of them.
    """
    result = asked.of("non_acts", since=asked.since.isoformat())
    groups: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(result):
        record, told = asked.records.get(row.record), asked.told(row.record)
        if record is None or told is None or not _withheld(record, row.sort, row.independent):
            continue
        if asked.holds(_last_day(record)):
            groups[told.sentence].append(at)
    for places in groups.values():
        if result[places[0]].sort == "not done" and sum(result[at].independent for at in places) < 2:
            continue
        places.sort(key=lambda at: _last_day(asked.records[result[at].record]) or date.min)
        yield _refused(asked, result, places)


def _refused(asked: Asked, result: Result[Any], places: Sequence[int]) -> Found:
    last = places[-1]
    told = asked.told(result[last].record)
    assert told is not None  # noqa: S101  only what can be told is grouped
    independent = sum(result[at].independent for at in places)
    found = _reported(asked, told, result, last, independent)
    return Found(
        replace(found.row, records=sum(result[at].records for at in places)),
        lambda: tuple(reason for at in places for reason in result.why(at)),
    )


def _withheld(record: Record, sort: str, independent: int) -> bool:
    """Whether a record tells of a refusal worth telling.

    Of an act that would have been friendly, or of words against somebody that are missed.
    """
    payload = record.payload
    if sort in ("term avoided", "term rejected"):
        return True
    if not isinstance(payload, Act) or sort == "no contact" or record.confidence < SUREST:
        return False
    if any(one.type == "unknown" for one in (*record.actors, *record.recipients)):
        return False
    if payload.event_type in MISSED:
        return all(one.type in ("state", "organ") for one in record.actors)
    return payload.intensity > 0 and (sort == "refused" or independent > 1) and bool(record.recipients)


def _last_day(record: Record) -> date | None:
    """The day on which a thing has not been done: what has not happened is told up to the last day of its interval."""
    return date.fromisoformat(record.date.end) if record.date.end else stands_on(record)


def silences(asked: Asked) -> Iterator[Found]:
    """Yield contacts of leaders and ministers that were refused, or are said not to have taken place."""
    part = asked.of("contacts").parts["silences"]
    for at, row in enumerate(part):
        if (
            not asked.holds(row.start)
            or row.level not in ("leader", "minister")
            or not (row.independent > 1 or _two(row))
        ):
            continue
        reason = part.why(at)[0]
        told = asked.told(reason.record)
        if told is not None:
            yield _reported(asked, told, part, at, row.independent)


def _two(row: Any) -> bool:
    """Whether both sides are named: each by somebody who is there."""
    return len(row.who) > 1 and bool(row.kind == "refused" or row.records > 1)


def commitments(asked: Asked) -> Iterator[Found]:
    """Yield promises that the period kept or broke, and new ones that name a day."""
    part = asked.of("gap").parts.get("commitments")
    for at, row in enumerate(part or ()):
        assert part is not None  # noqa: S101  it has rows
        pledge, act = asked.told(row.record), asked.told(row.act)
        if pledge is None or row.kind != "promise" or row.event_type in ("CONSULT", "AGREE") or row.voice != "own":
            continue
        if act is not None and asked.holds(row.done) and min(pledge.confidence, act.confidence) >= SUREST_PLEDGE:
            words = (
                f"{capital(possessive(asked.name))} promise to {party(row.recipient)} of {day_of(row.pledged)}, "
                f"{_quoted(asked, row.record)}, {PLANNED[row.status]} on {day_of(row.done)}: {_quoted(asked, row.act)}"
            )
            yield _pledge(asked, part, at, row.done, words)
        elif act is None and row.due is not None and asked.holds(row.pledged) and row.due - row.pledged >= WEEK:
            words = (
                f"{capital(asked.name)} committed itself toward {party(row.recipient)} on {day_of(row.pledged)}, by "
                f"{day_of(row.due)}: {_quoted(asked, row.record)}"
            )
            yield _pledge(asked, part, at, row.pledged, words)


def _pledge(asked: Asked, part: Result[Any], at: int, day: date, words: str) -> Found:
    row = part[at]
    change = ChangeRow(
        kind="commitment",
        day=day,
        subject=f"{row.record} {row.recipient}",
        actor=asked.actor,
        other=row.recipient,
        sentence=ended(words),
        sure=sure_by_reports(row.independent),
        records=row.records + (row.act is not None),
        independent=row.independent,
        figure=part.address(row),
    )
    return Found(change, lambda: part.why(at))


def votes(asked: Asked) -> Iterator[Found]:
    """Yield votes cast in the period, those first that break with former practice in their body."""
    own = Party.of(asked.actor)
    cast = [
        r for r in asked.records.values() if isinstance(r.payload, Vote) and own.acts_in(r) and r.factuality == "actual"
    ]
    former = Counter((_body(r), r.payload.choice) for r in cast if _before(r, asked))  # type: ignore[union-attr]
    for record in cast:
        told, day = asked.told(record.id), stands_on(record)
        if told is None or not isinstance(record.payload, Vote) or not asked.holds(day) or day is None:
            continue
        if record.date.basis == "publication" and _told_before(record, day, cast):
            continue
        known = sum(n for (body, _), n in former.items() if body == _body(record))
        same = former[_body(record), record.payload.choice]
        practice = f", as in none of its {known} former votes there" if known >= FORMER and not same else ""
        words = f"{told.sentence} on {day_of(day)}{practice}: {_quoted(asked, told.record_id)}"
        yield _single(asked, "vote", record, day, words)


def _told_before(record: Record, day: date, cast: Sequence[Record]) -> bool:
    """Whether a report without a day of its own tells of a vote that others date."""
    dated = (stands_on(one) for one in cast if one.date.basis != "publication" and _same(one, record))
    return any(one is not None and timedelta(0) <= day - one <= NEAR for one in dated)


def _same(one: Record, other: Record) -> bool:
    choices = [record.payload.choice for record in (one, other) if isinstance(record.payload, Vote)]
    return len(set(choices)) == 1 and _body(one) == _body(other)


def _body(record: Record) -> str:
    payload = record.payload
    return payload.body.id if isinstance(payload, Vote) and payload.body else ""


def _before(record: Record, asked: Asked) -> bool:
    day = stands_on(record)
    return day is not None and day < asked.since


def forecasts(asked: Asked) -> Iterator[Found]:
    """Yield forecasts of the actor whose days ended in the period, with what became of them."""
    result = asked.of("forecasts")
    became = {"true": "came true", "false": "did not come true", "unresolvable": "cannot be decided"}
    for at, row in enumerate(result):
        told = asked.told(row.record)
        if told is None or row.day is None or not asked.holds(row.horizon) or row.horizon - row.day < WEEK:
            continue
        end = became.get(row.outcome, "nobody has yet recorded what became of it")
        words = (
            f"The forecast of {line(row.forecaster)} of {day_of(row.day)} fell due on {day_of(row.horizon)} and {end}: "
            f"{_quoted(asked, told.record_id)}"
        )
        if row.outcome == "pending":
            words = words.replace(" and nobody", "; nobody")
        row_of = replace(_row(asked, "forecast", row.record, row.horizon, words), figure=result.address(row))
        yield Found(row_of, partial(result.why, at))


def _reported(asked: Asked, told: RowView, result: Result[Any], at: int, independent: int) -> Found:
    record, row = asked.records[told.record_id], result[at]
    day = _last_day(record)
    assert day is not None  # noqa: S101  only those in the period are told
    sentence = f"{told.sentence} ({day_of(day)}): {_quoted(asked, told.record_id)}"
    change = ChangeRow(
        kind="refusal",
        day=day,
        subject=told.record_id,
        actor=asked.actor,
        other=_other(record, asked),
        sentence=ended(sentence if independent < 2 else f"{sentence}; {reports(independent)}"),
        sure=sure_by_reports(independent, reviewed=told.reviewed),
        records=row.records,
        independent=independent,
        figure=result.address(row),
    )
    return Found(change, lambda: result.why(at))


def _single(asked: Asked, kind: Kind, record: Record, day: date, words: str) -> Found:
    return Found(_row(asked, kind, record.id, day, words), lambda: (Reason(record.id),))


def _row(asked: Asked, kind: Kind, record_id: str, day: date, words: str) -> ChangeRow:
    record = asked.records[record_id]
    reviewed = record.review in ("accepted", "corrected")
    return ChangeRow(
        kind, day, record_id, asked.actor, _other(record, asked), ended(words), sure_by_reports(1, reviewed=reviewed),
        records=1, independent=1, figure="",
    )  # fmt: skip


def _quoted(asked: Asked, record_id: str) -> str:
    told = asked.told(record_id)
    return quoted((told, asked.records[record_id])) if told else ""


def _other(record: Record, asked: Asked) -> str | None:
    own = Party.of(asked.actor)
    others = (one for one in (*record.recipients, *record.actors) if not own.fits(one))
    found = next(others, None)
    return None if found is None else found.country or found.id
