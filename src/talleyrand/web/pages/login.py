"""Logging in and out with plain forms, and what a page has to know of the session it is in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from talleyrand.model.people import Role
from talleyrand.web.auth.cookies import DOOR, SESSION, door_key, drop, hold, session_key
from talleyrand.web.auth.entering import LASTS, log_in, log_out
from talleyrand.web.auth.keys import new_key
from talleyrand.web.auth.passwords import LONGEST
from talleyrand.web.border.form_tokens import form_token, is_form_token
from talleyrand.web.page import PROBLEMS
from talleyrand.web.refusals import Stale, TooMany
from talleyrand.web.site import Site, TheSite
from talleyrand.web.visitors import TheVisitor

router = APIRouter(tags=["people"])

Words = Annotated[str, Form(max_length=2 * LONGEST)]
Next = Annotated[str, Query(alias="next", max_length=4000)]
_HALF_HOUR = 1800
_OWN_PAGE = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


@dataclass(frozen=True, slots=True)
class Session:
    """Who asks, with which role, and the token that changes have to carry in the header X-Form-Token."""

    name: str
    role: Role
    form_token: str


@dataclass(frozen=True, slots=True)
class LoginPage:
    """The form for logging in: where to go then, what was typed, and what was wrong with it."""

    wanted: str
    form_token: str
    name: str = ""
    problem: str = ""


@router.get("/session.json", responses=PROBLEMS)
def session(visitor: TheVisitor) -> Session:
    """Return who asks, and a fresh form token."""
    return Session(visitor.name, visitor.role, visitor.form_token)


@router.get("/login", include_in_schema=False)
def login_form(request: Request, site: TheSite, visitor: TheVisitor, wanted: Next = "/") -> Response:
    """Return the form for logging in; who is known goes on at once."""
    if visitor.known:
        return RedirectResponse(own_page(wanted), 303)
    return _form(request, site, wanted)


@router.post("/login", include_in_schema=False)
def login(
    request: Request, site: TheSite, name: Words, password: Words, form_token: Words, wanted: Words = "/"
) -> Response:
    """Log in, and go on to the page that was wanted."""
    door = door_key(request)
    if not door or not is_form_token(form_token, door.encode()):
        return _form(request, site, wanted, name, "The form was too old, or this browser takes no cookies.", 403)
    try:
        key = log_in(request, site, name, password)
    except TooMany as error:
        answer = _form(request, site, wanted, name, f"{error.what[:1].upper()}{error.what[1:]}; {error.hint}.", 429)
        answer.headers["Retry-After"] = str(error.wait)
        return answer
    if key is None:
        return _form(request, site, wanted, name, "That name and password do not go together.", 401)
    answer = RedirectResponse(own_page(wanted), 303)
    hold(request, answer, SESSION, key, int(LASTS.total_seconds()))
    drop(request, answer, DOOR)
    return answer


@router.post("/logout", include_in_schema=False)
def logout(request: Request, site: TheSite, form_token: Words) -> Response:
    """Log out, and go to the form for logging in."""
    key = session_key(request)
    if key and not is_form_token(form_token, key.encode()):
        raise Stale("this does not come from a page of this server", where="form token", hint="load the page again")
    log_out(request, site)
    answer = RedirectResponse("/login", 303)
    drop(request, answer, SESSION)
    return answer


def own_page(wanted: str) -> str:
    """Return the address of a page of this site, the first page in place of any other.

    >>> own_page("/review?x=1"), own_page("//evil.example"), own_page("https://evil.example"), own_page("/login")
    ('/review?x=1', '/', '/', '/')
    """
    return wanted if _OWN_PAGE.fullmatch(wanted) and not wanted.startswith(("/login", "/logout")) else "/"


def _form(request: Request, site: Site, wanted: str, name: str = "", problem: str = "", status: int = 200) -> Response:
    door = door_key(request) or new_key()
    shown = LoginPage(own_page(wanted), form_token(door.encode()), name, problem)
    answer = site.drawing.page(request, "login.html", shown, status=status)
    hold(request, answer, DOOR, door, _HALF_HOUR)
    return answer
