"""Cases: an issue or crisis as a named selection that scopes every page; made, changed, exported, brought in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Response
from fastapi.responses import StreamingResponse

from talleyrand.ledger import cases as kept_cases
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.pipeline.case_files import read_case, write_case
from talleyrand.web.case_fields import CaseBody, CaseView, Chosen, case_of, case_view
from talleyrand.web.page import PROBLEMS, Problem, page
from talleyrand.web.site import Reading, TheSite
from talleyrand.web.visitors import TheVisitor, Visitor, requires

router = APIRouter(tags=["cases"])

IN_MEMORY = 16 * 2**20
"""Bytes of an exported case that are kept in memory; a larger one goes through a file."""
CHUNK = 2**18
ZIP = "application/zip"
Id = Annotated[str, Path(max_length=80, description="The id of a case")]
Version = Annotated[int, Query(ge=1, le=1_000_000_000, description="The version that the person saw")]
Editor = Annotated[Visitor, Depends(requires("editor"))]
_CHANGES: dict[int | str, dict[str, Any]] = PROBLEMS | {
    409: {"model": Problem, "description": "Somebody changed it meanwhile"}
}
_FILE: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    200: {"description": "The case as one file", "content": {ZIP: {}}},
}


@dataclass(frozen=True, slots=True)
class CasesPage:
    """The cases of the ledger, those changed last first, and whether the visitor may make some."""

    cases: tuple[CaseView, ...]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case, and whether the visitor may change it."""

    found: CaseView
    may_edit: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records a selection holds, in words, and the names of its actors as they were understood."""

    records: str
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A case after a change: its id and its version."""

    id: str
    version: int


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came in with a case: its id, and how much was new; `problems` are documents that were left out."""

    id: str
    documents: int
    records: int
    reviews: int
    problems: tuple[str, ...]


@page(router, "/cases", "cases.html")
def cases(site: TheSite, reading: Reading, visitor: TheVisitor) -> CasesPage:
    """Return the cases of the ledger."""
    found = tuple(case_view(site, reading, one) for one in reading.cases.every())
    return CasesPage(found, visitor.may("editor"))


@router.post("/cases/count", responses=PROBLEMS, dependencies=[Depends(requires("reader"))])
def count(site: TheSite, reading: Reading, chosen: Chosen) -> Counted:
    """Return how many records a case would select; nothing is entered."""
    case = case_of(reading, chosen)
    return Counted(site.counting.total(reading, Selection(within=case), seconds=None), case.actors)


@router.post("/cases", status_code=201, responses=_CHANGES)
def make(site: TheSite, reading: Reading, editor: Editor, body: CaseBody) -> Changed:
    """Enter a new case."""
    case = case_of(reading, body)
    with site.pen.writing() as ledger:
        made = ledger.cases.keep(case, author=editor.name, at=site.now())
    return Changed(made.id, made.version)


@router.post(
    "/cases/import",
    status_code=201,
    responses=PROBLEMS,
    openapi_extra={
        "requestBody": {"required": True, "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}
    },
)
def bring_in(site: TheSite, editor: Editor, body: Annotated[bytes, Body(media_type=ZIP)]) -> BroughtIn:
    """Bring a case that was exported into this ledger, with its documents, records and reviews."""
    with site.pen.writing() as ledger:
        found = read_case(ledger, BytesIO(body), author=editor.name, at=site.now())
    return BroughtIn(found.case.id, found.documents, found.records, found.reviews, tuple(found.problems))


@page(router, "/cases/{case_id}", "case.html")
def case(site: TheSite, reading: Reading, visitor: TheVisitor, case_id: Id) -> CasePage:
    """Return one case."""
    kept = kept_cases.find(reading.connection, case_id)
    return CasePage(case_view(site, reading, kept), visitor.may("editor"))


@router.put("/cases/{case_id}", responses=_CHANGES)
def change(site: TheSite, reading: Reading, editor: Editor, case_id: Id, body: CaseBody) -> Changed:
    """Change a case, unless somebody else did since the version that was seen."""
    known = reading.case(case_id)
    made = replace(case_of(reading, body), id=known.id, version=body.version)
    with site.pen.writing() as ledger:
        now = ledger.cases.keep(made, author=editor.name, at=site.now())
    return Changed(now.id, now.version)


@router.delete("/cases/{case_id}", status_code=204, responses=_CHANGES)
def drop(site: TheSite, editor: Editor, case_id: Id, version: Version) -> None:
    """Take a case away; its records and documents stay in the ledger."""
    with site.pen.writing() as ledger:
        ledger.cases.drop(case_id, version, author=editor.name, at=site.now())


@router.get("/cases/{case_id}/export.zip", responses=_FILE, response_class=Response)
def export(reading: Reading, case_id: Id) -> Response:
    """Return a case as one file: its selection, records, reviews, documents and sources as archived."""
    found = reading.case(case_id)
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it is closed when it is sent
    write_case(reading, found, file)
    headers = {"Content-Disposition": f'attachment; filename="{found.id}.zip"', "Content-Length": str(file.tell())}
    file.seek(0)
    return StreamingResponse(_pieces(file), media_type=ZIP, headers=headers)


def _pieces(file: IO[bytes]) -> Any:
    with file:
        while piece := file.read(CHUNK):
            yield piece
