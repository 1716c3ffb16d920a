"""The actors of the ledger: a list by number of records, and names completed as they are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Query
from pydantic import BeforeValidator, StringConstraints

from talleyrand.codebook.countries import load_countries
from talleyrand.ledger.directory import ActorTally, Wish
from talleyrand.ledger.store import Ledger
from talleyrand.model.actors import ActorType
from talleyrand.present.plain import day_words, line
from talleyrand.web.page import PROBLEMS, page
from talleyrand.web.site import Reading

router = APIRouter(tags=["actors"])

PAGE = 100
OFFERED = 12
"""Actors that completion offers at most."""
_NONE = BeforeValidator(lambda value: value or None)
Typed = Annotated[str, Query(max_length=200, description="The beginning of words of a name")]
TypeOf = Annotated[ActorType | None, _NONE, Query(description="Only actors of this type")]
Code = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
CountryOf = Annotated[Code | None, _NONE, Query(description="Only those that act for this state")]
Key = Annotated[str, Query(max_length=340, description="The place of a row, as the page's links have it")]


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
    """Actors by number of records, and the keys of the pages before and after, empty where there are none."""

    rows: tuple[ActorRow, ...]
    type: str
    country: str
    types: tuple[str, ...]
    countries: dict[str, str]
    before: str
    after: str


@router.get("/actors/complete.json", responses=PROBLEMS)
def complete(reading: Reading, q: Typed = "") -> tuple[Offered, ...]:
    """Return at most 12 actors whose names have words that begin as those typed, those of most records first."""
    return tuple(
        Offered(one.key, line(one.name), one.type, _country(one.country), one.records)
        for one in reading.complete_actors(q, limit=OFFERED)
    )


@page(router, "/actors", "actors.html")
def actors(
    reading: Reading, type: TypeOf = None, country: CountryOf = None, after: Key = "", before: Key = ""
) -> ActorsPage:
    """Return the actors of the ledger, those of most records first."""
    found = reading.actors(Wish(type, country, PAGE, before or after, back=bool(before)))
    more, kept = len(found) > PAGE, found[:PAGE]
    if before:
        kept.reverse()
    first, last = (_key(kept[0]), _key(kept[-1])) if kept else ("", "")
    return ActorsPage(
        _rows(reading, kept),
        type or "",
        country or "",
        get_args(ActorType),
        {code: state.name for code, state in load_countries().items()},
        first if (more if before else after) else "",
        last if (before or more) else "",
    )


def _rows(reading: Ledger, found: list[ActorTally]) -> tuple[ActorRow, ...]:
    days = reading.last_days([one.key for one in found])
    return tuple(
        ActorRow(
            one.key,
            line(one.name),
            one.type,
            _country(one.country),
            one.country or "",
            one.records,
            day_words(days[one.key]) if one.key in days else "",
        )
        for one in found
    )


def _key(one: ActorTally) -> str:
    return f"{one.records}_{one.key}"


def _country(code: str | None) -> str:
    state = load_countries().get(code or "")
    return state.name if state else code or ""
