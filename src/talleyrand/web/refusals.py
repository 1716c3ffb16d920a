"""What the web application refuses, each with the status that it answers with."""

from __future__ import annotations

from talleyrand.errors import (
    DateError,
    InputError,
    LedgerError,
    NotFoundError,
    OptionError,
    TalleyrandError,
)


class Forbidden(TalleyrandError):
    """A visitor lacks the role for what was asked."""


class Unknown(TalleyrandError):
    """Nobody is logged in, or the session has ended."""


STATUSES: dict[type[TalleyrandError], int] = {
    NotFoundError: 404,
    OptionError: 400,
    DateError: 400,
    InputError: 400,
    Unknown: 401,
    Forbidden: 403,
    LedgerError: 503,
}
"""The status of each kind of error; of others it is 500."""


def status_of(error: TalleyrandError) -> int:
    """Return the status that an error answers with."""
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), 500)
