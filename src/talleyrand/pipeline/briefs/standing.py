"""Where the actors of a brief stand toward each other, and whether deeds follow words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from talleyrand.analyse.parties import called
from talleyrand.model.results import Result
from talleyrand.pipeline.briefs.matter import Line, Matter, cited
from talleyrand.pipeline.changes.wording import day_of, figure, party, possessive, reports
from talleyrand.present.plain import count

FEWEST = 3
"""Independent reports that a position needs to be told."""
TARGETS = 3
"""Parties whose positions are told where a brief is about one actor."""
SURELY = 0.9
"""The probability from which on a gap is told as one."""


def positions(matter: Matter) -> Iterator[Line]:
    """Yield positions, turns and moves, gaps."""
    for actor, target in matter.pairs or _main(matter):
        yield from _position(matter, actor, target)
    yield from matter.changed("turn", "position")


def _main(matter: Matter) -> Iterator[tuple[str, str]]:
    """The one actor with those whom most of its words and deeds concern."""
    (actor,) = matter.names
    rows = [row for row in matter.of("gap", actor) if row.period == "all"]
    rows.sort(key=lambda row: -(row.of_words + row.of_deeds))
    return ((actor, row.target) for row in rows[:TARGETS])


def _position(matter: Matter, actor: str, target: str) -> Iterator[Line]:
    result = matter.of("positions", actor, target=target)
    now = result.parts["now"]
    told = [row for row in now if row.channel in ("words", "deeds") and row.independent >= FEWEST]
    whom = party(target)
    if not told:
        n = sum(row.records for row in now if row.channel == "all")
        yield Line(
            f"What is on record of {called(actor)} toward {whom} up to {day_of(matter.until)} is too little for a "
            f"position ({count(n, 'record')}).",
        )
        return
    pieces = [_stood(matter, result, row, scale=at == 0) for at, row in enumerate(told)]
    words = f"On {day_of(matter.until)} {possessive(called(actor))} {'; its '.join(pieces)}"
    words = words.replace(f"{told[0].channel} stood", f"{told[0].channel} toward {whom} stood", 1)
    missing = {"words", "deeds"} - {row.channel for row in told}
    if missing:
        words += f"; of its {missing.pop()} there are too few reports"
    records = cited([reason for row in told for reason in now.why(row)])
    yield Line(f"{words}.", records, sum(row.independent for row in told), now.address(told[0]))
    yield from _gap(matter, actor, target)


def _stood(matter: Matter, result: Result[Any], row: Any, *, scale: bool) -> str:
    """One channel's position, with what it was at the beginning where that is known."""
    before = [one for one in result if one.channel == row.channel and one.day <= matter.since]
    low, high = max(row.low, -1.0), min(row.high, 1.0)
    was = f", against {figure(before[-1].value)} on {day_of(before[-1].day)}" if before else ""
    ends = "from −1, hostile, to +1, friendly; " if scale else ""
    return (
        f"{row.channel} stood at {figure(row.value)} ({ends}90 % {figure(low)} to {figure(high)}; "
        f"{reports(row.independent)}){was}"
    )


def _gap(matter: Matter, actor: str, target: str) -> Iterator[Line]:
    result = matter.of("gap", actor, target=target)
    row = next((one for one in result if one.period == "all"), None)
    if row is None or row.gap is None or row.of_deeds < FEWEST or max(row.probability, 1 - row.probability) < SURELY:
        return
    way = "warmer" if row.gap > 0 else "colder"
    yield Line(
        f"Measured against its other relations, {called(actor)} is {way} toward {party(target)} in words than in "
        f"deeds: by {abs(row.gap):.2f} standard deviations (90 % {figure(row.low)} to {figure(row.high)}; "
        f"n = {row.of_words} reports of words, {row.of_deeds} of deeds).",
        cited(result.why(row)),
        row.independent,
        result.address(row),
    )
