"""When an address may be asked again, by what became of it when it was asked last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from talleyrand.fetch.failures import FetchError, Kind
from talleyrand.fetch.fetching import Fetched, Validators
from talleyrand.ledger.watching import Visit

SOONEST = timedelta(hours=1)
"""A page is fetched again this much later at the earliest, however often its feed says that it changed."""
RESTS: Mapping[Kind, timedelta] = {
    "gone": timedelta(days=30),
    "forbidden": timedelta(days=7),
    "large": timedelta(days=30),
    "broken": timedelta(days=1),
    "refused": timedelta(days=1),
    "busy": timedelta(minutes=10),
}
"""How long an address is left alone after its first failure."""
GROWING: frozenset[Kind] = frozenset({"broken", "busy"})
"""Failures after which it is twice as long each time."""
SAID_NO: frozenset[Kind] = frozenset({"gone", "forbidden"})
LONGEST = timedelta(days=30)
_DOUBLED = 12
"""Failures in a row that are counted: twice as long so often is longer than the longest."""


def is_due(known: Visit | None, mark: str | None, now: datetime) -> bool:
    """Tell whether a page is to be fetched: for the first time, again after a failure, or because it changed.

    `mark` is when it changed, as its feed writes it.
    """
    if known is None:
        return True
    if waits(known, now):
        return False
    if known.failure is not None:
        return True
    changed = moment(mark)
    return mark != known.mark and changed is not None and changed > datetime.fromisoformat(known.at)


def waits(known: Visit | None, now: datetime) -> bool:
    """Tell whether an address may not be asked yet; what a clock that was wrong noted of later days does not count."""
    if known is None or known.until is None:
        return False
    return datetime.fromisoformat(known.at) <= now < datetime.fromisoformat(known.until)


def validators(known: Visit | None) -> Validators:
    """Return what a server recognises its last answer by."""
    return Validators(known.etag, known.last_modified) if known else Validators()


def after_answer(address: str, found: Fetched, mark: str | None, now: datetime) -> Visit:
    """Return the visit that an answer ends."""
    given = found.validators
    return Visit(address, _at(now), given.etag, given.last_modified, mark, until=_at(now + SOONEST))


def after_failure(known: Visit | None, address: str, error: FetchError, now: datetime) -> Visit:
    """Return the visit that a failure ends; what was known of the address before is kept."""
    failures = (known.failures if known else 0) + 1
    rest = RESTS[error.kind]
    if error.kind in GROWING:
        rest = min(rest * 2 ** min(failures - 1, _DOUBLED), LONGEST)
    if error.wait is not None:
        rest = max(rest, timedelta(seconds=error.wait))
    made = replace(known, at=_at(now)) if known else Visit(address, _at(now))
    return replace(made, failures=failures, failure=error.what, until=_at(now + rest))


def after_feed_failure(known: Visit | None, address: str, error: FetchError, now: datetime) -> Visit:
    """Return the visit that a feed's failure ends: a person named it, so it is asked again soon unless it says no."""
    made = after_failure(known, address, error, now)
    if error.wait is not None:
        return replace(made, until=_at(now + timedelta(seconds=error.wait)))
    return replace(made, until=_at(now + SOONEST) if error.kind in SAID_NO else None)


def moment(mark: str | None) -> datetime | None:
    """Return the time that a feed's date means, a day being its beginning (UTC); None for what is none.

    >>> moment("Tue, 01 Mar 2022 01:00:00 +0100").isoformat()
    '2022-03-01T00:00:00+00:00'
    """
    text = (mark or "").strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text)
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _at(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
