"""Turning points of words and deeds, and positions that moved from the first day to the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import erfc, hypot, log, sqrt
from typing import Any

from talleyrand.analyse.parties import Party
from talleyrand.model.results import Result
from talleyrand.pipeline.changes.change import Asked, ChangeRow, Found, sure_by_chance
from talleyrand.pipeline.changes.wording import chance, day_of, days_of, figure, party, possessive, reports
from talleyrand.present.plain import capital
from talleyrand.present.rows import lane_of

CHANNELS = ("words", "deeds")
SERIES = 3
"""Series that are searched in each channel: mean scores, hostile and friendly reports."""
NEAR = timedelta(days=10)
"""Turns of one channel no further apart are one turn: the mean tells it, else the number that changed most."""
WEEKS = timedelta(weeks=4)
"""The time before and after a turn of counts in which documents are counted."""
LEAST = 0.1
"""The least move of a position, on the scale from -1 to +1, that is told."""
_Z90 = 1.645


def turns(asked: Asked) -> Iterator[Found]:
    """Yield turns and moves toward each target; a channel that turned is not told to have moved too."""
    searched = len(asked.targets) * len(CHANNELS)
    for target in asked.targets:
        result = asked.of("turning_points", target=target)
        turned = set()
        for at in _telling(result, asked):
            sure = sure_by_chance(result[at].p, searched * SERIES)
            if sure is not None:
                turned.add(result[at].channel)
                yield _turn(asked, target, result, at)
        yield from _moves(asked, target, searched, turned)


def _telling(result: Result[Any], asked: Asked) -> list[int]:
    """The places of turns in the period, of neighbours in one channel the most telling one."""
    places = [at for at, row in enumerate(result) if row.channel in CHANNELS and asked.holds(row.day)]
    kept: list[int] = []
    for at in sorted(places, key=lambda at: _weight(result[at])):
        row = result[at]
        if not any(result[k].channel == row.channel and abs(result[k].day - row.day) <= NEAR for k in kept):
            kept.append(at)
    return kept


def _weight(row: Any) -> tuple[int, float]:
    """Means before counts, then the largest ratio of counts."""
    if row.series == "score":
        return 0, -abs(row.after - row.before)
    return 1, -abs(log((row.after + 0.5) / (row.before + 0.5)))


def _turn(asked: Asked, target: str, result: Result[Any], at: int) -> Found:
    row = result[at]
    sure = sure_by_chance(row.p, len(asked.targets) * len(CHANNELS) * SERIES) or "slight"
    flow = None if row.series == "score" else _flow(asked, row.day, row.channel)
    if flow is not None and flow.explains(row):
        sure = "slight"
    change = ChangeRow(
        kind="turn",
        day=row.day,
        subject=f"{row.channel} {row.series} {target}",
        actor=asked.actor,
        other=target,
        sentence=_turn_words(asked, target, row, flow),
        sure=sure,
        before=row.before,
        after=row.after,
        p=row.p,
        records=row.records,
        independent=row.independent,
        figure=result.address(row),
    )
    return Found(change, lambda: result.why(at))


@dataclass(frozen=True, slots=True)
class _Flow:
    """How many documents a week tell of an actor before and after a day: a turn of counts may be theirs."""

    before: float
    after: float

    def explains(self, row: Any) -> bool:
        """Tell whether documents changed half as much as the counts, the same way."""
        moved, flow = (log((one.after + 0.5) / (one.before + 0.5)) for one in (row, self))
        return moved * flow > 0 and abs(flow) >= abs(moved) / 2


def _flow(asked: Asked, day: date, channel: str) -> _Flow:
    """Return how many documents tell of the actor's words, or deeds, in the four weeks before and after a day.

    They are counted a week, as far as documents reach.
    """
    own = Party.of(asked.actor)
    telling = (one for one in asked.records.values() if own.acts_in(one) and lane_of(one) == channel)
    ids = {record.document_id for record in telling}
    found = (asked.documents[one].published for one in ids if one in asked.documents)
    days = sorted(date.fromisoformat(one) for one in found if one and len(one) == len("2022-02-24"))
    if not days:
        return _Flow(0.0, 0.0)
    first, last = max(days[0], day - WEEKS), min(days[-1], asked.until, day + WEEKS - timedelta(days=1))
    before = sum(first <= one < day for one in days) * 7 / max((day - first).days, 1)
    after = sum(day <= one <= last for one in days) * 7 / max((last - day).days + 1, 1)
    return _Flow(before, after)


def _turn_words(asked: Asked, target: str, row: Any, flow: _Flow | None) -> str:
    whom = party(target)
    when = f"around {day_of(row.day)}"
    if row.earliest < row.latest:
        when += f" ({days_of(row.earliest, row.latest)})"
    told = f"{chance(row.p)}, {reports(row.independent)}"
    if row.series == "score":
        way = "warmer" if row.after > row.before else "colder"
        moved = f"their mean went from {figure(row.before)} to {figure(row.after)}"
        return f"{capital(possessive(asked.name))} {row.channel} toward {whom} turned {way} {when}: {moved} ({told})."
    way = "rose" if row.after > row.before else "fell"
    moved = f"from {row.before:.1f} to {row.after:.1f} independent reports a week"
    control = ""
    if flow is not None:
        control = (
            f"; documents with {row.channel} of {asked.name} went from {flow.before:.0f} to {flow.after:.0f} a week"
        )
    return f"{capital(row.series)} {row.channel} of {asked.name} toward {whom} {way} {when}: {moved} ({told}{control})."


def _moves(asked: Asked, target: str, searched: int, turned: set[str]) -> Iterator[Found]:
    result = asked.of("positions", target=target)
    for channel in CHANNELS:
        places = [at for at, row in enumerate(result) if row.channel == channel]
        before = [at for at in places if result[at].day <= asked.since]
        after = [at for at in places if result[at].day <= asked.until]
        if channel in turned or not before or not after or before[-1] == after[-1]:
            continue
        found = _move(asked, target, result, (before[-1], after[-1]), searched)
        if found is not None:
            yield found


def _move(asked: Asked, target: str, result: Result[Any], places: tuple[int, int], searched: int) -> Found | None:
    old, new = (result[at] for at in places)
    error = hypot(old.high - old.low, new.high - new.low) / (2 * _Z90)
    change = new.value - old.value
    p = erfc(abs(change) / error / sqrt(2)) if error else 1.0
    sure = sure_by_chance(p, searched)
    n = sum(row.independent for row in result if row.channel == new.channel and old.day < row.day <= new.day)
    if sure is None or abs(change) < LEAST or not n:
        return None
    way = "warmer" if change > 0 else "colder"
    row = ChangeRow(
        kind="position",
        day=new.day,
        subject=f"{new.channel} {target}",
        actor=asked.actor,
        other=target,
        sentence=(
            f"{capital(possessive(asked.name))} {new.channel} toward {party(target)} were {way} on "
            f"{day_of(new.day)} than on {day_of(old.day)}: {figure(new.value)} "
            f"(90 % {figure(new.low)} to {figure(new.high)}) against {figure(old.value)} "
            f"({figure(old.low)} to {figure(old.high)}); {reports(n)} between."
        ),
        sure=sure,
        before=old.value,
        after=new.value,
        p=p,
        records=sum(one.records for one in result if one.channel == new.channel and old.day < one.day <= new.day),
        independent=n,
        figure=result.address(new),
    )
    return Found(row, lambda: result.why(places[1]))
