"""What is done to accounts and tokens, from pages and from the terminal alike; the audit log tells of each deed."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from talleyrand.errors import NotFoundError, OptionError
from talleyrand.ledger.location import Server
from talleyrand.ledger.people import audit, persons, sessions, tokens
from talleyrand.ledger.store import Ledger
from talleyrand.model.people import HERE, REACHES, ROLES, Deed, Person, Reach, Role, Token
from talleyrand.web.auth.keys import mark, new_token
from talleyrand.web.auth.passwords import check_password, hashed

LONGEST_NAME = 60
MOST_DAYS = 366
"""Days that a token may last."""
_NAME = re.compile(r"[^\W_][\w .'’@-]*")


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, from which address, and when."""

    who: str
    place: str
    at: str


def add_person(ledger: Ledger, name: str, role: Role | None, password: str, by: By) -> Person:
    """Add an account, or give one that was removed back to its owner; the first is an admin's unless told.

    Raises OptionError for a name or a password that won't do, or a name that is taken.
    """
    name = _checked_name(name)
    check_password(password, name)
    kept = hashed(password)
    with ledger.transaction() as connection:
        known = persons.find(ledger.connection, name)
        if known and known.active:
            raise OptionError("there is an account of that name", where=known.name, hint="talleyrand user list")
        first = not any(one.active and one.role == "admin" for one in persons.everyone(ledger.connection))
        role = role or ("admin" if first else "reader")
        if first and role != "admin":
            raise OptionError("the first account has to be an admin's", where=name, hint="--role admin")
        if known:
            persons.change(connection, known.seq, role=role, password=kept, active=1)
        else:
            persons.add(connection, name, role, kept, by.at)
        audit.note(connection, Deed(by.at, by.who, f"account added as {role}", name, by.place))
    keep_private(ledger)
    return person(ledger, name)


def keep_private(ledger: Ledger) -> None:
    """Leave a file with accounts to its owner alone, as far as the system lets: it holds hashes of passwords."""
    if isinstance(ledger.location, Server):
        return
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            file = ledger.location.with_name(ledger.location.name + end)
            file.chmod(file.stat().st_mode & 0o700)


def person(ledger: Ledger, name: str) -> Person:
    """Return the account of a name; raises NotFoundError."""
    found = persons.find(ledger.connection, name)
    if found is None:
        raise NotFoundError("no account of that name", where=name[:LONGEST_NAME], hint="talleyrand user list")
    return found


def set_role(ledger: Ledger, name: str, role: Role, by: By) -> Person:
    """Give an account a role; raises NotFoundError, and OptionError when no admin would be left."""
    if role not in ROLES:
        raise OptionError("no such role", where=role, hint=f"one of {', '.join(ROLES)}")
    with ledger.transaction() as connection:
        known = _active(ledger, name)
        if role != "admin":
            _keep_an_admin(ledger, known)
        persons.change(connection, known.seq, role=role)
        audit.note(connection, Deed(by.at, by.who, f"role {known.role} changed to {role}", known.name, by.place))
    return person(ledger, name)


def set_password(ledger: Ledger, name: str, password: str, by: By, *, but: int | None = None) -> None:
    """Give an account a password and end its sessions, except the session `but`; raises NotFoundError, OptionError."""
    check_password(password, name)
    kept = hashed(password)
    with ledger.transaction() as connection:
        known = _active(ledger, name)
        persons.change(connection, known.seq, password=kept)
        sessions.end_all(connection, known.seq, but=but)
        audit.note(connection, Deed(by.at, by.who, "password changed", known.name, by.place))


def remove_person(ledger: Ledger, name: str, by: By) -> None:
    """Close an account: its sessions end, its tokens open nothing, its name stays in history."""
    with ledger.transaction() as connection:
        known = _active(ledger, name)
        _keep_an_admin(ledger, known)
        persons.change(connection, known.seq, active=0)
        sessions.end_all(connection, known.seq)
        for token in tokens.of(ledger.connection, known.seq):
            tokens.revoke(connection, token.seq, by.at)
        audit.note(connection, Deed(by.at, by.who, "account closed", known.name, by.place))


def add_token(ledger: Ledger, name: str, by: By, *, reach: Reach, days: int, purpose: str) -> tuple[Token, str]:
    """Return a new token of a person and its key, which is told this once.

    Raises OptionError for a reach beyond the person's role or days outside 1 to 366.
    """
    if reach not in REACHES or not 1 <= days <= MOST_DAYS:
        raise OptionError(f"a token has a scope of {', '.join(REACHES)} and 1 to {MOST_DAYS} days", where=name)
    key = new_token()
    until = (datetime.fromisoformat(by.at) + timedelta(days=days)).isoformat(timespec="seconds")
    with ledger.transaction() as connection:
        known = _active(ledger, name)
        if ROLES.index(REACHES[reach]) > ROLES.index(known.role):
            raise OptionError(f"{known.name} is {known.role}, a token can't reach further", where=reach)
        told = purpose[:LONGEST_NAME]
        seq = tokens.add(connection, mark(key), known.seq, by.at, purpose=told, reach=reach, until=until)
        audit.note(connection, Deed(by.at, by.who, f"token {seq} given, to {reach}", known.name, by.place))
    made = tokens.get(ledger.connection, seq)
    assert made is not None  # noqa: S101 - it has just been added
    return made, key


def revoke_token(ledger: Ledger, seq: int, by: By, *, owner: str | None = None) -> None:
    """Revoke a token, of `owner` alone where that is given; raises NotFoundError."""
    with ledger.transaction() as connection:
        found = tokens.get(ledger.connection, seq)
        if found is None or (owner is not None and found.person != owner):
            raise NotFoundError("no such token", where=str(seq), hint="talleyrand token list")
        if tokens.revoke(connection, seq, by.at):
            audit.note(connection, Deed(by.at, by.who, f"token {seq} revoked", found.person, by.place))


def _active(ledger: Ledger, name: str) -> Person:
    found = person(ledger, name)
    if not found.active:
        raise OptionError("that account is closed", where=found.name, hint="talleyrand user add opens it again")
    return found


def _keep_an_admin(ledger: Ledger, known: Person) -> None:
    others = (one for one in persons.everyone(ledger.connection) if one.seq != known.seq)
    if known.role == "admin" and not any(one.active and one.role == "admin" for one in others):
        raise OptionError("no admin would be left", where=known.name, hint="make somebody else an admin first")


def _checked_name(name: str) -> str:
    plain = unicodedata.normalize("NFC", name).strip()
    if not _NAME.fullmatch(plain) or len(plain) > LONGEST_NAME:
        hint = "letters, digits, spaces and . - _ ' @"
        raise OptionError(f"a name has 1 to {LONGEST_NAME} characters", where=name[:LONGEST_NAME], hint=hint)
    if persons.key(plain) == HERE:
        raise OptionError("that name is kept for work without accounts", where=name, hint="choose another")
    return plain
