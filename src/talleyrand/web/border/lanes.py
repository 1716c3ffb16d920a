"""Lanes: what takes long waits for its turn without a thread, so that there are always threads for reading."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from typing import Literal

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from talleyrand.web.border.origins import SAFE
from talleyrand.web.refusals import Unavailable

Lane = Literal["door", "change", "long"]
WIDTHS: dict[Lane, int] = {"door": 4, "change": 6, "long": 6}
"""Requests of each kind that run at once: logging in, changing something, reading what takes long."""
SECONDS = 20.0
"""How long a request waits for its turn."""
DOORS = frozenset({"/login", "/logout"})
LONG = re.compile(r"/ledger/(?:panel|facets\.json|export\..*)|/citations|.*/export\.\w+|.*/chart\.\w+")
"""Addresses of what counts, draws or writes down all of something."""


class Lanes:
    """Lets only so many requests of a kind run at once; a turn ends when the answer begins."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._turns = {lane: asyncio.Semaphore(width) for lane, width in WIDTHS.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on when it is its turn; raises Unavailable when that does not come."""
        lane = lane_of(Request(scope)) if scope["type"] == "http" else None
        if lane is None:
            await self._app(scope, receive, send)
            return
        turns = self._turns[lane]
        if lane != "long":
            receive = await _arrived(receive)  # who sends slowly must not hold up the others
        await _taken(turns)
        taken = True

        async def sending(message: Message) -> None:
            nonlocal taken
            if taken:
                taken = False
                turns.release()
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            if taken:
                turns.release()


def lane_of(request: Request) -> Lane | None:
    """Return the lane of a request, None for what is read quickly."""
    path = request.url.path
    if request.method not in SAFE:
        return "door" if path in DOORS else "change"
    return "long" if LONG.fullmatch(path) else None


async def _arrived(receive: Receive) -> Receive:
    """Take all of a body in, and return a `receive` that gives it again."""
    messages = deque([await receive()])
    while messages[-1].get("more_body", False):
        messages.append(await receive())

    async def again() -> Message:
        return messages.popleft() if messages else await receive()

    return again


async def _taken(turns: asyncio.Semaphore) -> None:
    try:
        async with asyncio.timeout(SECONDS):
            await turns.acquire()
    except TimeoutError:
        raise Unavailable("many ask for this at once", hint="try again in a moment") from None
