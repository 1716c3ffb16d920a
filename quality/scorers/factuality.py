"""Did it happen: macro-F1 of happened, uncertain and did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import StatisticsError
from statistics import correlation as pearson

from training.graded_events import Outcome, outcome_of
from training.scoring import macro_f1

from quality.figures import Measure, share
from quality.scorers.matching import verdicts
from quality.sets.happened import Asked, EventText
from quality.sets.own import OwnReading, OwnText
from talleyrand.model.records import Factuality

OUTCOMES: dict[str, Outcome] = {
    "actual": "happened",
    "negated": "did not",
    "refused": "did not",
    "planned": "uncertain",
    "called-for": "uncertain",
    "possible": "uncertain",
}
_WILL: dict[str, Outcome] = {**OUTCOMES, "planned": "happened"}
_HAS: dict[str, Outcome] = {**OUTCOMES, "planned": "did not", "called-for": "did not", "possible": "did not"}
ASKED: dict[Asked, dict[str, Outcome]] = {
    "happened or will": _WILL,
    "has happened": _HAS,
    "the clause is true": OUTCOMES,
}
"""What a factuality answers to the question that a set's annotators were asked."""
GRADES = {"actual": 3.0, "planned": 2.0, "possible": 1.0, "called-for": 1.0, "negated": -3.0, "refused": -3.0}
"""A factuality on the annotators' scale, for the correlation that the literature reports."""
MACRO = "macro-F1 of happened, uncertain, did not"


def score(texts: Sequence[EventText], found: Sequence[tuple[Factuality | None, ...]]) -> Iterator[Measure]:
    """Yield macro-F1 over the graded events, the share that is right, and the correlation with the grades."""
    events = [
        (grade, given or "actual", text.asked)
        for text, read in zip(texts, found, strict=True)
        for grade, given in zip(text.grades, read, strict=True)
    ]
    pairs = [(outcome_of(grade), ASKED[asked][given]) for grade, given, asked in events]
    yield from _measures(MACRO, pairs)
    yield share("right", sum(gold == given for gold, given in pairs), len(pairs))
    if len(events) > 1:
        r = correlation([grade for grade, _, _ in events], [GRADES[given] for _, given, _ in events])
        yield Measure("correlation with the grades, times 100", 100 * r, len(events))


def correlation(grades: Sequence[float], given: Sequence[float]) -> float:
    """Return Pearson's correlation; 0 where either does not vary."""
    try:
        return pearson(grades, given)
    except StatisticsError:
        return 0.0


def score_own(texts: Sequence[OwnText], readings: Sequence[OwnReading]) -> Iterator[Measure]:
    """Yield macro-F1 over the acts that were found, and over the triggers of all acts that should be."""
    matched = [
        (_outcome(v.expected.factuality, v.found.factuality), OUTCOMES[v.found.factuality])
        for v in verdicts(texts, readings, "act")
        if v.expected and v.found and v.expected.factuality
    ]
    yield from _measures(f"{MACRO}, acts found", matched)
    marked = [
        (_outcome(e.factuality, given or "actual"), OUTCOMES[given or "actual"])
        for text, reading in zip(texts, readings, strict=True)
        for e, given in zip((e for e in text.records if e.kind == "act"), reading.triggers, strict=True)
        if e.factuality
    ]
    yield from _measures(f"{MACRO}, marked acts", marked)


def _outcome(accepted: Sequence[str], found: str) -> Outcome:
    """Return what is expected: what was found where it is accepted, else the first choice."""
    return OUTCOMES[found if found in accepted else accepted[0]]


def _measures(name: str, pairs: Sequence[tuple[Outcome, Outcome]]) -> Iterator[Measure]:
    yield Measure(name, macro_f1(pairs), len(pairs))
