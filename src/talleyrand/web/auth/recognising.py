"""Who a request comes from: the person at this machine, somebody who logged in, or a program with a token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import Request

from talleyrand.ledger.people import persons, sessions, tokens
from talleyrand.ledger.store import Ledger
from talleyrand.model.people import HERE, REACHES, least
from talleyrand.web.auth.cookies import session_key
from talleyrand.web.auth.keys import mark
from talleyrand.web.border.form_tokens import form_token
from talleyrand.web.site import Site
from talleyrand.web.visitors import NOBODY, Visitor

IDLE = timedelta(hours=12)
"""How long a session lasts that is not used."""
_PROXIES = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
SEEN = timedelta(minutes=1)
"""How old the note of when a session or token was last used may get."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who asks, and the key that form tokens are made with; none for programs, which no page can pose as.

    `seen` tells that it is time to note that the session or token was used.
    """

    visitor: Visitor
    form_key: bytes = b""
    seen: bool = False


def recognise(request: Request, site: Site) -> Recognised:
    """Return who asks; nobody when that can't be told."""
    with site.readers.borrow() as ledger:
        authorization = request.headers.get("authorization")
        if authorization is not None:
            return _by_token(ledger, authorization, site.now())
        key = session_key(request)
        found = _by_session(ledger, key, site.now()) if key else None
        if found is None and site.local and not _passed_on(request) and not persons.exist(ledger.connection):
            return Recognised(Visitor(HERE, "admin", form_token(site.key)), site.key)
        return found or Recognised(NOBODY)


def _passed_on(request: Request) -> bool:
    """Tell whether another server passed a request on: who sent it then need not sit at this machine."""
    return any(name in request.headers for name in _PROXIES)


def _by_session(ledger: Ledger, key: str, now: str) -> Recognised | None:
    found = sessions.find(ledger.connection, mark(key))
    if found is None or found.until <= now or _since(found.seen, now) >= IDLE:
        return None
    visitor = Visitor(found.person, found.role, form_token(key.encode()), "session", found.seq)
    return Recognised(visitor, key.encode(), _since(found.seen, now) >= SEEN)


def _by_token(ledger: Ledger, authorization: str, now: str) -> Recognised:
    scheme, _, key = authorization.partition(" ")
    found = tokens.find(ledger.connection, mark(key.strip())) if scheme.lower() == "bearer" else None
    if found is None or found.until <= now:
        return Recognised(NOBODY)
    visitor = Visitor(found.person, least(found.role, REACHES[found.reach]), way="token", session=found.seq)
    return Recognised(visitor, seen=found.used is None or _since(found.used, now) >= SEEN)


def _since(then: str, now: str) -> timedelta:
    return datetime.fromisoformat(now) - datetime.fromisoformat(then)
