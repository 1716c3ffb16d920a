"""Decisions on records: verdicts, corrections, notes, undoing them, adding what the machine missed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from talleyrand.ledger.store import Ledger
from talleyrand.model.records import Kind, Record, ReviewStatus
from talleyrand.model.spans import Span
from talleyrand.pipeline.editing_parties import finder
from talleyrand.pipeline.reviewing import blank_record, changed, new_record
from talleyrand.present.plain import clip
from talleyrand.present.rows import row_of
from talleyrand.web.page import PROBLEMS, Problem
from talleyrand.web.review.fields import FieldView, field_views
from talleyrand.web.review.queue import LONGEST_NAME, reviewer_of, signed_name
from talleyrand.web.site import Reading, Site, TheSite
from talleyrand.web.texts import Note
from talleyrand.web.visitors import Visitor, requires

router = APIRouter(tags=["review"])

MOST_FIELDS = 40
MOST_PARTS = 100
Part = Annotated[str, StringConstraints(max_length=2000)]
Value = Part | bool | int | float | Annotated[list[Part], Field(max_length=MOST_PARTS)] | None
"""What a field is given: text, a number, yes or no, or a list; None or an empty text for nothing."""
_ANSWERS: dict[int | str, dict[str, Any]] = PROBLEMS | {
    409: {"model": Problem, "description": "Somebody else decided meanwhile, or the ledger says it already"}
}
Id = Annotated[str, Path(max_length=64, description="The id of a record")]
Coder = Annotated[Visitor, Depends(requires("coder"))]


class Signed(BaseModel):
    """What goes with every decision.

    `expects` is the mark of the record as the person saw it; a decision on what is no longer so is refused with 409.
    `second` tells that what others decided was not seen. `as` is a name, taken at one's own machine without accounts.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    note: Note = ""
    expects: str | None = Field(default=None, max_length=64)
    second: bool = False
    name: str | None = Field(default=None, alias="as", max_length=LONGEST_NAME)


class Verdict(Signed):
    """A verdict on a record as it is proposed."""

    status: ReviewStatus


class Correction(Signed):
    """New values of a record's fields, by name."""

    changes: dict[str, Value] = Field(min_length=1, max_length=MOST_FIELDS)


class Addition(BaseModel):
    """A record that the machine missed: where its evidence stands (code points, half-open), its kind and its fields."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    document: str = Field(max_length=100)
    start: int = Field(ge=0, le=100_000_000)
    end: int = Field(ge=1, le=100_000_000)
    kind: Kind
    fields: dict[str, Value] = Field(default_factory=dict, max_length=MOST_FIELDS)
    note: Note = ""
    name: str | None = Field(default=None, alias="as", max_length=LONGEST_NAME)


@dataclass(frozen=True, slots=True)
class Decided:
    """A record after a decision: its mark for the next one, what holds of it, and it in words."""

    record: str
    mark: str
    status: ReviewStatus
    words: str


@router.post("/review/records/{record_id}/verdict", responses=_ANSWERS)
def judge(record_id: Id, verdict: Verdict, site: TheSite, coder: Coder) -> Decided:
    """Accept, reject or dispute a record as it is, or take it back to proposed."""
    return _decided(
        site, lambda ledger: ledger.review.revise(record_id, verdict.status, **_signed(site, coder, verdict))
    )


@router.post("/review/records/{record_id}/correction", responses=_ANSWERS)
def correct(record_id: Id, correction: Correction, site: TheSite, coder: Coder) -> Decided:
    """Let a record say something else; what it said before stays in its history."""

    def write(ledger: Ledger) -> Record:
        record = ledger.review.proposed(record_id) if correction.second else ledger.record(record_id)
        document = ledger.document(record.document_id)
        made = changed(record, document, correction.changes, find=finder(ledger, record))
        return ledger.review.correct(record.id, made, **_signed(site, coder, correction))

    return _decided(site, write)


@router.post("/review/records/{record_id}/note", responses=_ANSWERS)
def annotate(record_id: Id, given: Signed, site: TheSite, coder: Coder) -> Decided:
    """Note something on a record without deciding."""

    def write(ledger: Ledger) -> Record:
        ledger.review.annotate(record_id, **_signed(site, coder, given))
        return ledger.record(record_id)

    return _decided(site, write)


@router.post("/review/records/{record_id}/undo", responses=_ANSWERS)
def undo(record_id: Id, given: Signed, site: TheSite, coder: Coder) -> Decided:
    """Take back the last decision on a record; it stays in its history."""
    return _decided(site, lambda ledger: ledger.review.undo(record_id, **_signed(site, coder, given)))


@router.post("/review/records", status_code=201, responses=_ANSWERS)
def add(addition: Addition, site: TheSite, coder: Coder) -> Decided:
    """Enter a record that the machine missed."""

    def write(ledger: Ledger) -> Record:
        document = ledger.document(addition.document)
        evidence = Span(addition.start, addition.end)
        made = new_record(document, addition.kind, evidence, addition.fields, find=finder(ledger))
        signed = {"note": addition.note, "reviewer": _name(coder, addition.name), "at": site.now()}
        return ledger.review.enter(made, **signed)  # type: ignore[arg-type]

    return _decided(site, write)


@dataclass(frozen=True, slots=True)
class AddingForm:
    """The empty fields of a record of a kind, for the words that were selected."""

    kind: Kind
    fields: tuple[FieldView, ...]


@router.get("/review/form", include_in_schema=False, dependencies=[Depends(requires("coder"))])
def adding_form(
    request: Request,
    site: TheSite,
    ledger: Reading,
    document: Annotated[str, Query(max_length=100)],
    kind: Kind,
    start: Annotated[int, Query(ge=0)],
    end: Annotated[int, Query(ge=1)],
) -> Response:
    """Return the form of a record to be added, as a piece of a page."""
    found = ledger.document(document)
    fields = field_views(blank_record(found, kind, Span(start, end)), found)
    return site.drawing.page(request, "review_adding.html", AddingForm(kind, fields))


def _signed(site: Site, coder: Visitor, given: Signed) -> dict[str, Any]:
    """Return what a decision is signed with."""
    return {
        "note": given.note,
        "expects": given.expects,
        "second": given.second,
        "reviewer": _name(coder, given.name),
        "at": site.now(),
    }


def _name(coder: Visitor, given: str | None) -> str:
    return reviewer_of(coder, signed_name(given))


def _decided(site: Site, write: Callable[[Ledger], Record]) -> Decided:
    with site.pen.writing() as ledger:
        record = write(ledger)
        row = row_of(record, ledger.document(record.document_id))
        return Decided(
            record.id, ledger.review.mark(record.id), record.review, clip(f"{record.review}: {row.sentence}", 200)
        )
