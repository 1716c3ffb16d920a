"""Which words the actors of a brief use, and what they foretold."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.analyse.parties import called
from talleyrand.codebook.articles import with_article
from talleyrand.codebook.frames import load_frames
from talleyrand.pipeline.briefs.matter import Line, Matter, cited
from talleyrand.pipeline.changes.wording import band, day_of, ended, percent, quoted
from talleyrand.present.plain import clip, line

FEWEST = 5
"""Uses of the terms of a dispute that tell which one an actor prefers."""
TERMS, FORECASTS = 2, 3
"""Disputes, and forecasts, of one actor that are told."""


def formulations(matter: Matter) -> Iterator[Line]:
    """Yield formulations that came and went, and the terms that each actor prefers."""
    yield from matter.changed("formulation")
    for actor in matter.names:
        result = matter.within("framing", actor)
        part = result.parts["by_actor"]
        rows = sorted((row for row in part if row.of >= FEWEST), key=lambda row: -row.of)
        for row in rows[:TERMS]:
            dispute = next((one.name for one in load_frames().by_term[row.term] if one.id == row.frame), row.frame)
            yield Line(
                f"Among the disputed terms for {with_article(dispute)}, {called(actor)} uses “{line(row.term)}” most: "
                f"{percent(row.share)} of {row.of} uses ({band(row.low, row.high)}).",
                cited(part.why(row)),
                row.independent,
                part.address(row),
            )


def forecasts(matter: Matter) -> Iterator[Line]:
    """Yield forecasts that fell due, then those made in the period that say by when."""
    yield from matter.changed("forecast")
    for actor in matter.names:
        rows = [row for row in matter.within("forecasts", actor) if matter.holds(row.day) and row.horizon is not None]
        rows.sort(key=lambda row: row.horizon, reverse=True)
        for row in rows[:FORECASTS]:
            told = matter.read(row.record)
            odds = f" (in words that stand for {row.low * 100:.0f} to {row.high * 100:.0f} %)" if row.low else ""
            outcome = "" if row.outcome == "pending" else f"; it {_BECAME.get(row.outcome, 'cannot be decided')}"
            words = (
                f"Foretold by {line(row.forecaster)} on {day_of(row.day)} for {day_of(row.horizon)}{odds}: "
                f"{clip(quoted(told), 400)}{outcome}"
            )
            yield Line(ended(words), (row.record,), 1)


_BECAME = {"true": "came true", "false": "did not come true"}
