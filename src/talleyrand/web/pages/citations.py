"""Citations of records: one at its own address, several at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response

from talleyrand.errors import OptionError
from talleyrand.pipeline.citing import cited_document, cited_records
from talleyrand.present.citations.citation import Cited, Style, written
from talleyrand.web.page import PROBLEMS
from talleyrand.web.site import Reading

router = APIRouter(tags=["citations"])

MOST = 500
"""Records that are cited at once."""
LONGEST = 20_000

Suffix = Literal["txt", "bib", "json"]
RecordId = Annotated[str, Path(max_length=100, description="A record's id, or the beginning of it")]
DocumentId = Annotated[str, Path(max_length=100, description="sha256: and 64 hex digits")]
Idents = Annotated[str, Query(max_length=LONGEST, description="Ids of records, with commas between")]
StyleName = Annotated[Style, Query(description="Chicago notes as text, BibTeX, or CSL-JSON")]
_STYLES: dict[Suffix, Style] = {"txt": "chicago", "bib": "bibtex", "json": "csl"}
_MEDIA: dict[Style, str] = {
    "chicago": "text/plain",
    "bibtex": "application/x-bibtex",
    "csl": "application/vnd.citationstyles.csl+json",
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    200: {"description": "The citations", "content": {media: {} for media in _MEDIA.values()}},
}


@router.get("/records/{record_id}/citation.{suffix}", responses=_ANSWERS, response_class=Response)
def citation(record_id: RecordId, suffix: Suffix, ledger: Reading) -> Response:
    """Return the citation of a record: its quotation and a Chicago note, a BibTeX entry, or a list of one CSL item."""
    return _file(cited_records(ledger, [record_id]), _STYLES[suffix])


@router.get("/documents/{document_id}/citation.{suffix}", responses=_ANSWERS, response_class=Response)
def document_citation(document_id: DocumentId, suffix: Suffix, ledger: Reading) -> Response:
    """Return the citation of a document as a whole."""
    return _file([cited_document(ledger, document_id)], _STYLES[suffix])


@router.get("/citations", responses=_ANSWERS, response_class=Response)
def citations(records: Idents, ledger: Reading, format: StyleName = "chicago") -> Response:
    """Return citations of several records in their order, each once."""
    idents = [ident.strip() for ident in records.split(",") if ident.strip()]
    if not 0 < len(idents) <= MOST:
        raise OptionError(
            f"from 1 to {MOST} records are cited at once", where="records", hint="ids with commas between"
        )
    return _file(cited_records(ledger, idents), format)


def _file(cited: Iterable[Cited], style: Style) -> Response:
    return Response("".join(written(cited, style)), media_type=f"{_MEDIA[style]}; charset=utf-8")
