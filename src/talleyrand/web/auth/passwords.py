"""Passwords: what may be one, how they are kept, and checking one without telling whose name is known."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from talleyrand.errors import OptionError
from talleyrand.web.refusals import TooMany

SHORTEST, LONGEST = 10, 200
HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1, hash_len=32, salt_len=16)
"""Argon2id with 64 MiB and three passes (RFC 9106, section 4, its second choice, in one lane): a tenth of a second."""
_AT_ONCE = 3
_PATIENCE = 10.0
_turns = BoundedSemaphore(_AT_ONCE)  # each check takes 64 MiB: many at once would take the machine


def check_password(password: str, name: str) -> None:
    """Raise OptionError for what is too short or too long for a password, or too easily guessed."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        what = f"a password has {SHORTEST} to {LONGEST} characters"
        raise OptionError(what, where="password", hint="four words that have nothing to do with each other are good")
    if len(set(plain)) < 4 or plain.casefold() in _plain(name).casefold() or name.casefold() * 2 in plain.casefold():
        raise OptionError("that password is easily guessed", where="password", hint="choose another")


def hashed(password: str) -> str:
    """Return the hash of a password, salted, with the parameters it was made with."""
    return HASHER.hash(_plain(password))


def matches(password: str, known: str | None) -> bool:
    """Tell whether a password has the hash `known`; with None it is False after the same work."""
    if not _turns.acquire(timeout=_PATIENCE):
        raise TooMany("too many log in at once", wait=5, hint="try again in a moment")
    try:
        return HASHER.verify(known or _nobodys(), _plain(password[: 2 * LONGEST])) and known is not None
    except (VerificationError, InvalidHashError):
        return False
    finally:
        _turns.release()


def outdated(known: str) -> bool:
    """Tell whether a hash was made with other parameters than those of today."""
    return HASHER.check_needs_rehash(known)


def _plain(password: str) -> str:
    """One spelling for what keyboards spell differently."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    return HASHER.hash("the password of nobody")
