"""The scope of a page: the case and the days that everything on it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from talleyrand.errors import DateError

Day = Annotated[str | None, Query(description="A day, YYYY-MM-DD, inclusive", examples=["2022-02-24"])]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a page is about: days, inclusive, None where they are open, and the id of a case, None without one."""

    since: str | None = None
    until: str | None = None
    case: str | None = None


def scope_of(since: Day = None, until: Day = None, case: str | None = None) -> Scope:
    """Return the scope that a request asks for; raises DateError for what is no day."""
    return Scope(checked(since, "since"), checked(until, "until"), case or None)


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
