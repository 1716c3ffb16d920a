"""The cookies of the site: one with the key of a session, one that binds the form for logging in to a browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request, Response

SESSION, DOOR = "talleyrand", "talleyrand-door"
_LONGEST = 100


def session_key(request: Request) -> str | None:
    """Return the key of the session that a browser holds, None without one."""
    return _held(request, SESSION)


def door_key(request: Request) -> str | None:
    """Return what binds the form for logging in to a browser, None where it has not seen it."""
    return _held(request, DOOR)


def hold(request: Request, response: Response, kind: str, key: str, seconds: int) -> None:
    """Give a browser a key to hold, out of reach of scripts and other sites; behind TLS it never leaves TLS."""
    response.set_cookie(
        _name(request, kind), key, max_age=seconds, path="/", httponly=True, samesite="lax", secure=_secure(request)
    )


def drop(request: Request, response: Response, kind: str) -> None:
    """Take a key back."""
    name = _name(request, kind)
    response.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=_secure(request))


def _held(request: Request, kind: str) -> str | None:
    key = request.cookies.get(_name(request, kind))
    return key if key and len(key) <= _LONGEST else None


def _name(request: Request, kind: str) -> str:
    """The name of a cookie: ports share cookies, so that each has one of its own; `__Host-` pins it to this host."""
    try:
        port = urlsplit(f"//{request.headers.get('host', '')}").port
    except ValueError:
        port = None
    name = f"{kind}-{port}" if port else kind
    return f"__Host-{name}" if _secure(request) else name


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"
