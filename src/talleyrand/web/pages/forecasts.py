"""Forecasts: the register of who predicted what, what became of it, and who was right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path

from talleyrand.model.records import Outcome
from talleyrand.web.answers.asking import Asked, TheAsked, panel_asked
from talleyrand.web.answers.panels import Panel
from talleyrand.web.page import PROBLEMS, page
from talleyrand.web.site import Reading, TheSite
from talleyrand.web.texts import Note
from talleyrand.web.visitors import Visitor, requires

router = APIRouter(tags=["forecasts"])

By = Literal["forecaster", "institution", "country"]


@dataclass(frozen=True, slots=True)
class ForecastsPage:
    """The answer of the measure `forecasts`: the register in order of time, and scores by `by`."""

    asked: Asked
    by: By
    panel: Panel | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a forecast, as a person finds: the outcome, and why.

    `expects` is the outcome that the person saw; where somebody found another one meanwhile, it is refused with 409.
    """

    outcome: Outcome
    note: Note = ""
    expects: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A forecast and its outcome as the ledger has it now."""

    record: str
    outcome: Outcome


@page(router, "/forecasts", "forecasts.html", inside="forecasts_inside.html")
def forecasts(asked: TheAsked, site: TheSite, ledger: Reading, by: By = "forecaster") -> ForecastsPage:
    """Return the register of forecasts, of an actor or of all, and the scores of those that are resolved."""
    return ForecastsPage(asked, by, panel_asked(site, ledger, "forecasts", asked, by=by))


@router.post("/forecasts/{record}/outcome", responses=PROBLEMS)
def resolve_forecast(
    record: Annotated[str, Path(max_length=64)],
    found: Resolution,
    site: TheSite,
    visitor: Annotated[Visitor, Depends(requires("coder"))],
) -> Resolved:
    """Append what became of a forecast; earlier findings stay in its history."""
    with site.pen.writing() as ledger:
        resolved = ledger.resolve(
            record, found.outcome, note=found.note, reviewer=visitor.name, at=site.now(), expects=found.expects
        )
    return Resolved(resolved.id, found.outcome)
