"""Why a figure is what it is: the records and weights behind any row of any answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from talleyrand.web.answers.answers import PATIENCE
from talleyrand.web.page import PROBLEMS
from talleyrand.web.reasons import WhyPage, why_of
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["why"])

SOON = 0.25
"""Seconds that the page waits before it says that it is being worked out."""
Of = Annotated[
    str,
    Query(description="The address of a figure's row", max_length=2000, examples=["gap?actor=CHN&target=RUS#all"]),
]
After = Annotated[str | None, Query(description="The last record of the page before", max_length=200)]


@router.get("/why.json", responses={**PROBLEMS, 202: {"description": "It is being worked out; ask again"}})
def why_data(of: Of, site: TheSite, ledger: Reading, after: After = None) -> WhyPage:
    """Return a figure's row and the records behind it, the weightiest independent report first."""
    found = why_of(site, ledger, of, after, PATIENCE)
    return found if found.ready else JSONResponse({"state": "working"}, status_code=202)  # type: ignore[return-value]


def _soon(of: Of, site: TheSite, ledger: Reading, after: After = None) -> WhyPage:
    return why_of(site, ledger, of, after, SOON)


def _patient(of: Of, site: TheSite, ledger: Reading, after: After = None) -> WhyPage:
    return why_of(site, ledger, of, after, PATIENCE)


@router.get("/why", include_in_schema=False)
def why(request: Request, site: TheSite, page: Annotated[WhyPage, Depends(_soon)]) -> Response:
    """Return the page of a figure; while it is worked out it loads itself again."""
    return site.drawing.page(request, "why.html", page)


@router.get("/why/piece", include_in_schema=False)
def why_piece(request: Request, site: TheSite, page: Annotated[WhyPage, Depends(_patient)]) -> Response:
    """Return what is behind a figure as a piece of a page; 202 while it is worked out."""
    return site.drawing.page(request, "why_piece.html", page, status=200 if page.ready else 202)
