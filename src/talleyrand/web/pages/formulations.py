"""Formulations: the fixed phrases of official language, when each was used, and how their wording changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from talleyrand.web.answers.asking import Asked, TheAsked, panel_asked
from talleyrand.web.answers.panels import Panel
from talleyrand.web.page import page
from talleyrand.web.phrase_uses import PhraseUses, phrase_uses
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["formulations"])


@dataclass(frozen=True, slots=True)
class FormulationsPage:
    """The answers of the measures `formulations` and `framing` for an actor; `uses` is where each phrase's uses lie.

    Nothing is asked while no actor is chosen.
    """

    asked: Asked
    phrase: str | None
    panel: Panel | None
    framing: Panel | None
    uses: PhraseUses | None


@page(router, "/formulations", "formulations.html", inside="formulations_inside.html")
def formulations(
    asked: TheAsked, site: TheSite, ledger: Reading, phrase: Annotated[str | None, Query(max_length=300)] = None
) -> FormulationsPage:
    """Return an actor's fixed phrases, when each was used, the differences of their wording, and its terms."""
    if asked.actor is None:
        return FormulationsPage(asked, phrase, None, None, None)
    panel = panel_asked(site, ledger, "formulations", asked, phrase=phrase)
    framing = panel_asked(site, ledger, "framing", asked)
    uses = phrase_uses(panel.answer) if panel and panel.answer else None
    return FormulationsPage(asked, phrase, panel, framing, uses)
