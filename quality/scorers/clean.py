"""Traps: sentences of which a careful reader enters nothing, or not what they seem to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quality.figures import Measure, share
from quality.scorers.matching import compare
from quality.sets.own import OwnReading, OwnText
from talleyrand.model.records import KINDS

TRAPS = tuple(
    "no-event trap hypothetical conditional question possible planned called-for negated negation-at-distance denied "
    "refused nested term-quotation joke irony figurative historical biography culture sport economy domestic".split()
)
"""The tags whose sentences look like rows, or like other rows than they are."""
FEWEST = 4
"""A tag on fewer sentences than this says nothing."""


def score(texts: Sequence[OwnText], readings: Sequence[OwnReading]) -> Iterator[Measure]:
    """Yield, for all sentences and for each of `TRAPS`, the share without an invented record or a wrong factuality."""
    judged = [(t.tags, is_clean(t, r)) for t, r in zip(texts, readings, strict=True) if not t.article]
    yield share("sentences without anything invented", sum(clean for _, clean in judged), len(judged))
    for tag in TRAPS:
        tagged = [clean for tags, clean in judged if tag in tags]
        if len(tagged) >= FEWEST:
            yield share(f"nothing invented: {tag}", sum(tagged), len(tagged))


def is_clean(text: OwnText, reading: OwnReading) -> bool:
    """Tell whether no record of the text is invented, and none says that something happened which did not."""
    found = [v for kind in KINDS for v in compare(text, reading.records, kind) if v.counted and v.found]
    return all(v.expected is not None and "factuality" not in v.wrong for v in found)
