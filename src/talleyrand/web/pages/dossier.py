"""The dossier of an actor, and of an actor toward another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from talleyrand.errors import OptionError
from talleyrand.model.actors import Actor
from talleyrand.pipeline.asking import find_actor
from talleyrand.pipeline.views import actor_key, resolve
from talleyrand.present.drawing.axis import Axis
from talleyrand.web.answers.answers import GLANCE, PATIENCE
from talleyrand.web.dossiers import DossierPage, Party, Toward, axis_from, dossier_of, party_of, toward_of
from talleyrand.web.page import page
from talleyrand.web.scope import TheScope
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["dossier"])

Who = Annotated[str, Path(description="An ISO code, an actor's id or a name", max_length=200, examples=["CHN"])]
Places = Annotated[str, Query(description="The stretches of the axis", max_length=1000)]
Wait = Annotated[float, Query(ge=0, le=PATIENCE)]


@dataclass(frozen=True, slots=True)
class PositionAsked:
    """What the drawing of positions is asked: of whom, toward whom, on which axis, how large."""

    actor: Who
    target: Who
    axis: Places
    small: bool = False
    wait: Wait = GLANCE


@dataclass(frozen=True, slots=True)
class PositionPiece:
    """Positions with the axis that they are drawn on."""

    actor: Party
    toward: Toward
    axis: Axis


Asked = Annotated[PositionAsked, Depends(PositionAsked)]


@page(router, "/actors/{actor}", "dossier.html")
def dossier(actor: Who, request: Request, site: TheSite, ledger: Reading, scope: TheScope) -> DossierPage:
    """Return the dossier of an actor: an ISO code, an actor's id or a name."""
    found = find_actor(actor, ledger, resolve)
    return _moved(request, (actor,), (found,)) or dossier_of(site, ledger, scope, found, None)  # type: ignore[return-value]


@page(router, "/actors/{actor}/toward/{target}", "dossier.html")
def dossier_toward(
    actor: Who, target: Who, request: Request, site: TheSite, ledger: Reading, scope: TheScope
) -> DossierPage:
    """Return the dossier of an actor toward another: what the one said and did to the other, and the answer to it."""
    found, other = find_actor(actor, ledger, resolve), find_actor(target, ledger, resolve)
    if actor_key(found) == actor_key(other):
        raise OptionError(f"{found.name} and itself are no two parties", hint="name another actor")
    return _moved(request, (actor, target), (found, other)) or dossier_of(site, ledger, scope, found, other)  # type: ignore[return-value]


@router.get("/actors/{actor}/toward/{target}/position", include_in_schema=False)
def position(request: Request, site: TheSite, ledger: Reading, scope: TheScope, asked: Asked) -> Response:
    """Return the drawing of an actor's positions toward another on the axis of a page; 202 while it is worked out."""
    actor, target = find_actor(asked.actor, ledger, resolve), find_actor(asked.target, ledger, resolve)
    toward = toward_of(site, ledger, actor_key(actor), party_of(target), scope, small=asked.small, wait=asked.wait)
    drawn = PositionPiece(party_of(actor), toward, axis_from(asked.axis))
    return site.drawing.page(request, "dossier_position.html", drawn, status=200 if toward.settled else 202)


def _moved(request: Request, asked: tuple[str, ...], found: tuple[Actor, ...]) -> Response | None:
    """Return where a page asked for by another name stands; data are given under any."""
    keys = tuple(map(actor_key, found))
    if request.url.path.endswith(".json") or keys == asked:
        return None
    path = "/actors/" + "/toward/".join(quote(key, safe="") for key in keys)
    return RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path, status_code=307)
