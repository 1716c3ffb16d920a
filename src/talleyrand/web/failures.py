"""What went wrong, as a page or as JSON: the right status, what, where and what to do; never a stack trace."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import asdict

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from talleyrand.errors import TalleyrandError
from talleyrand.web.page import Problem
from talleyrand.web.refusals import status_of
from talleyrand.web.site import site_of

_LOG = logging.getLogger("talleyrand.web")
_WORDS = {404: "There is no such page", 405: "This page does not take that", 413: "That is too large"}


def explain(app: FastAPI) -> None:
    """Give an application the answers for everything that may go wrong."""
    app.add_exception_handler(TalleyrandError, _refused)
    app.add_exception_handler(sqlite3.Error, _damaged)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(HTTPException, _unroutable)
    app.add_exception_handler(Exception, _unforeseen)


def answer(request: Request, problem: Problem) -> Response:
    """Return a problem as the asker reads it: JSON for `.json` and programs, else a page."""
    if wants_json(request):
        return JSONResponse(asdict(problem), status_code=problem.status)
    return site_of(request).drawing.page(request, "problem.html", problem, status=problem.status)


def wants_json(request: Request) -> bool:
    """Tell whether a request asks for data rather than for a page."""
    accepts = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or ("application/json" in accepts and "text/html" not in accepts)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, TalleyrandError)  # noqa: S101 - registered for these alone
    return answer(request, Problem(status_of(error), error.what, error.where, error.hint))


def _damaged(request: Request, error: Exception) -> Response:
    return answer(request, Problem(503, f"the ledger can't be read: {error}", hint="talleyrand verify checks it"))


def _misread(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return answer(request, Problem(422, str(first["msg"]), where))


def _unroutable(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    what = _WORDS.get(error.status_code, str(error.detail))
    return answer(request, Problem(error.status_code, what, request.url.path))


def _unforeseen(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    hint = "the server's log has more; nothing was changed in the ledger"
    return answer(request, Problem(500, "something went wrong that should not", request.url.path, hint))
