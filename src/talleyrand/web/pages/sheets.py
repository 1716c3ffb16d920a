"""Pages of archived papers as they look, the evidence of records outlined on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from talleyrand.archive.paper.pictures import draw_page
from talleyrand.errors import NotFoundError
from talleyrand.ledger.store import Ledger
from talleyrand.model.layouts import Layout
from talleyrand.present.documents.document import AboutView, about
from talleyrand.present.documents.sheets import SheetView, sheet_view, silent_pages, stretch_of
from talleyrand.web.page import PROBLEMS, page
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["documents"])

DocumentId = Annotated[str, Path(max_length=100, description="sha256: and 64 hex digits")]
Number = Annotated[int, Path(ge=1, le=100_000, description="The number of the page, counted from 1")]
Width = Annotated[int, Query(ge=200, le=2400, description="Pixels; rounded up to 800, 1600 or 2400")]
Lit = Annotated[str | None, Query(max_length=100, description="A record whose evidence is lit")]
WIDTHS = (800, 1600, 2400)
_PICTURE: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    200: {"description": "The page as a picture", "content": {"image/png": {}}},
}


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A page of a paper: the paper, the page with what rests on it, how many pages there are, those without text."""

    about: AboutView
    sheet: SheetView
    of: int
    silent: tuple[int, ...]
    lit: str


@page(router, "/documents/{document_id}/pages/{number}", "sheet.html")
def sheet(document_id: DocumentId, number: Number, ledger: Reading, record: Lit = None) -> SheetPage:
    """Return a page of an archived paper with the records that rest on it and the outlines of their evidence."""
    document = ledger.document(document_id)
    layout = _layout(ledger, document_id, number)
    span = stretch_of(layout, number)
    stretch = (span.start, span.end)
    records = ledger.records(documents=(document.id,), stretch=stretch) if span.end else ()
    return SheetPage(
        about=about(document, ledger.paths(document.id)),
        sheet=sheet_view(layout, number, document, records),
        of=len(layout.sheets),
        silent=silent_pages(layout),
        lit=ledger.record(record).id if record else "",
    )


@router.get("/documents/{document_id}/pages/{number}/picture", responses=_PICTURE, response_class=Response)
def picture(
    document_id: DocumentId, number: Number, request: Request, ledger: Reading, site: TheSite, width: Width = 800
) -> Response:
    """Return a page of an archived paper as a picture."""
    mark = f'"{document_id}-{number}-{width}"'
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers={"ETag": mark})
    _layout(ledger, document_id, number)
    wide = next(step for step in WIDTHS if width <= step)
    drawn = site.pictures.of(
        (document_id, number, wide), lambda: draw_page(ledger.raw(document_id), number, wide, where=document_id)
    )
    return Response(drawn, media_type="image/png", headers={"ETag": mark})


def _layout(ledger: Ledger, document_id: str, number: int) -> Layout:
    layout = ledger.layout(document_id)
    if layout is None:
        raise NotFoundError("that source has no pages", where=document_id, hint=f"/documents/{document_id}")
    if number > len(layout.sheets):
        hint = f"/documents/{document_id}/pages/{len(layout.sheets)} is the last"
        raise NotFoundError(f"there is no page {number}", where=document_id, hint=hint)
    return layout
