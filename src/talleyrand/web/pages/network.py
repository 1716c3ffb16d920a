"""The network: who is friendly or hostile to whom, and whose friendships and enmities don't fit together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from talleyrand.present.boards.network import NetworkBoard, build_network
from talleyrand.web.answers.asking import Asked, TheAsked
from talleyrand.web.answers.pieces import Piece, ask
from talleyrand.web.answers.question import Answer
from talleyrand.web.page import page
from talleyrand.web.parties import Named, named
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["network"])

Channel = Literal["words", "deeds"]
Top = Annotated[int, Query(description="So many of the most active parties", ge=3, le=60)]
Kept = Annotated[Channel | None, Query(description="Words or deeds alone")]
USUAL = 24


@dataclass(frozen=True, slots=True)
class Window:
    """Days, ISO, inclusive."""

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The signed network as far as it is worked out: `board` is None while it is.

    `before` and `after` are the windows of time of the same length beside the one asked for, None without one.
    """

    asked: Asked
    top: int
    channel: Channel | None
    actor: Named | None
    before: Window | None
    after: Window | None
    piece: Piece
    board: NetworkBoard | None


@page(router, "/network", "network.html", inside="network_inside.html")
def network(asked: TheAsked, site: TheSite, ledger: Reading, top: Top = USUAL, channel: Kept = None) -> NetworkPage:
    """Return the signed network of the most active parties, with the triads in tension, of an actor or of all."""
    actor = named(asked.actor, ledger)
    given = {name: value for name, value in asked.parameters().items() if name != "target"}
    chosen = {"actor": actor.key if actor else None, "top": str(top), "channel": channel}
    piece, answer = ask(site, ledger, "balance", {**given, **chosen}, asked.wait)
    board = None if answer is None else site.views.of(answer, _board)
    before, after = _beside(asked.since, asked.until)
    return NetworkPage(asked, top, channel, actor, before, after, piece, board)


def _board(answer: Answer) -> NetworkBoard:
    return build_network(answer.rows, {name: part.rows for name, part in answer.parts.items()})


def _beside(since: str | None, until: str | None) -> tuple[Window | None, Window | None]:
    """The windows of the same length before and after."""
    if since is None or until is None:
        return None, None
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    days = (last - first).days
    try:
        before = Window((first - timedelta(days + 1)).isoformat(), (first - timedelta(1)).isoformat())
        after = Window((last + timedelta(1)).isoformat(), (last + timedelta(days + 1)).isoformat())
    except OverflowError:
        return None, None
    return (before, after) if days >= 0 else (None, None)
