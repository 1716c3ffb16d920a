"""People who use a ledger together: accounts, their sessions and tokens, and what is written down of what they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "coder", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "coder", "editor", "admin")
"""Roles, each with all rights of those before it: read; review and add; cases and briefs; people."""

Reach = Literal["read", "review", "write", "admin"]
REACHES: dict[Reach, Role] = {"read": "reader", "review": "coder", "write": "editor", "admin": "admin"}
"""What a token reaches at most, each with the role whose rights it has."""

HERE = "local"
"""The name of who works at this machine while there are no accounts; no account may have it."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account. One that is no longer `active` keeps its name, which history goes on naming."""

    seq: int
    name: str
    role: Role
    active: bool
    made: str


@dataclass(frozen=True, slots=True)
class Session:
    """Where a person is logged in: since when, when last seen, until when at most; from which address and browser."""

    seq: int
    person: str
    role: Role
    made: str
    seen: str
    until: str
    place: str
    program: str


@dataclass(frozen=True, slots=True)
class Token:
    """What a program shows in place of a password: whose it is, what it reaches, and until when."""

    seq: int
    person: str
    role: Role
    purpose: str
    reach: Reach
    made: str
    until: str
    used: str | None
    revoked: str | None


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the audit log: who did what to what (`about`), from where, and whether it was allowed."""

    at: str
    who: str
    what: str
    about: str = ""
    place: str = ""
    allowed: bool = True
    seq: int = 0


def least(one: Role, other: Role) -> Role:
    """Return the role that has fewer rights.

    >>> least("editor", "reader")
    'reader'
    """
    return min(one, other, key=ROLES.index)
