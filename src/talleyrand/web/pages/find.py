"""Finding: to the dossier of the actor that is named, or to the sentences that hold the words, or to a choice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from talleyrand.errors import NotFoundError
from talleyrand.ledger.directory import ActorTally
from talleyrand.ledger.store import Ledger
from talleyrand.model.cases import Case
from talleyrand.pipeline.asking import known_actor
from talleyrand.pipeline.views import actor_key, resolve
from talleyrand.present.documents.document import not_coded_words
from talleyrand.present.plain import line
from talleyrand.web.known_actors import rows_of
from talleyrand.web.page import page
from talleyrand.web.scope import Scope, TheScope
from talleyrand.web.site import Reading, Site, TheSite

router = APIRouter(tags=["find"])

ACTORS = 12
SENTENCES = 10
_QUOTES = ('"', "“", "”")
Asked = Annotated[str, Query(max_length=300, description="An actor (code, name, office) or words of sentences")]


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence that holds the words, in pieces: those at odd places are the words found.

    `not_coded` says in which language its document is where that is not coded, so that no record rests on the sentence.
    """

    document_id: str
    start: int
    end: int
    pieces: tuple[str, ...]
    title: str
    published: str
    not_coded: str


@dataclass(frozen=True, slots=True)
class FindPage:
    """What was looked for: the one actor that it names (`actor`, its key), or actors and sentences to choose from."""

    words: str
    actor: str
    actors: tuple[ActorTally, ...]
    sentences: tuple[FoundSentence, ...]


@page(router, "/find", "find.html")
def find(request: Request, site: TheSite, reading: Reading, scope: TheScope, q: Asked = "") -> FindPage:
    """Return whom or what the words mean; the page goes straight there where it is one thing."""
    words = " ".join(q.split())
    found = _found(reading, words, scope.within)
    if scope.within:
        found = replace(found, actors=_of_case(site, reading, scope, found.actors))
    place = _place(found, scope.case)
    if place and not request.url.path.endswith(".json"):
        return RedirectResponse(place, 303)  # type: ignore[return-value]
    return found


def _of_case(site: Site, reading: Ledger, scope: Scope, actors: tuple[ActorTally, ...]) -> tuple[ActorTally, ...]:
    """Return those of the actors that are in the case, with how many of its records they are in."""
    known = {one.key: one for one, _ in rows_of(site, reading, scope).actors}
    return tuple(known[one.key] for one in actors if one.key in known)


def _found(reading: Ledger, words: str, case: Case | None) -> FindPage:
    if not words:
        return FindPage("", "", (), ())
    if any(mark in words for mark in _QUOTES):
        return FindPage(words, "", (), _sentences(reading, words, case))
    actor = known_actor(words, reading, resolve)
    key = "" if actor is None or actor.id.startswith("unknown:") else actor_key(actor)
    if key and reading.directory.tally(key):
        return FindPage(words, key, (), ())
    return FindPage(words, "", tuple(reading.directory.complete(words, limit=ACTORS)), _sentences(reading, words, case))


def _place(found: FindPage, case: str | None) -> str:
    """Return where to go at once; empty where a person must choose."""
    kept = {"case": case} if case else {}
    if found.actor:
        return _address(f"/actors/{quote(found.actor, safe='')}", kept)
    if found.actors and (found.sentences or len(found.actors) > 1):
        return ""
    if found.actors:
        return _address(f"/actors/{quote(found.actors[0].key, safe='')}", kept)
    if any(one.not_coded for one in found.sentences):
        return ""  # records there are none of, which would look as if the words stood nowhere
    return _address("/ledger", {"words": found.words} | kept if found.words else kept) if _has_word(found.words) else ""


def _has_word(words: str) -> bool:
    return not words or any(character.isalnum() for character in words)


def _address(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def _sentences(reading: Ledger, words: str, case: Case | None) -> tuple[FoundSentence, ...]:
    try:
        hits = list(reading.search(words, limit=SENTENCES, within=case))
    except NotFoundError:
        return ()
    return tuple(
        FoundSentence(
            hit.document_id,
            hit.start,
            hit.end,
            _pieces(hit.snippet),
            line(hit.title or ""),
            hit.published or "",
            not_coded_words(hit.language),
        )
        for hit in hits
    )


def _pieces(snippet: str) -> tuple[str, ...]:
    """Return a snippet cut at its brackets; a text that has some of its own is not cut at all."""
    plain = line(snippet)
    marked = plain.replace("]", "[").split("[")
    return tuple(marked) if plain.count("[") == plain.count("]") else (plain,)
