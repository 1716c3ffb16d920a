"""One record in full: its sentence, every field in words and as coded, its chain, its history, its event elsewhere."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from talleyrand.codebook.rules import RuleWords, rule_words
from talleyrand.ledger.inputs import Event
from talleyrand.ledger.store import Ledger
from talleyrand.model.records import DataRow, Record
from talleyrand.pipeline.citing import cited_record
from talleyrand.pipeline.same_events import same_events
from talleyrand.pipeline.stories import Story, story_json, story_of
from talleyrand.present.chains import StepView, chain_steps
from talleyrand.present.citations.citation import Citation, cite
from talleyrand.present.documents.document import AboutView, about
from talleyrand.present.documents.same_events import SameEventView, same_event_view
from talleyrand.present.event_rows import row_words
from talleyrand.present.fields import FieldView, SignView, fields_of, signs_view
from talleyrand.present.plain import shown
from talleyrand.present.rows import RowView, row_of
from talleyrand.present.sentence import PieceView, pieces
from talleyrand.present.sourcing import file_words
from talleyrand.web.page import PROBLEMS
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["records"])

RecordId = Annotated[str, Path(max_length=100, description="A record's id, or the beginning of it")]
OF_TEXTS = frozenset({"evidence", "made by"})
"""Fields that only records of texts have."""
MOST_BESIDE = 30
"""Records of the same sentence that are listed."""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A record as its page shows it.

    `before`, `pieces` and `after` are its sentence in its context; `steps` its chain, outermost first; `rule` why the
    codebook has the rule that made it; `signs` what raised and lowered its confidence; `event` what other documents
    say of the same event; `copied` that its document copies another one or is copied; `sheet` the page that its
    evidence begins on, 0 where its source has none; `beside` the other records of the same sentence; `csl` the CSL item
    as it is copied.
    """

    row: RowView
    about: AboutView
    before: str
    pieces: tuple[PieceView, ...]
    after: str
    steps: tuple[StepView, ...]
    fields: tuple[FieldView, ...]
    rule: RuleWords | None
    signs: tuple[SignView, ...]
    event: SameEventView | None
    copied: bool
    sheet: int
    beside: tuple[RowView, ...]
    citation: Citation
    csl: str
    history: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class DataRecordPage:
    """A record of event data as its page shows it: it rests on a row of a file, and on no text.

    `cells` are the row's, each with its column; `words` say where it stands; `address` is that of the report it names.
    """

    row: RowView
    data_set: str
    event: str
    line: int
    file: str
    address: str
    words: str
    fields: tuple[FieldView, ...]
    cells: tuple[tuple[str, str], ...]
    history: tuple[Event, ...]


@router.get("/records/{record_id}.json", responses=PROBLEMS)
def record_data(record_id: RecordId, request: Request, ledger: Reading) -> dict[str, Any]:
    """Return a record as `talleyrand export` writes it, with its `context`, its `source` and its `history`.

    The beginning of an id leads to the whole one.
    """
    story = story_of(ledger, record_id)
    return _whole(story, record_id, request, ".json") or story_json(story)  # type: ignore[return-value]


@router.get("/records/{record_id}", include_in_schema=False)
def record_page(record_id: RecordId, request: Request, ledger: Reading, site: TheSite) -> Response:
    """Return the page of a record."""
    story = story_of(ledger, record_id)
    moved = _whole(story, record_id, request)
    if moved:
        return moved
    if story.record.row is not None:
        return site.drawing.page(request, "data_record.html", data_view(story, story.record.row))
    return site.drawing.page(request, "record.html", view(ledger, story))


def data_view(story: Story, row: DataRow) -> DataRecordPage:
    """Return what the page of a record of event data shows."""
    record, document = story.record, story.document
    return DataRecordPage(
        row=row_of(record, document),
        data_set=row.data_set,
        event=row.event,
        line=row.line,
        file=file_words(document.path),
        address=row.url or "",
        words=row_words(row),
        fields=tuple(field for field in fields_of(record) if field.name not in OF_TEXTS),
        cells=story.fields,
        history=story.history,
    )


def view(ledger: Ledger, story: Story) -> RecordPage:
    """Return what the page of a record shows."""
    record, document = story.record, story.document
    citation = cite(cited_record(ledger, record))
    return RecordPage(
        row=row_of(record, document),
        about=about(document, story.paths),
        before=shown(story.before),
        pieces=pieces(record),
        after=shown(story.after),
        steps=chain_steps(record, document),
        fields=fields_of(record),
        rule=rule_words(record.method),
        signs=signs_view(record),
        event=_event(ledger, story),
        copied=bool(ledger.copies_with(document.id)),
        sheet=next((box.page for box in ledger.boxes(document.id, record.evidence.span)), 0),
        beside=tuple(row_of(other, document) for other in _beside(ledger, record)),
        citation=citation,
        csl=json.dumps(citation.csl, ensure_ascii=False, indent=1),
        history=story.history,
    )


def _event(ledger: Ledger, story: Story) -> SameEventView | None:
    found = next(iter(same_events(ledger, [story.record])), None)
    return same_event_view(found.own, story.document, found.others, found.independent) if found else None


def _beside(ledger: Ledger, record: Record) -> list[Record]:
    stretch = (record.evidence.start, record.evidence.end)
    found = ledger.records(documents=(record.document_id,), stretch=stretch, rejected=True)
    return [other for other in found if other.id != record.id][:MOST_BESIDE]


def _whole(story: Story, asked: str, request: Request, kind: str = "") -> Response | None:
    """Return the way to the whole address of a record that was asked for by the beginning of its id."""
    if asked == story.record.id:
        return None
    query = f"?{urlencode(list(request.query_params.multi_items()))}" if request.query_params else ""
    return RedirectResponse(f"/records/{story.record.id}{kind}{query}", status_code=307)
