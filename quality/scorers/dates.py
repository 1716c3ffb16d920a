"""Temporal expressions: overlapping spans, the same spans, and the same value where they overlap (TempEval-3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quality.figures import Measure, f1, share
from quality.sets.timexes import DatedText, Timex


def score(texts: Sequence[DatedText], found: Sequence[tuple[Timex, ...]]) -> Iterator[Measure]:
    """Yield relaxed, strict and value F1."""
    both = [(text.timexes, given) for text, given in zip(texts, found, strict=True)]
    wanted, have = sum(len(gold) for gold, _ in both), sum(len(given) for _, given in both)
    met = sum(_touches(t, given) for gold, given in both for t in gold)
    named = sum(_touches(t, gold) for gold, given in both for t in given)
    strict = sum(any(t.span == g.span for g in given) for gold, given in both for t in gold)
    valued = sum(any(_same_value(t, g) for g in given) for gold, given in both for t in gold)
    for name, recalled, right in (("relaxed", met, named), ("strict", strict, strict), ("value", valued, valued)):
        recall, precision = share("", recalled, wanted), share("", right, have)
        yield Measure(f"{name} F1", f1(precision.value, recall.value), wanted)


def _touches(timex: Timex, others: Sequence[Timex]) -> bool:
    return any(timex.span.overlaps(other.span) for other in others)


def _same_value(one: Timex, other: Timex) -> bool:
    return one.span.overlaps(other.span) and one.value == other.value
