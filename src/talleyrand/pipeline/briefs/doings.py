"""What the actors of a brief said and did, how they voted, and what they withheld."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from talleyrand.analyse.parties import called
from talleyrand.pipeline.briefs.matter import Line, Matter
from talleyrand.pipeline.changes.wording import band, day_of, ended, party, percent, quoted, reports

DEEDS, WORDS = 4, 2
"""Deeds and words of one actor that are told."""
SUREST = 0.6


def doings(matter: Matter) -> Iterator[Line]:
    """Yield the acts and words that most reports tell of, in order of date."""
    told: dict[str, tuple[str, Line]] = {}
    for actor, target in matter.asked:
        rows = [row for row in matter.within("timeline", actor, target=target) if _tells(matter, actor, row)]
        for row in (*_best(rows, "deeds", DEEDS), *_best(rows, "words", WORDS)):
            told[matter.read(row.record)[0].sentence] = row.start, _line(matter, row)
    yield from (line for _, line in sorted(told.values(), key=lambda one: one[0]))


def _tells(matter: Matter, actor: str, row: Any) -> bool:
    """Whether a row is worth telling: dated in the period, done, sure, and by the actor itself."""
    if row.kind == "vote" or row.factuality != "actual" or row.score is None or not matter.holds(row.start):
        return False
    view, record = matter.read(row.record)
    own = any(actor in (one.country, one.id) for one in record.actors)
    sides = {one.country or one.id for one in record.recipients} - {one.country or one.id for one in record.actors}
    if len(record.actors) > 1 and record.recipients and not sides:
        return False  # who did it with whom is muddled
    return own and row.start == row.end and view.confidence >= SUREST and not row.what.startswith("CONSULT")


def _best(rows: list[Any], lane: str, most: int) -> list[Any]:
    """Those that most reports tell of, then the strongest."""
    found = [row for row in rows if row.lane == lane]
    return sorted(found, key=lambda row: (-row.independent, -abs(row.score), row.start))[:most]


def _line(matter: Matter, row: Any) -> Line:
    told = matter.read(row.record)
    view, record = told
    words = f"On {day_of(date.fromisoformat(row.start))} {view.sentence}"
    if record.kind != "statement":
        words += f". {quoted(told)}"
    if row.independent > 1:
        words = f"{words.rstrip('.')}; {reports(row.independent)}"
    return Line(ended(words), (row.record,), row.independent)


def votes(matter: Matter) -> Iterator[Line]:
    """Yield votes of the period, and how often the actors voted alike."""
    yield from matter.changed("vote")
    for actor, target in matter.pairs:
        if actor < target:
            result = matter.within("votes", actor, target=target)
            for row in result[:1]:
                shared = getattr(row, "shared", 0)
                if shared:
                    yield Line(
                        f"On {shared} roll calls of the period in which both voted, {called(actor)} and "
                        f"{party(target)} agreed in {percent(row.agreement)} ({band(row.low, row.high)}).",
                        (),
                        row.independent,
                        result.address(row),
                    )


def withheld(matter: Matter) -> Iterator[Line]:
    """Yield refusals and commitments."""
    yield from matter.changed("refusal", "commitment")
