"""The answer of any measure: its page, its data, its panel inside other pages, its chart as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from talleyrand.errors import NotFoundError
from talleyrand.pipeline.measures import MEASURES
from talleyrand.present.pictures import draw
from talleyrand.web.answers.answers import GLANCE, PATIENCE
from talleyrand.web.answers.asking import Wait
from talleyrand.web.answers.panels import Panel, panel_of
from talleyrand.web.answers.question import Answer, Question, question
from talleyrand.web.page import PROBLEMS
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["answers"])

Measure = Annotated[str, Path(description=f"One of {', '.join(MEASURES)}", examples=["positions"])]
Part = Annotated[str | None, Query(description="A part of the answer by name")]
After = Annotated[str | None, Query(description="The row after which to go on, by name", max_length=500)]
ROWS = 1000
"""Rows on a page of data."""
Picture = Literal["svg", "png", "json"]
_OWN = frozenset({"part", "after", "rows", "wait", "whole"})
"""Parameters that are the page's, not the measure's."""
_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}
_SOON = {"description": "It is being worked out; ask again", "content": {"application/json": {}}}
_ANSWERS: dict[int | str, dict[str, Any]] = {**PROBLEMS, 202: _SOON}


@router.get("/answers/{measure}.json", responses=_ANSWERS)
def answer_data(
    measure: Measure, request: Request, site: TheSite, ledger: Reading, part: Part = None, after: After = None
) -> Answer:
    """Return the answer of a measure; its parameters are those of the measure's function (actor, target, since ...).

    Rows come in pages of a thousand; `after` of one page asks for the next.
    """
    found = panel_of(site, ledger, asked(measure, request.query_params), wait=PATIENCE).answer
    if found is None:
        return JSONResponse({"state": "working"}, status_code=202)  # type: ignore[return-value]
    return _paged(_part(found, part), after)


@router.get("/answers/{measure}/panel", include_in_schema=False)
def answer_panel(
    measure: Measure, request: Request, site: TheSite, ledger: Reading, wait: Wait = GLANCE, whole: bool = False
) -> Response:
    """Return the answer as a piece of a page, or `whole` as its own page has it; 202 while it is worked out."""
    panel = panel_of(site, ledger, asked(measure, request.query_params), wait=wait)
    status = 200 if panel.answer and not panel.stale else 202
    return site.drawing.page(request, "answer_whole.html" if whole else "panel.html", panel, status=status)


@router.get("/answers/{measure}/chart.{kind}", responses=_ANSWERS, response_class=Response)
def answer_chart(
    measure: Measure, kind: Picture, request: Request, site: TheSite, ledger: Reading, part: Part = None
) -> Response:
    """Return the chart of an answer as a picture or as its Vega-Lite specification."""
    found = panel_of(site, ledger, asked(measure, request.query_params), wait=PATIENCE).answer
    if found is None:
        return JSONResponse({"state": "working"}, status_code=202)
    spec = _part(found, part).chart
    if not spec:
        raise NotFoundError("there is nothing to draw", where=found.address)
    return Response(draw(spec, f".{kind}"), media_type=_MEDIA[kind])


@router.get("/answers/{measure}", include_in_schema=False)
def answer_page(measure: Measure, request: Request, site: TheSite, ledger: Reading) -> Response:
    """Return the page of an answer."""
    panel: Panel = panel_of(site, ledger, asked(measure, request.query_params))
    return site.drawing.page(request, "answer.html", panel)


def asked(measure: str, parameters: Mapping[str, Any]) -> Question:
    """Return the question that an address of a page asks."""
    return question(measure, {name: value for name, value in parameters.items() if name not in _OWN})


def _paged(found: Answer, after: str | None) -> Answer:
    """Return an answer with a page of its rows, and with the first pages of its parts."""
    start = 0
    if after:
        names = [row["why"].partition("#")[2] for row in found.rows]
        if after not in names:
            raise NotFoundError("no such row in the answer, or no longer", where=after, hint="begin again")
        start = names.index(after) + 1
    rows = found.rows[start : start + ROWS]
    more = rows[-1]["why"].partition("#")[2] if start + ROWS < len(found.rows) else None
    parts = {name: _paged(part, None) for name, part in found.parts.items()}
    return replace(found, rows=rows, parts=parts, after=more)


def _part(found: Answer, part: str | None) -> Answer:
    table = found.part(part)
    if table is None:
        raise NotFoundError("no such part of the answer", where=part or "", hint=f"one of {', '.join(found.parts)}")
    return table
