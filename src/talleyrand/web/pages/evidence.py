"""One record's evidence as a piece of a page: the sentence in its context, who says so, and where that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from talleyrand.model.records import Record
from talleyrand.present.documents.context import SourceTextView, build_source_texts
from talleyrand.present.rows import RowView, row_of
from talleyrand.present.sourcing import LinkView, chain_links
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["evidence"])

Ident = Annotated[str, Path(description="A record's id, or its beginning", max_length=64)]


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """A record in words, its chain of sources from the nearest to the farthest, and its source around the sentence.

    `sheet` is the page that the sentence begins on, 0 where the source has none. `data` tells that it rests on a row of
    event data and on no text.
    """

    row: RowView
    links: tuple[LinkView, ...]
    text: SourceTextView
    sheet: int
    data: bool


@router.get("/evidence/{ident}", include_in_schema=False)
def evidence(ident: Ident, request: Request, site: TheSite, ledger: Reading) -> Response:
    """Return the evidence of a record as a piece of a page."""
    record: Record = ledger.record(ident)
    document = ledger.document_of(record)
    (text,) = build_source_texts([(record, document)])
    sheet = next((box.page for box in ledger.boxes(document.id, record.evidence.span)), 0)
    piece = EvidencePiece(row_of(record, document), chain_links(record, document), text, sheet, record.row is not None)
    return site.drawing.page(request, "evidence.html", piece)
