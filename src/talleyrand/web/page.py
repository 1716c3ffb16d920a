"""A page and its data from one view: `/votes` is drawn from what `/votes.json` gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from fastapi import APIRouter, Depends, Request, Response

from talleyrand.web.answers.panels import Panel
from talleyrand.web.answers.pieces import Piece
from talleyrand.web.site import site_of

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Problem:
    """What an answer with an error says: what went wrong, where, and what to do about it."""

    status: int
    what: str
    where: str = ""
    hint: str = ""


_SAYS = {
    400: "An option or a date that is none",
    401: "Nobody is logged in",
    403: "The role does not allow it",
    404: "Not in the ledger",
    408: "The request did not arrive in time",
    409: "Somebody else decided meanwhile, or it is there already",
    413: "The request is too large",
    421: "The server does not go by that name",
    422: "A parameter of the wrong kind",
    429: "Too many attempts",
    503: "The ledger can't be read now",
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": says} for status, says in _SAYS.items()
}
"""What every address may answer besides what it is asked for, as OpenAPI describes it."""


def panels_of(data: Any) -> Iterator[Panel | Piece]:
    """Yield the panels and pieces among the fields of a page's data."""
    for one in fields(data):
        found = getattr(data, one.name)
        if isinstance(found, Panel | Piece):
            yield found


def page(router: APIRouter, path: str, template: str, *, json: str = "", inside: str = "") -> Callable[[View], View]:
    """Make a view, which returns the data of a page, both the page at `path` and its data at `path` and `.json`.

    The view's docstring describes the data in OpenAPI, its return annotation is their schema. `json` is the address of
    the data where `path` has no name of its own. `inside` is the template of what the page shows of its panels, the
    answers that may still be worked out: it is drawn at `path` and `/panel`, with 202 until all are there.
    """

    def register(view: View) -> View:
        def draw(request: Request, data: Any = Depends(view)) -> Response:
            return data if isinstance(data, Response) else site_of(request).drawing.page(request, template, data)

        def draw_inside(request: Request, data: Any = Depends(view)) -> Response:
            status = 200 if all(panel.settled for panel in panels_of(data)) else 202
            return site_of(request).drawing.page(request, inside, data, status=status)

        name = view.__name__
        if inside:
            router.add_api_route(f"{path}/panel", draw_inside, methods=["GET"], include_in_schema=False)
        router.add_api_route(json or f"{path}.json", view, methods=["GET"], name=f"{name}_data", responses=PROBLEMS)
        router.add_api_route(path, draw, methods=["GET"], name=name, include_in_schema=False)
        return view

    return register
