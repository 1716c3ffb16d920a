"""Who a request comes from: the person at this machine, somebody who logged in, or a program with a token."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from talleyrand.web.forms import form_token
from talleyrand.web.site import Site
from talleyrand.web.visitors import NOBODY, Visitor

HERE = "local"
"""The name of who works at this machine while there are no accounts."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who asks, and the key that form tokens are made with; none for programs, which no page can pose as."""

    visitor: Visitor
    form_key: bytes = b""


def recognise(request: Request, site: Site) -> Recognised:
    """Return who asks; nobody when that can't be told."""
    if site.local and "authorization" not in request.headers:
        return Recognised(Visitor(HERE, "admin", form_token(site.key)), site.key)
    return Recognised(NOBODY)
