"""The actors of the ledger: a list by number of records, and names completed as they are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Query
from pydantic import BeforeValidator, StringConstraints

from talleyrand.codebook.countries import load_countries
from talleyrand.ledger.directory import ActorTally, Wish
from talleyrand.ledger.selecting.actor_days import By, Listed, cut, key_of
from talleyrand.ledger.store import Ledger
from talleyrand.model.actors import ActorType
from talleyrand.present.plain import day_words, line
from talleyrand.web.known_actors import rows_of
from talleyrand.web.page import PROBLEMS, page
from talleyrand.web.scope import Scope, TheScope
from talleyrand.web.site import Reading, Site, TheSite

router = APIRouter(tags=["actors"])

PAGE = 100
OFFERED = 12
"""Actors that completion offers at most."""
_NONE = BeforeValidator(lambda value: value or None)
Typed = Annotated[str, Query(max_length=200, description="The beginning of words of a name")]
TypeOf = Annotated[ActorType | None, _NONE, Query(description="Only actors of this type")]
Code = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
CountryOf = Annotated[Code | None, _NONE, Query(description="Only those that act for this state")]
Sort = Annotated[By, Query(description="By number of records, or by last day")]
Key = Annotated[str, Query(max_length=340, description="The place of a row, as the page's links have it")]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which actors an address asks for, and how they are sorted."""

    wish: Wish
    sort: By


def asked_of(
    type: TypeOf = None, country: CountryOf = None, sort: Sort = "records", after: Key = "", before: Key = ""
) -> Asked:
    """Return what an address asks for."""
    return Asked(Wish(type, country, PAGE, before or after, back=bool(before)), sort)


@dataclass(frozen=True, slots=True)
class Offered:
    """An actor offered while a name is typed; `key` is what stands for it in addresses."""

    key: str
    name: str
    type: str
    country: str
    records: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor of the list: `key` stands for it in addresses, `last` is the last day that the ledger knows it on."""

    key: str
    name: str
    type: str
    country: str
    country_code: str
    records: int
    last: str


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """Actors by number of records or by last day, and the keys of the pages before and after, empty where none are.

    With a case in force its records alone are counted, the newest 10,000 where `whole` is False.
    """

    rows: tuple[ActorRow, ...]
    type: str
    country: str
    sort: By
    types: tuple[str, ...]
    countries: dict[str, str]
    before: str
    after: str
    whole: bool


@router.get("/actors/complete.json", responses=PROBLEMS)
def complete(reading: Reading, q: Typed = "") -> tuple[Offered, ...]:
    """Return at most 12 actors whose names have words that begin as those typed, those of most records first."""
    return tuple(
        Offered(one.key, line(one.name), one.type, _country(one.country), one.records)
        for one in reading.directory.complete(q, limit=OFFERED)
    )


@page(router, "/actors", "actors.html")
def actors(site: TheSite, reading: Reading, scope: TheScope, asked: Annotated[Asked, Depends(asked_of)]) -> ActorsPage:
    """Return the actors of the ledger or of a case, those of most records or of the latest day first."""
    found, whole = _found(site, reading, scope, asked)
    more, kept = len(found) > PAGE, found[:PAGE]
    if asked.wish.back:
        kept.reverse()
    first, last = (key_of(kept[0], asked.sort), key_of(kept[-1], asked.sort)) if kept else ("", "")
    return ActorsPage(
        tuple(_row(*one) for one in kept),
        asked.wish.type or "",
        asked.wish.country or "",
        asked.sort,
        get_args(ActorType),
        {code: state.name for code, state in load_countries().items()},
        first if (more if asked.wish.back else asked.wish.key) else "",
        last if (asked.wish.back or more) else "",
        whole,
    )


def _found(site: Site, reading: Ledger, scope: Scope, asked: Asked) -> tuple[list[Listed], bool]:
    """Return the actors of a page and one more, and whether all records were counted."""
    if scope.within is None and asked.sort == "records":
        found = reading.directory.listed(asked.wish)
        days = reading.directory.last_days([one.key for one in found])
        return [(one, days.get(one.key, "")) for one in found], True
    rows = rows_of(site, reading, scope)
    return cut(rows.actors, asked.wish, asked.sort), rows.whole


def _row(one: ActorTally, last: str) -> ActorRow:
    shown = day_words(last) if last else ""
    return ActorRow(one.key, line(one.name), one.type, _country(one.country), one.country or "", one.records, shown)


def _country(code: str | None) -> str:
    state = load_countries().get(code or "")
    return state.name if state else code or ""
