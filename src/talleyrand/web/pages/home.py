"""The first page: the ledger at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from fastapi import APIRouter

from talleyrand.ledger.glance import Glance
from talleyrand.ledger.inputs import Problem
from talleyrand.ledger.store import Ledger
from talleyrand.present.histogram import Histogram, histogram
from talleyrand.web.page import page
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["home"])

PROBLEMS_SHOWN = 5
"""Unreadable inputs that are told one by one."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """What was read, as counts of documents and records; `unreadable` counts inputs, `problems` are the first.

    `months` are the documents and records of each month as a histogram.
    """

    glance: Glance
    months: Histogram
    unreadable: int
    problems: tuple[Problem, ...]


@page(router, "/", "home.html", json="/home.json")
def home(site: TheSite, ledger: Reading) -> HomePage:
    """Return the ledger at a glance."""
    seen = site.kept.of("glance", Ledger.glance, ledger)
    months = histogram([(one.month, one.documents, one.records) for one in seen.months])
    problems = tuple(islice(ledger.errors(), PROBLEMS_SHOWN))
    return HomePage(seen, months, ledger.unreadable(), problems)
