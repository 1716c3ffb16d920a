"""Pieces of pages that are drawn from answers of measures in a page's own way, as `panels` draws any answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from talleyrand.ledger.store import Ledger
from talleyrand.web.answers.answers import GLANCE
from talleyrand.web.answers.panels import panels
from talleyrand.web.answers.question import Answer
from talleyrand.web.site import Site

State = Literal["ready", "working", "renewing", "refused"]


@dataclass(frozen=True, slots=True)
class Piece:
    """How far a piece of a page is: worked out, still being, ready but of an earlier ledger, or impossible and why.

    `address` is the answer's own page, `notes` what a reader must know, `records` and `independent` what it rests on.
    """

    state: State
    address: str
    problem: str = ""
    question: str = ""
    notes: tuple[str, ...] = ()
    records: int = 0
    independent: int = 0

    @property
    def settled(self) -> bool:
        """Whether nothing more is to come."""
        return self.state in ("ready", "refused")

    def url(self, kind: str) -> str:
        """Return where the answer stands in another form: its `.json`, `/chart.json`, `/chart.svg`."""
        path, mark, query = self.address.partition("?")
        return f"{path}{kind}{mark}{query}"


def ask(
    site: Site, ledger: Ledger, measure: str, parameters: Mapping[str, Any], wait: float = GLANCE
) -> tuple[Piece, Answer | None]:
    """Return how far a measure's answer is, and the answer where there is one.

    What the measure refuses is told in the piece: the rest of the page stands.
    """
    panel = panels(site, ledger, {measure: parameters}, wait=wait)[measure]
    address, found = panel.url(), panel.answer
    if panel.problem:
        return Piece("refused", address, problem=panel.problem), None
    if found is None:
        return Piece("working", address), None
    state: State = "renewing" if panel.stale else "ready"
    return Piece(state, address, "", found.question, found.notes, found.records, found.independent), found
