"""What a PostgreSQL server says, as errors that tell what to do; no password is in them."""

from __future__ import annotations

from talleyrand.errors import LedgerError
from talleyrand.ledger.location import Server

TIMED_OUT = "57014"
"""The server's code for a statement that was interrupted."""

_KEPT = "what was entered is kept; run it again when the server is there"
_HINTS = {
    "28": "check the user and the password: in the address, in PGPASSWORD, or in ~/.pgpass",
    "3D000": "make it with createdb, or choose another with --ledger",
    "42501": "the user may not do that; whoever owns the database may grant it",
    "42P01": "an older Talleyrand made it; talleyrand serve or read brings it up to date",
    "42703": "an older Talleyrand made it; talleyrand serve or read brings it up to date",
    "42883": "an older Talleyrand made it; talleyrand serve or read brings it up to date",
    "25006": "the server or the user is for reading only; choose another with --ledger",
    "53": "the server is full or busy; free some space or try again: what was entered is kept",
    "55P03": "another process is writing; try again when it is done",
    "40": "another process wrote at the same moment; try again",
    "57": _KEPT,
    "08": _KEPT,
}
"""Hints by the server's code, or by the first two of its characters."""


def ledger_error(error: BaseException | None, server: Server) -> LedgerError:
    """Return the `LedgerError` for an error of the driver."""
    code = code_of(error)
    if not code:
        return LedgerError("the server can't be reached, or is gone", where=str(server), hint=_KEPT)
    hint = _HINTS.get(code) or _HINTS.get(code[:2]) or "talleyrand verify checks the ledger"
    return LedgerError(message_of(error), where=str(server), hint=hint)


def code_of(error: BaseException | None) -> str:
    """Return the server's code of an error, empty for one that is not the server's."""
    return str(_told(error).get("C", ""))


def message_of(error: BaseException | None) -> str:
    """Return what the server says in an error."""
    return str(_told(error).get("M", error))


def _told(error: BaseException | None) -> dict[str, str]:
    """Return what the server tells about an error, by the letters of its protocol."""
    given = error.args[0] if error is not None and error.args else None
    return given if isinstance(given, dict) else {}
