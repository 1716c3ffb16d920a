"""Precision and recall over verdicts, and how often single fields are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quality.figures import Measure, f1, share
from quality.scorers.matching import Verdict


def rates(verdicts: Sequence[Verdict], fields: frozenset[str]) -> Iterator[Measure]:
    """Yield precision, recall and F1 of records that agree in all the `fields`."""
    counted = [v for v in verdicts if v.counted]
    right = sum(v.right(fields) for v in counted)
    precision = share("precision", right, sum(v.found is not None for v in counted))
    recall = share("recall", right, sum(v.expected is not None for v in counted))
    yield from (precision, recall, Measure("F1", f1(precision.value, recall.value), recall.of))


def found_at_all(verdicts: Iterable[Verdict]) -> Iterator[Measure]:
    """Yield precision and recall of finding something of the kind at the place, whatever its fields."""
    counted = [v for v in verdicts if v.counted]
    both = sum(v.expected is not None and v.found is not None for v in counted)
    yield share("found, precision", both, sum(v.found is not None for v in counted))
    yield share("found, recall", both, sum(v.expected is not None for v in counted))


def right_where_found(verdicts: Iterable[Verdict], fields: Iterable[str]) -> Iterator[Measure]:
    """Yield, for each field, how often it is right where the record was found."""
    pairs = [v for v in verdicts if v.counted and v.expected and v.found]
    for field in fields:
        asked = [v.fields[field] for v in pairs if field in v.fields]
        yield share(f"{field} right where found", sum(asked), len(asked))
