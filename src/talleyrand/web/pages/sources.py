"""Sources: who vouches for what is in the ledger, and what rests on one alone."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from talleyrand.web.answers.asking import Asked, TheAsked, panel_asked
from talleyrand.web.answers.panels import Panel
from talleyrand.web.page import page
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["sources"])


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """The answer of the measure `sourcing`: sources by type, by name and country, what rests on one, concentration."""

    asked: Asked
    panel: Panel | None


@page(router, "/sources", "sources.html", inside="sources_inside.html")
def sources(asked: TheAsked, site: TheSite, ledger: Reading) -> SourcesPage:
    """Return who vouches for the records about an actor (toward a target), or for all."""
    return SourcesPage(asked, panel_asked(site, ledger, "sourcing", asked))
