"""The scope of a page: the case and the days that everything on it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from talleyrand.errors import DateError
from talleyrand.model.cases import Case
from talleyrand.web.site import Reading

Day = Annotated[str | None, Query(description="A day, YYYY-MM-DD, inclusive", examples=["2022-02-24"])]

CaseId = Annotated[str | None, Query(description="The id of a case that everything is limited to", max_length=80)]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a page is about: days, inclusive, None where they are open, and a case by its id and itself, or None.

    The days of the case are within those: `since` is the later, `until` the earlier of what was asked and the case's.
    """

    since: str | None = None
    until: str | None = None
    case: str | None = None
    within: Case | None = None


def scope_of(ledger: Reading, since: Day = None, until: Day = None, case: CaseId = None) -> Scope:
    """Return the scope that a request asks for; raises DateError for no day, NotFoundError for an unknown case."""
    first, last = checked(since, "since"), checked(until, "until")
    if not case:
        return Scope(first, last)
    within = ledger.case(case)
    starts = [day for day in (first, within.since) if day]
    ends = [day for day in (last, within.until) if day]
    return Scope(max(starts, default=None), min(ends, default=None), within.id, within)


def checked(day: str | None, where: str) -> str | None:
    """Return a day as it is; raises DateError where it is none."""
    if not day:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise DateError(f"{day[:40]!r} is no day", where=where, hint="write it as 2022-02-24") from error


TheScope = Annotated[Scope, Depends(scope_of)]
"""The parameter of a view whose page is scoped."""
