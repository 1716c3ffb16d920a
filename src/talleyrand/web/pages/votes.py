"""Votes: roll calls, who votes like whom, blocs, ideal points, and one roll call on a map of the world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from talleyrand.errors import OptionError
from talleyrand.present.boards.ballots import BlocSplit, CallBoard, build_call, build_splits
from talleyrand.present.boards.ideal_points import IdealBoard, build_ideal
from talleyrand.present.boards.standings import StandingBoard, build_standings
from talleyrand.present.boards.votes import VotesBoard, Wanted, build_votes
from talleyrand.web.answers.asking import Asked, TheAsked
from talleyrand.web.answers.pieces import Piece, ask
from talleyrand.web.page import page
from talleyrand.web.parties import Named, named
from talleyrand.web.scope import checked
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["votes"])

Body = Annotated[str | None, Query(description="Only votes in this body: UNGA, UNSC", max_length=200)]
Words = Annotated[str, Query(description="Words of the subject or the symbol, all of them", max_length=200)]
Call = Annotated[str, Query(description="A roll call's name", max_length=300, examples=["A/RES/ES-11/1"])]
On = Annotated[str | None, Query(description="The day of the roll call, which finds it sooner")]
After = Annotated[str, Query(description="The roll call to go on from: `further` of the page before", max_length=300)]


@dataclass(frozen=True, slots=True)
class VotesPage:
    """Votes as far as they are worked out: `board` is None while they are."""

    asked: Asked
    body: str | None
    words: str
    after: str
    actor: Named | None
    target: Named | None
    piece: Piece
    board: VotesBoard | None


@dataclass(frozen=True, slots=True)
class IdealPage:
    """Where states stand by all their votes, of those asked for or of all in the last period."""

    asked: Asked
    actor: Named | None
    piece: Piece
    board: IdealBoard | None


@dataclass(frozen=True, slots=True)
class CallPage:
    """One roll call: who voted how."""

    asked: Asked
    call: str
    on: str | None
    piece: Piece
    board: CallBoard | None


@dataclass(frozen=True, slots=True)
class SplitsPage:
    """How the blocs that all votes show voted in one roll call, None while it is worked out."""

    call: str
    on: str | None
    piece: Piece
    whole: Piece
    splits: tuple[BlocSplit, ...] | None


@dataclass(frozen=True, slots=True)
class StandingsPage:
    """Where every state stands toward a target; nothing is asked where none is named."""

    asked: Asked
    target: Named | None
    piece: Piece | None
    board: StandingBoard | None


@page(router, "/votes", "votes.html", inside="votes_inside.html")
def votes(
    asked: TheAsked, site: TheSite, ledger: Reading, body: Body = None, words: Words = "", after: After = ""
) -> VotesPage:
    """Return the roll calls, who votes like whom, the blocs and who moved; of an actor, how it voted and with whom."""
    actor, target = _states(named(asked.actor, ledger), named(asked.target, ledger))
    chosen = {"actor": actor.key if actor else None, "target": target.key if target else None, "body": body}
    piece, answer = ask(site, ledger, "votes", {**asked.parameters(), **chosen}, asked.wait)
    board = None
    if answer is not None:
        parts = {name: part.rows for name, part in answer.parts.items()}
        wanted = Wanted(actor.key if actor else None, words, after)
        board = build_votes(answer.rows, parts, answer.parts["blocs"].notes, wanted)
    return VotesPage(asked, body, words, after, actor, target, piece, board)


@page(router, "/votes/ideal-points", "ideal_points.html", inside="ideal_points_inside.html")
def votes_ideal(asked: TheAsked, site: TheSite, ledger: Reading, body: Body = None) -> IdealPage:
    """Return where states stand by all their votes in files, in one dimension over time."""
    actor, target = _states(named(asked.actor, ledger), named(asked.target, ledger))
    chosen = {"actor": actor.key if actor else None, "target": target.key if target else None, "body": body}
    piece, answer = ask(site, ledger, "ideal_points", {**asked.parameters(), **chosen}, asked.wait)
    board = None if answer is None else build_ideal(answer.rows, answer.parts["roll_calls"].rows)
    return IdealPage(asked, actor, piece, board)


@page(router, "/votes/positions", "standings.html", inside="standings_inside.html")
def votes_positions(asked: TheAsked, site: TheSite, ledger: Reading) -> StandingsPage:
    """Return the position of every state toward a target, for the map."""
    target = named(asked.target, ledger)
    if target is None:
        return StandingsPage(asked, None, None, None)
    given = {name: value for name, value in asked.parameters().items() if name != "actor"}
    piece, answer = ask(site, ledger, "standings", {**given, "target": target.key}, asked.wait)
    board = None if answer is None else build_standings(answer.rows, target.key, target.name)
    return StandingsPage(asked, target, piece, board)


@page(router, "/votes/roll-call", "roll_call.html", inside="roll_call_inside.html")
def votes_call(asked: TheAsked, site: TheSite, ledger: Reading, call: Call, on: On = None) -> CallPage:
    """Return who voted how in one roll call."""
    day = checked(on, "on")
    piece, answer = ask(site, ledger, "roll_call", _of_call(asked, call, day), asked.wait)
    return CallPage(asked, call, day, piece, None if answer is None else build_call(answer.rows))


@page(router, "/votes/roll-call/blocs", "roll_call_blocs.html", inside="roll_call_blocs_inside.html")
def votes_call_blocs(asked: TheAsked, site: TheSite, ledger: Reading, call: Call, on: On = None) -> SplitsPage:
    """Return how the blocs of all votes voted in one roll call, and who left its bloc."""
    day = checked(on, "on")
    piece, answer = ask(site, ledger, "roll_call", _of_call(asked, call, day), asked.wait)
    whole, every = ask(site, ledger, "votes", {"case": asked.case}, asked.wait)
    splits = None if answer is None or every is None else build_splits(answer.rows, every.parts["blocs"].rows)
    return SplitsPage(call, day, piece, whole, splits)


def _of_call(asked: Asked, call: str, day: str | None) -> dict[str, str | None]:
    return {"call": call, "since": day, "until": day, "case": asked.case}


def _states(actor: Named | None, target: Named | None) -> tuple[Named | None, Named | None]:
    """Return the states asked about; raises OptionError for a target alone, and for what is no state."""
    if target and not actor:
        raise OptionError("a target without an actor", where="target", hint="say whose votes are compared with it")
    for one in (actor, target):
        if one and one.type != "state":
            raise OptionError(f"{one.name} is no state", where=one.key, hint="votes are compared by state")
    return actor, target
