"""The first page: the ledger at a glance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from talleyrand.codebook.countries import load_countries
from talleyrand.ledger.glance import Glance, Tally
from talleyrand.ledger.inputs import Problem
from talleyrand.ledger.selecting.within_case import CaseGlance, case_at_a_glance
from talleyrand.ledger.store import Ledger
from talleyrand.model.cases import Case
from talleyrand.present.drawing.histogram import Histogram, histogram
from talleyrand.present.plain import line
from talleyrand.web.answers.asking import Wait
from talleyrand.web.answers.panels import Panel, panel_of
from talleyrand.web.answers.question import question
from talleyrand.web.page import page
from talleyrand.web.scope import TheScope
from talleyrand.web.site import Reading, Site, TheSite

router = APIRouter(tags=["home"])

Actor = Annotated[str, Query(description="An ISO code, an actor's id or a name", max_length=200)]
PROBLEMS_SHOWN = 5
"""Unreadable inputs that are told one by one."""
LATELY = timedelta(days=30)
"""The days up to the newest document in which something moved lately."""
ACTORS = 3
"""The most frequent actors whose changes are told."""
CASES = 8
LARGE = 300_000
"""Records from which the changes of the first actor alone are told unasked: each takes half a minute there."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed lately about an actor."""

    actor: str
    name: str
    panel: Panel


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How far reviewing is: records judged by persons, disputed ones, still proposed ones, and who judged how many."""

    judged: int
    disputed: int
    proposed: int
    reviewers: dict[str, int]


@dataclass(frozen=True, slots=True)
class HomePage:
    """What was read, as counts of documents and records; `unreadable` counts inputs, `problems` are the first.

    `months` are the documents and records of each month as a histogram, `moved` what changed about the most frequent
    actors in the last thirty days up to the newest document. With `within` all are of that case, but what was not read
    or not entered; where `whole` is False its newest 10,000 records are counted.
    """

    glance: Glance
    months: Histogram
    review: ReviewCounts
    unreadable: int
    problems: tuple[Problem, ...]
    moved: tuple[Moved, ...]
    cases: tuple[Case, ...]
    within: Case | None = None
    whole: bool = True


@page(router, "/", "home.html", json="/home.json")
def home(site: TheSite, ledger: Reading, scope: TheScope) -> HomePage:
    """Return the ledger at a glance, or a case of it."""
    whole = site.kept.of("glance", Ledger.glance, ledger)
    case = scope.within
    if case is None:
        return _page(site, ledger, whole, site.kept.of("review", _review, ledger))
    found = site.kept.of(f"case {case.id}", partial(_of_case, case=case, whole=whole), ledger)
    told = _page(site, ledger, found.glance, _reviewed(found), case)
    return replace(told, whole=found.whole)


def _page(site: Site, ledger: Ledger, seen: Glance, review: ReviewCounts, case: Case | None = None) -> HomePage:
    return HomePage(
        glance=seen,
        months=histogram([(one.month, one.documents, one.records) for one in seen.months]),
        review=review,
        unreadable=ledger.unreadable(),
        problems=tuple(islice(ledger.errors(), PROBLEMS_SHOWN)),
        moved=tuple(_moved(site, ledger, seen, case)),
        cases=tuple(one.case for one in ledger.cases.every()[:CASES]),
        within=case,
    )


def _of_case(ledger: Ledger, *, case: Case, whole: Glance) -> CaseGlance:
    return case_at_a_glance(ledger.connection, case, whole)


def _reviewed(found: CaseGlance) -> ReviewCounts:
    proposed = found.reviews.get("proposed", 0)
    judged = sum(found.reviews.values()) - proposed
    return ReviewCounts(judged, found.reviews.get("disputed", 0), proposed, found.reviewers)


@router.get("/home/moved", include_in_schema=False)
def moved(request: Request, site: TheSite, ledger: Reading, scope: TheScope, actor: Actor, wait: Wait = 0) -> Response:
    """Return what changed about one actor as a piece of the page; 202 while it is worked out."""
    asked = question("changes", {"actor": actor, "since": scope.since, "until": scope.until, "case": scope.case})
    panel = panel_of(site, ledger, asked, wait=wait)
    return site.drawing.page(request, "home_moved.html", panel, status=200 if panel.settled else 202)


def _review(ledger: Ledger) -> ReviewCounts:
    found = ledger.review.progress()
    return ReviewCounts(found.judged, found.by_status["disputed"], found.by_status["proposed"], found.by_reviewer)


def _moved(site: Site, ledger: Ledger, seen: Glance, case: Case | None) -> list[Moved]:
    newest = _day(seen.newest)
    if newest is None:
        return []
    if case and case.until:
        newest = min(newest, _day(case.until) or newest)
    actors = seen.states[: 1 if seen.records > LARGE else ACTORS]
    if case and case.actors:
        actors = tuple(Tally(key, _name(ledger, key), 0) for key in case.actors[:ACTORS])
    asked = {"since": newest - LATELY, "until": newest, "case": case.id if case else None}
    return [
        Moved(one.id, one.name, panel_of(site, ledger, question("changes", {"actor": one.id, **asked}), wait=0))
        for one in actors
    ]


def _name(ledger: Ledger, key: str) -> str:
    """Return the name of a case's actor, which no record may know."""
    state = load_countries().get(key)
    known = None if state else ledger.actor(key)
    return state.name if state else line(known.name if known else key)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
