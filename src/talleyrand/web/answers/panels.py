"""Panels: answers of measures as pieces of a page, filled at once when they are known, else when they are ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from talleyrand.errors import TalleyrandError
from talleyrand.ledger.store import Ledger
from talleyrand.web.answers.answers import GLANCE
from talleyrand.web.answers.question import Answer, Question, question
from talleyrand.web.site import Site


@dataclass(frozen=True, slots=True)
class Panel:
    """One answer on a page: what is asked, and what is known of it.

    `answer` is None while it is worked out, and `problem` says what is wrong when there can be none. `stale` tells that
    the ledger says more by now and the answer is being renewed.
    """

    measure: str
    parameters: dict[str, str]
    address: str
    answer: Answer | None = None
    stale: bool = False
    problem: str = ""

    @property
    def settled(self) -> bool:
        """Whether nothing more is to come."""
        return bool(self.problem) or (self.answer is not None and not self.stale)

    def url(self, kind: str = "") -> str:
        """Return where the answer stands on this site: its page, or with `kind` its `.json`, `/panel`, `/chart.svg`."""
        query = f"?{urlencode(self.parameters)}" if self.parameters else ""
        return f"/answers/{self.measure}{kind}{query}"


def panel_of(site: Site, ledger: Ledger, asked: Question, *, wait: float = GLANCE) -> Panel:
    """Return the panel of a question; raises what the measure raises."""
    found = site.answers.ask(asked, ledger.version(), wait=wait)
    return Panel(asked.measure, dict(asked.parameters), asked.address, found.answer, found.stale)


def panels(
    site: Site, ledger: Ledger, measures: Mapping[str, Mapping[str, Any]], *, wait: float = 0
) -> dict[str, Panel]:
    """Return a panel for each measure with its parameters; what can't be asked says why in its place.

    They are asked for together, so that the page waits once, `wait` seconds at most.
    """
    found: dict[str, Panel] = {}
    end = monotonic() + wait
    for measure, parameters in measures.items():
        asked = question(measure, parameters)
        try:
            found[measure] = panel_of(site, ledger, asked, wait=max(0.0, end - monotonic()))
        except TalleyrandError as error:
            found[measure] = Panel(measure, dict(asked.parameters), asked.address, problem=error.line())
    return found
