"""Dates as analysts need them: an interval of days, how precise it is, and how it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "week", "month", "year", "unknown"]
DateBasis = Literal["stated", "relative", "publication", "inferred"]
PublishedBasis = Literal["given", "metadata", "inferred", "unknown"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class DateInterval:
    """An inclusive interval of days (`YYYY-MM-DD`), or a partial date when the year can't be known.

    `start` and `end` are None when nothing can be said in days; `partial` then keeps what is known as a TIMEX3
    value with X for unknown digits (`XXXX-02-25`). `text` is the expression as written, None when the date was not
    stated.
    """

    start: str | None = None
    end: str | None = None
    precision: Precision = "unknown"
    basis: DateBasis = "inferred"
    text: str | None = None
    partial: str | None = None

    @property
    def known(self) -> bool:
        """Whether the interval has days at both ends."""
        return self.start is not None and self.end is not None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a text: a span, its TIMEX3 type and its TIMEX3 value.

    `value` follows ISO-TimeML: `2022-02-25`, `2022-W08`, `2022-02`, `2022-Q1`, `P3D`, `PRESENT_REF`, `XXXX-02-25` ...
    `start_day` and `end_day` are the inclusive days it covers as `YYYY-MM-DD`, None where that is not defined.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    start_day: str | None = None
    end_day: str | None = None
    basis: DateBasis = "stated"
    mod: str | None = None
