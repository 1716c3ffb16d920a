"""The ledger: a table of records that facets narrow, words search, and links keep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse

from talleyrand.ledger.selecting.listing import Sorting
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.ledger.store import Ledger
from talleyrand.web.caches.by_selection import GLANCE
from talleyrand.web.page import PROBLEMS, page
from talleyrand.web.records_table.asked import Asked, TheAsked
from talleyrand.web.records_table.export import MEDIA, Format, pieces
from talleyrand.web.records_table.facets import FacetsView, facets_view
from talleyrand.web.records_table.rows import LedgerPage, page_of, with_keys
from talleyrand.web.site import Reading, Site, TheSite

router = APIRouter(tags=["ledger"])

_FILE: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    200: {"description": "The records, in the order of the table", "content": {kind: {} for kind in MEDIA.values()}},
}


@page(router, "/ledger", "ledger.html")
def ledger(request: Request, site: TheSite, reading: Reading, asked: TheAsked) -> LedgerPage:
    """Return a page of the records selected, what they are made of, and the addresses that lead on."""
    known, notes = with_keys(asked, reading)
    if known != asked or "" in request.query_params.values():
        clean = known.address(request.url.path, after=known.after, before=known.before)
        if not request.url.path.endswith(".json"):
            return RedirectResponse(clean, 303)  # type: ignore[return-value]
    return page_of(reading, known, _facets(site, reading, known, GLANCE), notes)


@router.get("/ledger/panel", include_in_schema=False)
def ledger_panel(request: Request, site: TheSite, reading: Reading, asked: TheAsked, part: str = "facets") -> Response:
    """Return the facets with their counts as a piece of the page, or with `part=total` how many records there are."""
    known, _ = with_keys(asked, reading)
    if part == "total":
        return site.drawing.page(
            request, "ledger_total.html", site.counting.total(reading, known.selection, seconds=None)
        )
    return site.drawing.page(request, "ledger_facets.html", _facets(site, reading, known))


@router.get("/ledger/facets.json", responses=PROBLEMS)
def ledger_facets(site: TheSite, reading: Reading, asked: TheAsked) -> FacetsView:
    """Return what the records selected are made of: how many there are, and of each value of each facet."""
    known, _ = with_keys(asked, reading)
    return _facets(site, reading, known)


@router.get("/ledger/export.{format}", responses=_FILE, response_class=Response)
def ledger_export(format: Format, site: TheSite, reading: Reading, asked: TheAsked) -> Response:
    """Return every record selected, in the order of the table, as lines or a list of JSON (contract 1) or flat CSV."""
    known, _ = with_keys(asked, reading)
    texts = _stream(site, known.selection, known.order, format)
    headers = {"Content-Disposition": f'attachment; filename="records.{format}"'}
    return StreamingResponse(texts, media_type=MEDIA[format], headers=headers)


def _facets(site: Site, reading: Ledger, asked: Asked, seconds: float | None = None) -> FacetsView:
    """Return the facets of what is asked, with what is counted within `seconds`."""
    total = site.counting.total(reading, asked.selection, seconds=seconds)
    return facets_view(reading, asked, site.counting.of(reading, asked.selection, seconds=seconds), total)


def _stream(site: Site, selection: Selection, order: Sorting, format: Format) -> Iterator[str]:
    """Yield the file's text; the ledger is borrowed for as long as it is sent."""
    with site.readers.borrow() as lent:
        yield from pieces(lent.listed(selection, order), format)
