"""How long to wait before asking again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST = 1.0
"""Seconds of the first wait; each further one is twice as long."""
LONGEST = 24 * 3600.0
"""Seconds that a server's wish is taken for at most."""


def backoff(attempt: int, chance: float) -> float:
    """Return the seconds before the next try; `attempt` counts from 0, `chance` (0 to 1) spreads them by half.

    >>> backoff(0, 0.5), backoff(2, 0.0)
    (1.0, 2.0)
    """
    return float(FIRST * 2**attempt * (0.5 + chance))


def retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, as a number or as a day; None where it says nothing.

    >>> retry_after("120", datetime(2022, 3, 1, tzinfo=UTC))
    120.0
    >>> retry_after("Tue, 01 Mar 2022 00:01:00 GMT", datetime(2022, 3, 1, tzinfo=UTC))
    60.0
    """
    text = (value or "").strip()
    if text.isdecimal() and text.isascii():
        return min(float(text), LONGEST)
    try:
        day = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    seconds = (day.replace(tzinfo=day.tzinfo or UTC) - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST)
