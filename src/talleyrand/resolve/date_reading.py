"""What readings of temporal expressions share: the result, and what is known where an expression stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from talleyrand.model.dates import DateBasis, TimexType
from talleyrand.resolve.date_calendar import UNKNOWN, Anchor, Period, part, period
from talleyrand.resolve.date_grammar import Expression
from talleyrand.resolve.date_tokens import Token


@dataclass(frozen=True, slots=True)
class Reading:
    """A value for an expression, or for some of its words; `point` when later expressions may count from it."""

    type: TimexType
    period: Period
    mod: str | None = None
    basis: DateBasis = "stated"
    point: bool = False
    words: tuple[Token, ...] | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against: publication, the last day named before it, the last quarter named."""

    anchor: Anchor = field(default_factory=Anchor)
    last: Period | None = None
    quarter: Period | None = None

    @property
    def today(self) -> date | None:
        """The day of publication."""
        return self.anchor.day

    @property
    def reference(self) -> date | None:
        """The first day of the last date named, else the day of publication."""
        return (self.last.start if self.last else None) or self.anchor.day

    @property
    def day(self) -> date | None:
        """The last single day named, else the day of publication: what times of day belong to."""
        if self.last is not None and self.last.start == self.last.end:
            return self.last.start
        return self.anchor.day


Reader = Callable[[Expression, Context], list[Reading]]


def dated(whole: Period, mod: str | None = None, basis: DateBasis = "stated") -> list[Reading]:
    """Return one calendar date as a reading; early, middle and late narrow its days."""
    return [Reading("DATE", part(whole, mod), mod, basis, point=whole.start is not None)]


def around(day: date | None, unit: str, mod: str | None = None) -> list[Reading]:
    """Return the period of a unit that `day` lies in, or its unknown form."""
    return dated(period(day, unit) if day else Period(UNKNOWN[unit]), mod, "relative")


def modifier(expression: Expression) -> str | None:
    """Return the TIMEX3 modifier that the words of an expression express."""
    for word in expression.words:
        if word.kind in ("early", "edge", "approx"):
            return str(word.value)
        if word.kind in ("earlier", "later") and word is expression.words[0]:
            return None
    kinds = {word.kind for word in expression.words}
    if "than" in kinds:
        return "MORE_THAN" if "more" in kinds else "LESS_THAN"
    if "least" in kinds:
        return "EQUAL_OR_MORE"
    return "EQUAL_OR_LESS" if {"up", "most"} & kinds else None
