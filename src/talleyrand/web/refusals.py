"""What the web application refuses, each with the status that it answers with."""

from __future__ import annotations

from talleyrand.errors import (
    ConflictError,
    CorrectionError,
    DateError,
    EvidenceError,
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


class Stale(Forbidden):
    """A form token that this server did not give out, or gave out before it was started anew."""


class Misdirected(TalleyrandError):
    """The server is asked for under a name that is not its own."""


class TooLarge(TalleyrandError):
    """A request is larger than this server takes."""


class TooSlow(TalleyrandError):
    """A request did not arrive in time."""


class Unavailable(TalleyrandError):
    """What was asked for can't be worked out now."""


class TooMany(TalleyrandError):
    """Too many attempts; `wait` seconds from now another is taken."""

    def __init__(self, what: str, *, wait: int, where: str = "", hint: str = "") -> None:
        super().__init__(what, where=where, hint=hint)
        self.wait = wait


STATUSES: dict[type[TalleyrandError], int] = {
    NotFoundError: 404,
    OptionError: 400,
    DateError: 400,
    InputError: 400,
    Unknown: 401,
    Forbidden: 403,
    TooSlow: 408,
    ConflictError: 409,
    TooLarge: 413,
    Misdirected: 421,
    CorrectionError: 422,
    EvidenceError: 422,
    TooMany: 429,
    LedgerError: 503,
    Unavailable: 503,
}
"""The status of each kind of error; of others it is 500."""


def status_of(error: TalleyrandError) -> int:
    """Return the status that an error answers with."""
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), 500)
