"""Where a request comes from: under which name it asks for this server, and from which site's page."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Request

from talleyrand.web.refusals import Forbidden, Misdirected

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""
_OWN = frozenset({"same-origin", "none"})
"""What browsers say of requests of this site's pages, and of those that a person typed."""


def check_name(request: Request, names: Collection[str]) -> None:
    """Raise Misdirected where the server is asked for under a name that is not its own.

    A page elsewhere may give its own name this machine's address to read what is served here (DNS rebinding); the name
    gives it away. An address in figures can't be had that way.
    """
    host = host_of(request.headers.get("host", ""))
    if not (host == "localhost" or host in names or _is_figures(host)):
        raise Misdirected(
            "this server does not go by that name", where=host[:100], hint="talleyrand serve --name gives it another"
        )


def check_site(request: Request) -> None:
    """Raise Forbidden for what a page of another site asks for, links to pages of this one excepted."""
    site = request.headers.get("sec-fetch-site")
    if request.method in SAFE:
        link = request.headers.get("sec-fetch-mode") == "navigate" and request.headers.get("sec-fetch-dest") != "object"
        fine = site is None or site in _OWN or link
    else:
        fine = (site is None or site in _OWN) and _same_origin(request)
    if not fine:
        raise Forbidden("a page of another site asked for this", hint="open it from a page of this one")


def host_of(header: str) -> str:
    """Return the name in a Host header, without port and brackets.

    >>> host_of("LOCALHOST:8765"), host_of("[::1]:80"), host_of("a.example")
    ('localhost', '::1', 'a.example')
    """
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _same_origin(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is None or origin == f"{request.url.scheme}://{request.headers.get('host', '')}"


def _is_figures(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def place_of(request: Request) -> str:
    """Return the address that a request comes from, as far as it is known."""
    return request.client.host if request.client else ""
