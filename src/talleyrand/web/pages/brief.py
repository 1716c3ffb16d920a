"""Briefs: drafted from the ledger, edited, saved, exported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from talleyrand.errors import OptionError
from talleyrand.ledger import briefs
from talleyrand.ledger.briefs import SavedBrief
from talleyrand.ledger.store import Ledger
from talleyrand.model.briefs import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_BLOCKS,
    MOST_RECORDS,
    MOST_SECTIONS,
    SECTIONS,
    Brief,
    brief_from,
)
from talleyrand.pipeline.briefs.draft import DRAFTED, MOST_ACTORS, brief_of
from talleyrand.pipeline.briefs.exporting import Kind, exported, printed_brief
from talleyrand.present.briefs.printed import PrintedBrief, counted
from talleyrand.settings import VERSION
from talleyrand.web.answers.answers import GLANCE, PATIENCE
from talleyrand.web.answers.asking import Wait
from talleyrand.web.answers.panels import panel_of
from talleyrand.web.answers.question import Answer, question
from talleyrand.web.page import PROBLEMS, page
from talleyrand.web.scope import Scope, TheScope
from talleyrand.web.site import Reading, Site, TheSite
from talleyrand.web.visitors import TheVisitor, Visitor, requires

router = APIRouter(tags=["briefs"])

LISTED = 50
"""Saved briefs that are listed, the latest saved."""
Actors = Annotated[str | None, Query(max_length=400, description="Codes, names or ids, with commas between")]
BriefId = Annotated[str, Path(max_length=40, pattern="^[0-9a-f]+$", description="The id of a saved brief")]
Version = Annotated[int | None, Query(ge=1, le=2**31, description="An earlier version")]
_MEDIA: dict[Kind, str] = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
_SOON = {"description": "It is being drafted; ask again", "content": {"application/json": {}}}
_FILE: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    200: {"description": "The file", "content": {media.split(";")[0]: {} for media in _MEDIA.values()}},
    202: _SOON,
}
_LATER: dict[int | str, dict[str, Any]] = {409: {"description": "Somebody else saved a later version meanwhile"}}
EDITOR = Depends(requires("editor"))


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BlockBody(_Body):
    """A paragraph."""

    text: str = Field(max_length=LONGEST_TEXT)
    records: list[Annotated[str, Field(max_length=64)]] = Field(default=[], max_length=MOST_RECORDS)
    figure: str = Field(default="", max_length=2000)
    quoted: bool = False


class SectionBody(_Body):
    """Paragraphs under a title."""

    key: str = Field(default="", max_length=40)
    title: str = Field(max_length=LONGEST_TITLE)
    blocks: list[BlockBody] = Field(default=[], max_length=MOST_BLOCKS)


class BriefBody(_Body):
    """A brief as a person left it."""

    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    actors: list[Annotated[str, Field(max_length=200)]] = Field(default=[], max_length=10)
    since: str | None = Field(default=None, max_length=10)
    until: str | None = Field(default=None, max_length=10)
    sections: list[SectionBody] = Field(default=[], max_length=MOST_SECTIONS)
    made: str = Field(default="", max_length=LONGEST_TITLE)

    def brief(self) -> Brief:
        """Return it as a brief."""
        return brief_from(self.model_dump())


class Saving(_Body):
    """A brief to save, and the version that it was made from; 0 for a new one."""

    brief: BriefBody
    version: int = Field(default=0, ge=0, le=2**31)


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A brief: a draft (`saved` is None), or one that was saved; `brief` is None while it is drafted.

    `printed` has its notes with their citations. Without actors there is neither: `others` lists what was saved, and
    `offered` are the actors of the case in force, as many as a brief may be about.
    """

    actors: str
    since: str | None
    until: str | None
    brief: Brief | None
    printed: PrintedBrief | None
    counted: str
    saved: SavedBrief | None
    others: tuple[SavedBrief, ...]
    sections: dict[str, str]
    offered: str = ""


@page(router, "/brief", "brief.html")
def brief_page(
    site: TheSite, ledger: Reading, scope: TheScope, actors: Actors = None, wait: Wait = GLANCE
) -> BriefPage:
    """Return a draft brief about actors and days, or without actors the briefs that were saved."""
    return _page(site, ledger, scope, (actors or "").strip(), wait)


@router.get("/brief/draft", include_in_schema=False)
def draft_piece(
    request: Request, site: TheSite, ledger: Reading, scope: TheScope, actors: Actors = None, wait: Wait = GLANCE
) -> Response:
    """Return the draft as a piece of its page; 202 while it is drafted."""
    found = _page(site, ledger, scope, (actors or "").strip(), wait)
    return site.drawing.page(request, "brief_inside.html", found, status=200 if found.brief else 202)


@router.get("/brief/export.{kind}", responses=_FILE, response_class=Response)
def draft_file(kind: Kind, site: TheSite, ledger: Reading, scope: TheScope, actors: Actors = None) -> Response:
    """Return a draft brief as a file."""
    found = _page(site, ledger, scope, _named(actors), PATIENCE)
    if found.brief is None:
        return Response('{"state": "working"}', 202, media_type="application/json")
    return _file(ledger, found.brief, kind)


@page(router, "/briefs/{ident}", "brief.html")
def saved_brief(ident: BriefId, ledger: Reading, version: Version = None) -> BriefPage:
    """Return a saved brief, its last version unless another is asked for."""
    saved, brief = briefs.find(ledger.connection, ident, version)
    whole = printed_brief(ledger, brief)
    actors = ",".join(brief.actors)
    return BriefPage(actors, brief.since, brief.until, brief, whole, counted(whole), saved, (), SECTIONS)


@router.get("/briefs/{ident}/export.{kind}", responses=_FILE, response_class=Response)
def saved_file(ident: BriefId, kind: Kind, ledger: Reading, version: Version = None) -> Response:
    """Return a saved brief as a file."""
    return _file(ledger, briefs.find(ledger.connection, ident, version)[1], kind)


@router.post(
    "/briefs/export.{kind}", responses=_FILE, response_class=Response, dependencies=[Depends(requires("reader"))]
)
def edited_file(kind: Kind, body: BriefBody, ledger: Reading) -> Response:
    """Return a brief that was edited and not saved as a file."""
    return _file(ledger, body.brief(), kind)


@router.post("/briefs", status_code=201, responses={**PROBLEMS, **_LATER})
def add_brief(body: Saving, site: TheSite, visitor: Annotated[Visitor, EDITOR]) -> SavedBrief:
    """Save a new brief."""
    return _save(site, None, body, visitor)


@router.put("/briefs/{ident}", responses={**PROBLEMS, **_LATER})
def change_brief(ident: BriefId, body: Saving, site: TheSite, visitor: Annotated[Visitor, EDITOR]) -> SavedBrief:
    """Save a further version of a brief; 409 where there is a later one than the one it was made from."""
    return _save(site, ident, body, visitor)


@router.delete("/briefs/{ident}", responses={**PROBLEMS, **_LATER})
def remove_brief(
    ident: BriefId, version: Annotated[int, Query(ge=1, le=2**31)], site: TheSite, visitor: Annotated[Visitor, EDITOR]
) -> SavedBrief:
    """Take a brief away; its versions stay in the ledger."""
    with site.pen.writing() as ledger, ledger.transaction() as connection:
        return briefs.save(connection, ident, None, version=version, signed=(visitor.name, site.now()))


def _save(site: Site, ident: str | None, body: Saving, visitor: TheVisitor) -> SavedBrief:
    with site.pen.writing() as ledger, ledger.transaction() as connection:
        brief = body.brief.brief()
        version = body.version if ident else 0
        return briefs.save(connection, ident, brief, version=version, signed=(visitor.name, site.now()))


def _named(actors: str | None) -> str:
    if not (actors or "").strip():
        raise OptionError("no actor is named", where="actors", hint="such as actors=CHN,RUS")
    return str(actors).strip()


def _page(site: Site, ledger: Ledger, scope: Scope, actors: str, wait: float) -> BriefPage:
    empty = BriefPage(actors, scope.since, scope.until, None, None, "", None, (), SECTIONS)
    if not actors:
        others = tuple(briefs.all_of(ledger.connection, LISTED))
        offered = ",".join(scope.within.actors[:MOST_ACTORS]) if scope.within else ""
        return BriefPage("", scope.since, scope.until, None, None, "", None, others, SECTIONS, offered)
    asked = question("brief", {"actors": actors, "since": scope.since, "until": scope.until, "case": scope.case})
    answer = panel_of(site, ledger, asked, wait=wait).answer
    if answer is None:
        return empty
    brief = _drafted(answer, actors, scope)
    whole = printed_brief(ledger, brief)
    return BriefPage(actors, scope.since, scope.until, brief, whole, counted(whole), None, (), SECTIONS)


def _drafted(answer: Answer, actors: str, scope: Scope) -> Brief:
    keys = tuple(name.strip() for name in actors.split(","))
    return brief_of(answer.rows, answer.question, (keys, scope.since, scope.until), f"{DRAFTED} Talleyrand {VERSION}.")


def _file(ledger: Ledger, brief: Brief, kind: Literal["md", "docx", "html"]) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="brief.{kind}"'}
    return Response(exported(ledger, brief, kind), media_type=_MEDIA[kind], headers=headers)
