"""When each phrase was used: a strip of days for each, all on one axis."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from talleyrand.web.answers.question import Answer

WIDTH = 560
"""Units of the axis; a page scales it."""
EDGE = 6
"""Units left free at both ends, so that marks at the first and last day are whole."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a phrase: its place on the axis, its day (ISO), the record, who spoke, and the words."""

    x: float
    day: str
    record: str
    speaker: str
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A month on the axis: its place, and its name (`Feb 2022`)."""

    x: float
    month: str


@dataclass(frozen=True, slots=True)
class PhraseUses:
    """The uses of each phrase from `first` to `last` (ISO days), and the months between them."""

    first: str
    last: str
    ticks: tuple[Tick, ...]
    by_phrase: dict[str, tuple[Use, ...]]


def phrase_uses(answer: Answer) -> PhraseUses | None:
    """Return where the uses of an answer of `formulations` lie; None when it has none."""
    part = answer.part("uses")
    if part is None or not part.rows:
        return None
    days = sorted(row["day"] for row in part.rows)
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    found: dict[str, list[Use]] = defaultdict(list)
    for row in part.rows:
        x = _place(date.fromisoformat(row["day"]), first, last)
        found[row["phrase"]].append(Use(x, row["day"], row["record"], row["speaker"] or "", row["words"]))
    uses = {phrase: tuple(sorted(given, key=lambda use: use.x)) for phrase, given in found.items()}
    return PhraseUses(days[0], days[-1], _ticks(first, last), uses)


def _place(day: date, first: date, last: date) -> float:
    span = max((last - first).days, 1)
    return round(EDGE + (WIDTH - 2 * EDGE) * (day - first).days / span, 1)


def _ticks(first: date, last: date) -> tuple[Tick, ...]:
    """Return the beginnings of months, of quarters or of years, so that there are no more than a dozen."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = 1 if months <= 12 else 3 if months <= 36 else 12
    starts = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13, step)
        if first <= date(year, month, 1) <= last
    ]
    return tuple(Tick(_place(day, first, last), day.strftime("%b %Y")) for day in starts)
