"""One's own account, and for admins the people of the ledger with what they did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from talleyrand.errors import NotFoundError, OptionError
from talleyrand.ledger.people import audit, persons, sessions, tokens
from talleyrand.ledger.store import Ledger
from talleyrand.model.people import REACHES, ROLES, Deed, Person, Reach, Role, Session, Token
from talleyrand.web.auth import accounts
from talleyrand.web.auth.accounts import LONGEST_NAME, By
from talleyrand.web.auth.passwords import LONGEST, matches
from talleyrand.web.border.origins import place_of
from talleyrand.web.page import PROBLEMS, page
from talleyrand.web.refusals import Forbidden
from talleyrand.web.site import Reading, Site, TheSite
from talleyrand.web.visitors import TheVisitor, Visitor, requires

router = APIRouter(tags=["people"])

ANYONE, ADMIN = Depends(requires("reader")), Depends(requires("admin"))
Name = Annotated[str, Path(max_length=LONGEST_NAME, examples=["anna"])]
Row = Annotated[int, Path(ge=1, le=2**62)]
Word = Annotated[str, Field(max_length=LONGEST)]
PAGE = 100
"""Deeds on one page of the audit log."""
_NEW: dict[int | str, dict[str, Any]] = {201: {"description": "Made"}}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PasswordChange(_Body):
    """The password as it is and as it shall be."""

    present: Word
    wanted: Word


class NewToken(_Body):
    """What a token shall reach, for how many days, and what for."""

    reach: Reach
    days: int = Field(ge=1, le=accounts.MOST_DAYS)
    purpose: str = Field(default="", max_length=LONGEST_NAME)


class NewPerson(_Body):
    """A new account; the first has to be an admin's."""

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    password: Word
    role: Role


class Change(_Body):
    """What shall change of an account; what is left out stays."""

    role: Role | None = None
    password: Word | None = None


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account; `present` is the row of the session that asks. Without accounts `person` is None."""

    person: Person | None
    present: int | None
    sessions: tuple[Session, ...]
    tokens: tuple[Token, ...]
    reaches: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class GivenToken:
    """A new token; its key is told this once."""

    token: Token
    key: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """All accounts and tokens; `mine` is the name of who asks."""

    people: tuple[Person, ...]
    tokens: tuple[Token, ...]
    roles: tuple[Role, ...]
    mine: str
    now: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """What was done, the newest first; `more` is the `before` of the next page, None on the last."""

    deeds: tuple[Deed, ...]
    who: str
    more: int | None


@page(router, "/account", "account.html")
def account(ledger: Reading, visitor: TheVisitor) -> AccountPage:
    """Return one's own account with its sessions and tokens."""
    if visitor.way == "here":
        return AccountPage(None, None, (), (), ())
    mine = accounts.person(ledger, visitor.name)
    reaches = tuple(reach for reach, role in REACHES.items() if visitor.may(role))
    present = visitor.session if visitor.way == "session" else None
    his = tuple(sessions.of(ledger.connection, mine.seq)), tuple(tokens.of(ledger.connection, mine.seq))
    return AccountPage(mine, present, *his, reaches)


@router.post("/account/password", status_code=204, responses=PROBLEMS, dependencies=[ANYONE])
def change_password(change: PasswordChange, request: Request, site: TheSite, visitor: TheVisitor) -> None:
    """Change one's own password; all other sessions end."""
    _own(visitor)
    site.throttle.attempt(visitor.name, place_of(request))
    with site.readers.borrow() as ledger:
        known = persons.password_of(ledger.connection, accounts.person(ledger, visitor.name).seq)
    if not matches(change.present, known):
        raise OptionError("that is not the present password", where="present")
    site.throttle.succeed(visitor.name, place_of(request))
    with site.pen.writing() as ledger:
        by = _by(request, site, visitor)
        accounts.set_password(ledger, visitor.name, change.wanted, by, but=visitor.session)


@router.delete("/account/sessions/{seq}", status_code=204, responses=PROBLEMS, dependencies=[ANYONE])
def end_session(seq: Row, request: Request, site: TheSite, visitor: TheVisitor) -> None:
    """End one of one's own sessions."""
    _own(visitor)
    with site.pen.writing() as ledger, ledger.transaction() as connection:
        mine = accounts.person(ledger, visitor.name)
        if not any(one.seq == seq for one in sessions.of(ledger.connection, mine.seq)):
            raise NotFoundError("no such session of yours", where=str(seq))
        sessions.end(connection, seq)
        audit.note(connection, Deed(site.now(), visitor.name, f"session {seq} ended", mine.name, place_of(request)))


@router.post("/account/tokens", status_code=201, responses=PROBLEMS | _NEW, dependencies=[ANYONE])
def give_token(wanted: NewToken, request: Request, site: TheSite, visitor: TheVisitor) -> GivenToken:
    """Return a new token of one's own, with its key this once."""
    _own(visitor)
    with site.pen.writing() as ledger:
        by = _by(request, site, visitor)
        token, key = accounts.add_token(
            ledger, visitor.name, by, reach=wanted.reach, days=wanted.days, purpose=wanted.purpose
        )
    return GivenToken(token, key)


@router.delete("/account/tokens/{seq}", status_code=204, responses=PROBLEMS, dependencies=[ANYONE])
def revoke_token(seq: Row, request: Request, site: TheSite, visitor: TheVisitor) -> None:
    """Revoke one of one's own tokens."""
    _own(visitor)
    with site.pen.writing() as ledger:
        accounts.revoke_token(ledger, seq, _by(request, site, visitor), owner=visitor.name)


@page(router, "/people", "people.html")
def people(ledger: Reading, site: TheSite, visitor: Annotated[Visitor, ADMIN]) -> PeoplePage:
    """Return all accounts and all tokens; for admins."""
    known = tuple(persons.everyone(ledger.connection)), tuple(tokens.everyones(ledger.connection))
    return PeoplePage(*known, ROLES, visitor.name, site.now())


@router.post("/people", status_code=201, responses=PROBLEMS | _NEW)
def add_person(wanted: NewPerson, request: Request, site: TheSite, visitor: Annotated[Visitor, ADMIN]) -> Person:
    """Add an account, or open one again that was closed."""
    with site.pen.writing() as ledger:
        by = _by(request, site, visitor)
        return accounts.add_person(ledger, wanted.name, wanted.role, wanted.password, by)


@router.patch("/people/{name}", responses=PROBLEMS)
def change_person(
    name: Name, change: Change, request: Request, site: TheSite, visitor: Annotated[Visitor, ADMIN]
) -> Person:
    """Give an account another role or another password, which ends its sessions."""
    by = _by(request, site, visitor)
    with site.pen.writing() as ledger:
        if change.password is not None:
            accounts.set_password(ledger, name, change.password, by, but=visitor.session)
        if change.role is not None:
            accounts.set_role(ledger, name, change.role, by)
        return accounts.person(ledger, name)


@router.delete("/people/{name}", status_code=204, responses=PROBLEMS)
def close_account(name: Name, request: Request, site: TheSite, visitor: Annotated[Visitor, ADMIN]) -> None:
    """Close an account; history keeps its name."""
    with site.pen.writing() as ledger:
        accounts.remove_person(ledger, name, _by(request, site, visitor))


@router.delete("/people/tokens/{seq}", status_code=204, responses=PROBLEMS)
def revoke_any_token(seq: Row, request: Request, site: TheSite, visitor: Annotated[Visitor, ADMIN]) -> None:
    """Revoke anybody's token."""
    with site.pen.writing() as ledger:
        accounts.revoke_token(ledger, seq, _by(request, site, visitor))


@page(router, "/audit", "audit.html")
def audited(
    ledger: Reading,
    _: Annotated[Visitor, ADMIN],
    who: Annotated[str, Query(max_length=LONGEST_NAME)] = "",
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> AuditPage:
    """Return what was done, the newest first; for admins."""
    return _audited(ledger, who, before)


def _audited(ledger: Ledger, who: str, before: int | None) -> AuditPage:
    found = tuple(audit.deeds(ledger.connection, before=before, who=who, most=PAGE + 1))
    return AuditPage(found[:PAGE], who, found[PAGE - 1].seq if len(found) > PAGE else None)


def _own(visitor: Visitor) -> None:
    """Raise Forbidden for whom no account stands behind, or only a token of it."""
    if visitor.way != "session":
        raise Forbidden("this needs a person who logged in", hint="talleyrand user add NAME makes an account")


def _by(request: Request, site: Site, visitor: Visitor) -> By:
    return By(visitor.name, place_of(request), site.now())
