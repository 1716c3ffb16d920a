"""Accounts: events that several sources tell, what they agree on, and where they contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from talleyrand.web.account_sides import Compared, compared
from talleyrand.web.answers.asking import Asked, TheAsked, panel_asked
from talleyrand.web.answers.panels import Panel
from talleyrand.web.page import page
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["accounts"])


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """The answer of the measure `accounts`; `compared` sets the accounts of each event beside each other."""

    asked: Asked
    event: str | None
    panel: Panel | None
    compared: tuple[Compared, ...]


@page(router, "/accounts", "accounts.html", inside="accounts_inside.html")
def accounts(
    asked: TheAsked, site: TheSite, ledger: Reading, event: Annotated[str | None, Query(max_length=64)] = None
) -> AccountsPage:
    """Return the events that at least two accounts tell, those with the most contradictions first."""
    panel = panel_asked(site, ledger, "accounts", asked, event=event)
    found = compared(panel.answer) if panel and panel.answer else ()
    return AccountsPage(asked, event, panel, found)
