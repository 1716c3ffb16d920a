"""The guard: finds out who asks before any page is looked for, and turns away who may not."""

from __future__ import annotations

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from talleyrand.web.auth.recognising import Recognised, recognise
from talleyrand.web.forms import HEADER, is_form_token
from talleyrand.web.origins import SAFE, check_name, check_site
from talleyrand.web.refusals import Stale, Unknown
from talleyrand.web.site import site_of

FREE = "/static/"
"""What anyone is given: files of the program itself."""
DOORS = frozenset({"/login", "/logout"})
"""Plain forms, for anyone; their views check the form token that comes as a field."""


class Guard:
    """Lets through who may come in, as `request.state.visitor`; the rest raises what says why."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on requests that are let in."""
        if scope["type"] == "http":
            await _check(Request(scope))
        await self._app(scope, receive, send)


async def _check(request: Request) -> None:
    site = site_of(request)
    check_name(request, site.names)
    check_site(request)
    if request.url.path.startswith(FREE):
        return
    found = await run_in_threadpool(recognise, request, site)
    request.state.visitor = found.visitor
    if request.url.path in DOORS:
        return
    if not found.visitor.known:
        raise Unknown("you are not logged in", hint="log in at /login; programs send a token")
    if request.method not in SAFE:
        _check_token(request, found)


def _check_token(request: Request, found: Recognised) -> None:
    if found.form_key and not is_form_token(request.headers.get(HEADER, ""), found.form_key):
        raise Stale("this does not come from a page of this server", where="form token", hint="load the page again")
