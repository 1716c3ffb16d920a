"""Formulations that came into an actor's language, fell out of it, or gave way to another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from talleyrand.analyse.parties import Party
from talleyrand.model.results import Result
from talleyrand.pipeline.changes.change import Asked, ChangeRow, Found, sure_by_chance
from talleyrand.pipeline.changes.wording import chance, day_of, possessive
from talleyrand.present.plain import capital, count, line

LASTING = timedelta(days=14)
"""The least time in which a phrase was used for its end to be told."""
LEAST_LATER = 0.9
"""P(later) from which on one wording took another's place."""


def phrases(asked: Asked) -> Iterator[Found]:
    """Yield the formulations that are new, dropped or changed in the period."""
    result = asked.of("formulations")
    tested = sum(row.independent > 1 for row in result)
    own = _people(asked)
    said = [(at, row) for at, row in enumerate(result) if not any(name in row.phrase for name in own)]
    came = [at for at, row in said if row.new and row.first < row.last and asked.holds(row.first)]
    went = [
        at
        for at, row in said
        if row.status == "dropped" and asked.holds(row.last) and row.last - row.first >= LASTING and at not in came
    ]
    for at in _apart(result, came):
        yield from _told(asked, result, at, tested, came=True)
    for at in _apart(result, went):
        yield from _told(asked, result, at, tested, came=False)
    yield from _changed(asked, result.parts["changes"])


def _people(asked: Asked) -> set[str]:
    """The names of those who speak for the actor: what stands around them is the reporter's phrase."""
    own = Party.of(asked.actor)
    actors = (one for record in asked.records.values() for one in record.actors)
    return {line(one.name) for one in actors if one.type == "person" and own.fits(one)}


def _apart(result: Result[Any], places: list[int]) -> list[int]:
    """Leave out phrases of which a more frequent one is a part: it came or went with them."""
    kept: list[int] = []
    for at in sorted(places, key=lambda at: -result[at].independent):
        words = f" {result[at].phrase.lower()} "
        if not any(f" {result[one].phrase.lower()} " in words for one in kept):
            kept.append(at)
    return kept


def _told(asked: Asked, result: Result[Any], at: int, tested: int, *, came: bool) -> Iterator[Found]:
    row = result[at]
    p = row.late if came else row.silence
    sure = sure_by_chance(p, tested)
    if sure is None:
        return
    who, phrase = possessive(asked.name), line(row.phrase)
    texts = count(row.independent, "text")
    if came:
        words = (
            f"“{phrase}” is new in {who} language: first on {day_of(row.first)}, in {texts} by {day_of(row.last)} "
            f"(chance of so late a first use: {chance(p)})."
        )
    else:
        words = (
            f"“{phrase}” has dropped out of {who} language: in {texts} from {day_of(row.first)}, last on "
            f"{day_of(row.last)} (chance of so long a silence: {chance(p)})."
        )
    change = ChangeRow(
        kind="formulation",
        day=row.first if came else row.last,
        subject=f"{'new' if came else 'dropped'} {row.phrase}",
        actor=asked.actor,
        other=None,
        sentence=capital(words),
        sure=sure,
        p=p,
        records=row.records,
        independent=row.independent,
        figure=result.address(row),
    )
    yield Found(change, partial(result.why, at))


def _changed(asked: Asked, part: Result[Any]) -> Iterator[Found]:
    for at, row in enumerate(part):
        sure = sure_by_chance(row.p, len(part))
        if sure is None or row.later < LEAST_LATER or not asked.holds(row.new_first):
            continue
        old, new = line(row.old), line(row.new)
        change = ChangeRow(
            kind="formulation",
            day=row.new_first,
            subject=f"{row.old} > {row.new}",
            actor=asked.actor,
            other=None,
            sentence=(
                f"In {possessive(asked.name)} language “{old}” gave way to “{new}” from {day_of(row.new_first)} on: "
                f"{count(row.old_uses, 'text')} with the first, {row.new_uses} with the second ({chance(row.p)})."
            ),
            sure=sure,
            p=row.p,
            records=row.old_uses + row.new_uses,
            independent=row.old_uses + row.new_uses,
            figure=part.address(row),
        )
        yield Found(change, partial(part.why, at))
