"""What went wrong, as a page or as JSON: the right status, what, where and what to do; never a stack trace."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from talleyrand.errors import TalleyrandError
from talleyrand.ledger.location import Location
from talleyrand.web.page import Problem
from talleyrand.web.refusals import TooMany, Unknown, status_of
from talleyrand.web.site import site_of

_LOG = logging.getLogger("talleyrand.web")
_WORDS = {404: "There is no such page", 405: "This page does not take that", 413: "That is too large"}


class Failures:
    """Answers for what the application inside it raises, guards and all; nothing passes it but an answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; what it raises is answered, unless its answer has begun."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            await self._app(scope, receive, sending)
        except ClientDisconnect:
            return
        except Exception as error:
            if begun:
                raise
            answered = await run_in_threadpool(explained, Request(scope), error)
            await answered(scope, receive, send)


def explain(app: FastAPI) -> None:
    """Give an application the answers for everything that may go wrong within it."""
    for kind in (TalleyrandError, sqlite3.Error, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, explained)


def explained(request: Request, error: Exception) -> Response:
    """Return the answer that says what went wrong."""
    match error:
        case Unknown() if _browses(request):
            return _to_login(request)
        case TooMany():
            return answer(request, _refused(error), {"Retry-After": str(error.wait)})
        case TalleyrandError():
            return answer(request, _refused(error))
        case sqlite3.Error():
            hint = "talleyrand verify checks it"
            return answer(request, Problem(503, f"the ledger can't be read: {error}", hint=hint))
        case RequestValidationError():
            return answer(request, _misread(error))
        case OverflowError() | UnicodeEncodeError():
            return answer(request, Problem(400, "a number too large, or a character that is none", request.url.path))
        case HTTPException(__cause__=TalleyrandError() as cause):
            return explained(request, cause)
        case HTTPException():
            what = _WORDS.get(error.status_code, str(error.detail))
            return answer(request, Problem(error.status_code, what, request.url.path), error.headers)
        case _:
            return answer(request, _unforeseen(request, error))


def answer(request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return a problem as the asker reads it, JSON or a page; it names no folder of the machine."""
    site = site_of(request)
    problem = _discreet(problem, site.location)
    if wants_json(request):
        return JSONResponse(asdict(problem), status_code=problem.status, headers=headers)
    drawn = site.drawing.page(request, "problem.html", problem, status=problem.status)
    drawn.headers.update(headers or {})
    return drawn


def _discreet(problem: Problem, place: Location) -> Problem:
    """Return a problem with the ledger's name in place of where it lies."""
    told = [str(place.absolute())] if isinstance(place, Path) else []

    def named(words: str) -> str:
        for whole in (*told, str(place)):
            words = words.replace(whole, place.name)
        return words

    return Problem(problem.status, named(problem.what), named(problem.where), named(problem.hint))


def wants_json(request: Request) -> bool:
    """Tell whether a request asks for data rather than for a page."""
    if request.url.path.endswith(".json") or request.method not in {"GET", "HEAD"}:
        return True
    accepts = request.headers.get("accept", "")
    described = getattr(request.scope.get("route"), "include_in_schema", False)
    turned_away = "router" not in request.scope  # before anybody looked which page it is
    return "text/html" not in accepts and ("application/json" in accepts or described or turned_away)


def _browses(request: Request) -> bool:
    """Tell whether a person looks for a page, who may log in for it."""
    return not wants_json(request) and "text/html" in request.headers.get("accept", "")


def _to_login(request: Request) -> Response:
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?{urlencode({'next': wanted})}" if wanted != "/" else "/login", 303)


def _refused(error: TalleyrandError) -> Problem:
    return Problem(status_of(error), error.what, error.where, error.hint)


def _misread(error: RequestValidationError) -> Problem:
    first = error.errors()[0]
    return Problem(422, str(first["msg"]), ".".join(str(part) for part in first["loc"][1:]))


def _unforeseen(request: Request, error: Exception) -> Problem:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    hint = "the server's log has more; nothing was changed in the ledger"
    return Problem(500, "something went wrong that should not", request.url.path, hint)
