"""A page and its data from one view: `/votes` is drawn from what `/votes.json` gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import APIRouter, Depends, Request, Response

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


def page(router: APIRouter, path: str, template: str, *, json: str = "") -> Callable[[View], View]:
    """Make a view, which returns the data of a page, both the page at `path` and its data at `path` and `.json`.

    The view's docstring describes the data in OpenAPI, its return annotation is their schema. `json` is the address of
    the data where `path` has no name of its own.
    """

    def register(view: View) -> View:
        def draw(request: Request, data: Any = Depends(view)) -> Response:
            return data if isinstance(data, Response) else site_of(request).drawing.page(request, template, data)

        name = view.__name__
        router.add_api_route(json or f"{path}.json", view, methods=["GET"], name=f"{name}_data", responses=PROBLEMS)
        router.add_api_route(path, draw, methods=["GET"], name=name, include_in_schema=False)
        return view

    return register
