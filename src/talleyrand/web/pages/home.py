"""The first page: the ledger at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from talleyrand.web.page import page
from talleyrand.web.site import Reading

router = APIRouter(tags=["home"])


@dataclass(frozen=True, slots=True)
class HomePage:
    """What was read: how many documents, records of each kind, and so on."""

    counts: dict[str, int]


@page(router, "/", "home.html", json="/home.json")
def home(ledger: Reading) -> HomePage:
    """Return the ledger at a glance."""
    return HomePage(ledger.counts())
