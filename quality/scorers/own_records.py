"""Records of our own gold set: found, right in every field that an analyst would sign, nothing invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quality.figures import Measure
from quality.scorers.matching import verdicts
from quality.scorers.rates import found_at_all, rates, right_where_found
from quality.sets.own import OwnReading, OwnText
from talleyrand.model.records import Kind


@dataclass(frozen=True, slots=True)
class Rubric:
    """What makes a record of a kind right: all the `fields`. Others are told `besides`."""

    kind: Kind
    fields: tuple[str, ...]
    besides: tuple[str, ...] = ()


RUBRICS = {
    "acts": Rubric("act", ("type", "actor", "recipient", "factuality"), ("mode", "date", "reported by")),
    "statements": Rubric("statement", ("speaker", "factuality"), ("form", "cue", "source", "reported by")),
    "votes": Rubric("vote", ("actor", "choice", "veto", "body", "factuality")),
    "forecasts": Rubric("forecast", ("actor", "probability")),
    "framing": Rubric("framing", ("actor", "use")),
}
"""The tasks whose product are records, each with what makes one right."""


def score(task: str, texts: Sequence[OwnText], readings: Sequence[OwnReading]) -> Iterator[Measure]:
    """Yield precision, recall and F1 of records right in every field, and what is behind them."""
    rubric = RUBRICS[task]
    found = verdicts(texts, readings, rubric.kind)
    yield from rates(found, frozenset(rubric.fields))
    yield from found_at_all(found)
    yield from right_where_found(found, (*rubric.fields, *rubric.besides))
