"""The guard: finds out who asks before any page is looked for, turns away who may not, and notes what was changed."""

from __future__ import annotations

from fastapi import Request
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from talleyrand.ledger.people import audit, sessions, tokens
from talleyrand.model.people import Deed
from talleyrand.web.auth.recognising import Recognised, recognise
from talleyrand.web.border.form_tokens import HEADER, is_form_token
from talleyrand.web.border.origins import SAFE, check_name, check_site, place_of
from talleyrand.web.refusals import Stale, Unknown
from talleyrand.web.site import Site, site_of
from talleyrand.web.visitors import Visitor, visitor_of

FREE = "/static/"
"""What anyone is given: files of the program itself."""
DOORS = frozenset({"/login", "/logout"})
"""Plain forms, for anyone; their views check the form token that comes as a field."""
NOTING = ("/login", "/logout", "/account", "/people")
"""Addresses whose views write into the audit log themselves when they do what they are asked."""
COUNTING = "/cases/count"
"""What is asked by POST and changes nothing."""
_LONGEST = 300


class Guard:
    """Lets through who may come in, as `request.state.visitor`; the rest raises what says why."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on requests that are let in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        await _check(request)

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                _note(request, message)
            await send(message)

        await self._app(scope, receive, noting)


async def _check(request: Request) -> None:
    site = site_of(request)
    check_name(request, site.names)
    check_site(request)
    if request.url.path.startswith(FREE):
        return
    found = await run_in_threadpool(recognise, request, site)
    request.state.visitor = found.visitor
    if found.seen:
        _note_use(site, found.visitor)
    if request.url.path in DOORS:
        return
    if not found.visitor.known:
        raise Unknown("you are not logged in", hint="log in at /login; programs send a token")
    if request.method not in SAFE:
        _check_token(request, found)


def _check_token(request: Request, found: Recognised) -> None:
    if found.form_key and not is_form_token(request.headers.get(HEADER, ""), found.form_key):
        raise Stale("this does not come from a page of this server", where="form token", hint="load the page again")


def _note_use(site: Site, visitor: Visitor) -> None:
    """Have it noted when a session or token was used last."""
    seq, at = visitor.session or 0, site.now()
    use = sessions.see if visitor.way == "session" else tokens.use
    site.notes.later(f"{visitor.way} {seq} used", lambda connection: use(connection, seq, at))


def _note(request: Request, answer: Message) -> None:
    """Have it noted what somebody with an account changed, took away as a file, or was not allowed to."""
    visitor, allowed = visitor_of(request), answer["status"] < 400
    what = _deed(request, answer)
    if visitor.way not in {"session", "token"} or not what:
        return
    if allowed and request.url.path.startswith(NOTING):
        return
    site = site_of(request)
    by = f", token {visitor.session}" if visitor.way == "token" else ""
    about = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    deed = Deed(site.now(), visitor.name, what + by, about[:_LONGEST], place_of(request), allowed)

    def write(connection: Connection) -> None:
        audit.note(connection, deed)

    site.notes.later(f"{deed.at} {deed.who} {deed.what} {deed.about} {id(request)}", write)


def _deed(request: Request, answer: Message) -> str:
    taken = any(
        name.lower() == b"content-disposition" and value[:10] == b"attachment" for name, value in answer["headers"]
    )
    if taken:
        return "export"
    if request.method not in SAFE and request.url.path != COUNTING:
        return "removal" if request.method == "DELETE" else "change"
    return "reading" if answer["status"] == 403 else ""
