"""What the page of a measure is asked: of whom, toward whom, in which days; and its answer as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from talleyrand.ledger.store import Ledger
from talleyrand.web.answers.answers import GLANCE, PATIENCE
from talleyrand.web.answers.panels import Panel, panel_of
from talleyrand.web.answers.question import question
from talleyrand.web.scope import TheScope
from talleyrand.web.site import Site

WHOLE = 50_000
"""Records up to which a measure may be asked of a whole ledger by opening a page."""
Party = Annotated[str | None, Query(description="An ISO code, an actor's id or a name", max_length=200)]
Wait = Annotated[float, Query(description="Seconds to wait for an answer", ge=0, le=PATIENCE, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True)
class Asked:
    """A page's question as a person put it, None where nothing was chosen; `wait` is how long the answer may take."""

    actor: str | None = None
    target: str | None = None
    since: str | None = None
    until: str | None = None
    case: str | None = None
    wait: float = GLANCE

    def parameters(self, **more: str | None) -> dict[str, str | None]:
        """Return what a measure is asked with, its own options among them."""
        scope = {"since": self.since, "until": self.until, "case": self.case}
        return {"actor": self.actor, "target": self.target} | scope | more


def asked_of(scope: TheScope, actor: Party = None, target: Party = None, wait: Wait = GLANCE) -> Asked:
    """Return what a page is asked."""
    return Asked(_given(actor), _given(target), scope.since, scope.until, scope.case, wait)


def panel_asked(site: Site, ledger: Ledger, measure: str, asked: Asked, **more: str | None) -> Panel | None:
    """Return a measure's panel for what a page is asked, None where a large ledger needs an actor to be chosen."""
    if asked.actor is None and asked.target is None and ledger.rows() > WHOLE:
        return None
    return panel_of(site, ledger, question(measure, asked.parameters(**more)), wait=asked.wait)


def _given(party: str | None) -> str | None:
    return (party or "").strip() or None


TheAsked = Annotated[Asked, Depends(asked_of)]
"""The parameter of a view whose page puts a question to a measure."""
