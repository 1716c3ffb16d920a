"""The tables of the gap between words and deeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class GapRow:
    """Words and deeds toward a target in a period: `all`, or a month (`2022-02`) that begins on `start`.

    `words` and `deeds` are means from -1 to +1, None where there are none; `gap` is their difference on the scale of
    the reference set (`reference`), with its bounds. `probability` is P(|gap| > delta),
    `words_warmer` P(gap > delta). `of_words` and `of_deeds` are the independent
    reports of each, `words_error` and `deeds_error` the standard errors of their means.
    """

    target: str
    period: str
    words: float | None
    deeds: float | None
    gap: float | None
    low: float | None
    high: float | None
    probability: float | None
    words_warmer: float | None
    of_words: int
    of_deeds: int
    words_error: float | None
    deeds_error: float | None
    records: int
    independent: int
    start: date | None


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """What words or deeds are standardised by: mean and deviation over so many dyads of the actor."""

    channel: str
    mean: float
    deviation: float
    dyads: int
    records: int
    independent: int
