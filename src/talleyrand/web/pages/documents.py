"""A document as archived, its evidence highlighted and its records beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from talleyrand.errors import NotFoundError
from talleyrand.ledger.documents.contents import (
    ReadingRow,
    SourceRow,
    findings_of,
    readings_of,
    source_of,
    starts_of,
    whole_id,
)
from talleyrand.ledger.event_data.described import file_of
from talleyrand.ledger.inputs import Unsupported
from talleyrand.ledger.store import Ledger
from talleyrand.model.documents import Block, Document
from talleyrand.model.records import Record
from talleyrand.model.spans import Span
from talleyrand.parse.blocks import find_blocks
from talleyrand.pipeline.same_events import same_events
from talleyrand.present.documents.copies import CopyView, story_views
from talleyrand.present.documents.document import AboutView, about
from talleyrand.present.documents.reading import PartView, PassageView, part_at, parts_of, passages
from talleyrand.present.documents.same_events import SameEventView, same_event_view
from talleyrand.present.documents.sheets import SheetView, pages_of, sheet_view, silent_pages
from talleyrand.web.page import page
from talleyrand.web.site import Reading

router = APIRouter(tags=["documents"])

MOST_FINDINGS = 200
MOST_SHEETS = 20
"""Pages of a paper that stand beside a part of its text."""
BLOCKS_KEPT = 64
"""Documents whose paragraphs' roles are remembered."""

DocumentId = Annotated[str, Path(max_length=100, description="sha256: and 64 hex digits")]
At = Annotated[int, Query(ge=0, le=1 << 40, description="An offset into the text: the part that it is in is shown")]
Lit = Annotated[str | None, Query(max_length=100, description="A record: its part is shown and its words are lit")]
Beside = Annotated[bool, Query(description="Show the archived page beside the text, where it is a web page")]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document: what is known about it, and the part of its text that was asked for, with what rests on it.

    Offsets are code points into the text. `records` counts all of its records, `part` tells what is shown of it and
    `parts` where each begins; `passages`, `findings` (found, not entered) and `events` (also reported elsewhere) are of
    that part. `copies` are all documents of its story, with the rule by which each copies another, where there are
    several. `lit` is the record that was asked for, `beside` tells that the archived page is to stand beside the text.
    A paper has `pages`, those without text are `silent`; the part begins on page `first`; `sheets` are the pages of the
    part, where they are to stand beside it.
    """

    about: AboutView
    source: SourceRow
    readings: tuple[ReadingRow, ...]
    records: int
    part: PartView
    parts: tuple[int, ...]
    passages: tuple[PassageView, ...]
    findings: tuple[Unsupported, ...]
    events: tuple[SameEventView, ...]
    copies: tuple[CopyView, ...]
    lit: str
    beside: bool
    pages: int
    silent: tuple[int, ...]
    first: int
    sheets: tuple[SheetView, ...]


@page(router, "/documents/{document_id}", "document.html")
def document(
    document_id: DocumentId,
    request: Request,
    ledger: Reading,
    at: At = 0,
    record: Lit = None,
    beside: Beside = False,
) -> DocumentPage:
    """Return a document with the part of its text that holds an offset or a record, and everything found in it.

    The beginning of an id leads to the whole one, the id of a file of event data to that.
    """
    if file_of(ledger.connection, document_id) is not None:
        return _moved(request, f"/data/{document_id}")  # type: ignore[return-value]
    ident = whole_id(ledger.connection, document_id)
    if ident != document_id:
        return _moved(request, f"/documents/{ident}")  # type: ignore[return-value]
    found = ledger.document(ident)
    lit = _lit(ledger, found, record)
    starts = starts_of(ledger.connection, found.id)
    parts = parts_of(found.text, starts)
    part = part_at(parts, lit.evidence.start if lit else at)
    stretch = (part.start, part.end)
    records = list(ledger.records(documents=(found.id,), stretch=stretch, rejected=True))
    layout = ledger.layout(found.id)
    on = pages_of(layout, lit.evidence.span if lit else Span(*stretch)) if layout else ()
    return DocumentPage(
        about=about(found, ledger.paths(found.id)),
        source=source_of(ledger.connection, found.id),
        readings=readings_of(ledger.connection, found.id),
        records=len(starts),
        part=part,
        parts=tuple(each.start for each in parts),
        passages=tuple(passages(found, Span(*stretch), _blocks(_Text.of(found)), records)),
        findings=findings_of(ledger.connection, found.id, stretch, MOST_FINDINGS),
        events=_events(ledger, found, records),
        copies=_copies(ledger, found.id),
        lit=lit.id if lit else "",
        beside=beside,
        pages=len(layout.sheets) if layout else 0,
        silent=silent_pages(layout) if layout else (),
        first=on[0] if on else 1,
        sheets=tuple(sheet_view(layout, each, found, records) for each in on[:MOST_SHEETS])
        if beside and layout
        else (),
    )


def _copies(ledger: Ledger, ident: str) -> tuple[CopyView, ...]:
    copies = ledger.copies_with(ident)
    documents = ledger.bare({name for copy in copies for name in (copy.document, copy.original)})
    return tuple(view for story in story_views(copies, documents) for view in story.documents)


def _moved(request: Request, address: str) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    kind = ".json" if request.url.path.endswith(".json") else ""
    return RedirectResponse(f"{address}{kind}{query}", status_code=307)


def _lit(ledger: Ledger, document: Document, record: str | None) -> Record | None:
    if not record:
        return None
    lit = ledger.record(record)
    if lit.document_id != document.id:
        raise NotFoundError("that record is of another document", where=lit.id, hint=f"/documents/{lit.document_id}")
    return lit


def _events(ledger: Ledger, document: Document, records: list[Record]) -> tuple[SameEventView, ...]:
    kept = (record for record in records if record.review != "rejected")
    found = same_events(ledger, kept)
    return tuple(same_event_view(event.own, document, event.others, event.independent) for event in found)


@dataclass(frozen=True, slots=True)
class _Text:
    """A document, equal to another in which paragraphs play the same roles, without comparing long texts."""

    id: str
    title: str | None
    official: bool
    document: Document = field(compare=False)

    @classmethod
    def of(cls, document: Document) -> _Text:
        return cls(document.id, document.title, document.author is not None, document)


@lru_cache(BLOCKS_KEPT)
def _blocks(text: _Text) -> tuple[Block, ...]:
    return find_blocks(text.document)
