"""Logging in and out: a name and a password in, the key of a new session back."""

from __future__ import annotations

from datetime import datetime, timedelta

from fastapi import Request

from talleyrand.ledger.people import audit, persons, sessions
from talleyrand.ledger.store import Ledger
from talleyrand.model.people import Deed, Person
from talleyrand.web.auth.accounts import LONGEST_NAME
from talleyrand.web.auth.cookies import session_key
from talleyrand.web.auth.keys import mark, new_key
from talleyrand.web.auth.passwords import hashed, matches, outdated
from talleyrand.web.auth.recognising import IDLE
from talleyrand.web.border.origins import place_of
from talleyrand.web.site import Site

LASTS = timedelta(days=7)
"""How long a session lasts, however much it is used."""
_PROGRAM = 200


def log_in(request: Request, site: Site, name: str, password: str) -> str | None:
    """Return the key of a new session, None for a wrong name or password; raises TooMany when it comes too soon."""
    place = place_of(request)
    site.throttle.attempt(name, place)
    with site.readers.borrow() as ledger:
        found, known = _known(ledger, name)
    if not matches(password, known) or found is None or not found.active:
        deed = Deed(site.now(), name[:LONGEST_NAME], "login", "", place, allowed=False)
        with site.pen.writing() as ledger, ledger.transaction() as connection:
            audit.note(connection, deed)
        return None
    site.throttle.succeed(name, place)
    renewed = hashed(password) if outdated(known or "") else None
    return _begin(request, site, found, renewed)


def log_out(request: Request, site: Site) -> None:
    """End the session that a request comes with, if it has one."""
    key = session_key(request)
    if not key:
        return
    with site.pen.writing() as ledger, ledger.transaction() as connection:
        found = sessions.find(ledger.connection, mark(key))
        if found is not None:
            sessions.end(connection, found.seq)
            audit.note(connection, Deed(site.now(), found.person, "logout", "", place_of(request)))


def _known(ledger: Ledger, name: str) -> tuple[Person | None, str | None]:
    found = persons.find(ledger.connection, name)
    return found, persons.password_of(ledger.connection, found.seq) if found else None


def _begin(request: Request, site: Site, person: Person, renewed: str | None) -> str:
    """Begin a session under a key never used before; one that the browser held ends, so do those that are too old."""
    key, old, at, place = new_key(), session_key(request), site.now(), place_of(request)
    now = datetime.fromisoformat(at)
    program = request.headers.get("user-agent", "")[:_PROGRAM]
    with site.pen.writing() as ledger, ledger.transaction() as connection:
        before = sessions.find(ledger.connection, mark(old)) if old else None
        if before is not None:
            sessions.end(connection, before.seq)
        sessions.forget(connection, at, (now - IDLE).isoformat(timespec="seconds"))
        until = (now + LASTS).isoformat(timespec="seconds")
        sessions.begin(connection, mark(key), person.seq, at, until=until, place=place, program=program)
        if renewed:
            persons.change(connection, person.seq, password=renewed)
        audit.note(connection, Deed(at, person.name, "login", "", place))
    return key
