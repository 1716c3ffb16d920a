"""How much a request may say, and how long it may take to say it."""

from __future__ import annotations

import asyncio
import re
from urllib.parse import unquote_to_bytes

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from talleyrand.errors import OptionError
from talleyrand.web.border.origins import SAFE
from talleyrand.web.refusals import TooLarge, TooSlow

BODY = 2 * 2**20
"""Bytes that a request may send."""
FILES = 64 * 2**20
"""Bytes that it may send to `UPLOADS`, addresses that take a file."""
UPLOADS = re.compile(r"/cases/import")
ADDRESS, PARAMETERS = 8000, 200
"""Characters of an address, and parameters in it."""
SECONDS = 30.0
"""How long a body may take to arrive, and one of a file for each further `BODY` of it."""


class Limits:
    """Refuses what says too much or too slowly, before anything is made of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on requests within the limits; those that pass them while they arrive are refused then."""
        if scope["type"] == "http":
            request = Request(scope)
            _check_address(request)
            receive = _counted(request, receive)
        await self._app(scope, receive, send)


def _check_address(request: Request) -> None:
    raw = bytes(request.scope.get("raw_path") or b"") + b"?" + bytes(request.scope["query_string"])
    if len(raw) > ADDRESS or raw.count(b"&") >= PARAMETERS:
        raise TooLarge("the address is too long", hint=f"{ADDRESS} characters and {PARAMETERS} parameters at most")
    plain = unquote_to_bytes(raw)
    try:
        words = plain.decode()
    except UnicodeDecodeError as error:
        raise OptionError("the address is not UTF-8", hint="encode it as UTF-8") from error
    if "\x00" in words:
        raise OptionError("the address has a character that is none")


def _counted(request: Request, receive: Receive) -> Receive:
    """Return a `receive` that refuses a body that is too large or too slow."""
    most = FILES if UPLOADS.match(request.url.path) else BODY
    refusal = TooLarge("that is too large", where=request.url.path, hint=f"{most // 2**20} MiB at most")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > most:
        raise refusal
    ends = asyncio.get_running_loop().time() + SECONDS * most / BODY
    taken = 0
    complete = request.method in SAFE

    async def counting() -> Message:
        nonlocal taken, complete
        if complete:
            return await receive()
        try:
            async with asyncio.timeout_at(ends):
                message = await receive()
        except TimeoutError:
            raise TooSlow("the request did not arrive in time", where=request.url.path) from None
        taken += len(message.get("body", b""))
        complete = not message.get("more_body", False)
        if taken > most:
            raise refusal
        return message

    return counting
