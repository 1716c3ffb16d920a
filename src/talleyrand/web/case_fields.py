"""Cases as pages show them, and as a person fills them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from talleyrand.errors import OptionError
from talleyrand.ledger.cases import Kept
from talleyrand.ledger.search import match
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.ledger.store import Ledger
from talleyrand.model.cases import Case
from talleyrand.pipeline.asking import find_actor
from talleyrand.pipeline.views import actor_key, resolve
from talleyrand.present.plain import day_words, line
from talleyrand.web.records_table.facets import actor_name
from talleyrand.web.scope import checked
from talleyrand.web.site import Site

MOST_ACTORS = 30
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Description = Annotated[str, StringConstraints(max_length=10_000, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)]
Day = Annotated[str, StringConstraints(max_length=10, strip_whitespace=True)]


class Chosen(BaseModel):
    """What a case chooses: actors by code, id or name (with `together` two of them in a record), days, words."""

    model_config = ConfigDict(extra="forbid")

    actors: list[Name] = Field(default_factory=list, max_length=MOST_ACTORS)
    together: bool = False
    since: Day | None = None
    until: Day | None = None
    words: Words = ""


class CaseBody(Chosen):
    """A case as it is made or changed; `version` is the one that the person saw, for a change."""

    title: Title
    description: Description = ""
    version: int = Field(default=1, ge=1, le=1_000_000_000)


@dataclass(frozen=True, slots=True)
class CaseActor:
    """An actor of a case: its key and its name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case in words: `records` that it selects, empty while they are counted, `by` and `at` its last change."""

    id: str
    version: int
    title: str
    description: str
    actors: tuple[CaseActor, ...]
    together: bool
    since: str
    until: str
    words: str
    days: str
    records: str
    by: str
    at: str


def case_view(site: Site, ledger: Ledger, kept: Kept) -> CaseView:
    """Return a case as a page shows it."""
    case = kept.case
    return CaseView(
        case.id,
        case.version,
        line(case.title),
        case.description,
        tuple(CaseActor(key, actor_name(key, ledger)) for key in case.actors),
        case.together,
        case.since or "",
        case.until or "",
        case.words,
        _days(case),
        site.counting.total(ledger, Selection(within=case)),
        line(kept.author),
        kept.at,
    )


def case_of(ledger: Ledger, chosen: Chosen, *, id: str = "", version: int = 1) -> Case:
    """Return the case that a person filled in, its actors by their keys.

    Raises NotFoundError for an actor that nobody knows or words that are none, DateError and OptionError for days.
    """
    since, until = checked(chosen.since, "since"), checked(chosen.until, "until")
    if since and until and since > until:
        raise OptionError("it ends before it begins", where=f"{since} to {until}")
    if chosen.words:
        match(chosen.words)
    keys = (actor_key(find_actor(name, ledger, resolve)) for name in chosen.actors if name)
    title, description = (chosen.title, chosen.description) if isinstance(chosen, CaseBody) else ("", "")
    actors = tuple(dict.fromkeys(keys))
    return Case(id, title, description, actors, chosen.together, since, until, " ".join(chosen.words.split()), version)


def _days(case: Case) -> str:
    parts = (
        f"from {day_words(case.since)}" if case.since else "",
        f"to {day_words(case.until)}" if case.until else "",
    )
    return " ".join(part for part in parts if part)
