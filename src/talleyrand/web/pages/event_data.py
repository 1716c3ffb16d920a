"""Event data of others: the files that were imported, and what is in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse

from talleyrand.errors import NotFoundError
from talleyrand.ledger.event_data.described import (
    DataFile,
    Stretch,
    file_of,
    files,
    lines_of,
    place_of,
    records_of,
    stretch_of,
)
from talleyrand.ledger.event_data.files import content, report_of
from talleyrand.ledger.store import Ledger
from talleyrand.model.records import Record
from talleyrand.present.rows import RowView, row_of
from talleyrand.web.page import PROBLEMS, page
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["event data"])

ROWS = 60
"""Records on one page of a file."""

FileId = Annotated[str, Path(max_length=100, description="sha256: and 64 hex digits")]
After = Annotated[int, Query(ge=0, le=2**62, description="Where the list goes on: `next` of the answer before")]
Of = Annotated[str | None, Query(max_length=100, description="A record: the list begins with it")]
_BYTES: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    200: {"description": "The bytes as they were imported", "content": {"application/octet-stream": {}}},
}


@dataclass(frozen=True, slots=True)
class DataFilesPage:
    """Files of event data, those of one data set together."""

    files: tuple[DataFile, ...]


@dataclass(frozen=True, slots=True)
class DataRowView:
    """A record of a file: the line that it rests on, the data set's own id of the event, and it in words."""

    line: int
    event: str
    source: str
    url: str
    row: RowView


@dataclass(frozen=True, slots=True)
class DataFilePage:
    """A file of event data: `lines` it has, `records` were made of them; a page of these, `next` where more are."""

    file: DataFile
    lines: int
    records: int
    rows: tuple[DataRowView, ...]
    next: int | None


@page(router, "/data", "data.html")
def data_files(ledger: Reading) -> DataFilesPage:
    """Return the files of event data that the ledger has."""
    return DataFilesPage(files(ledger.connection))


@router.get("/data/{file_id}/raw", responses=_BYTES, response_class=StreamingResponse)
def data_bytes(file_id: FileId, ledger: Reading, site: TheSite) -> StreamingResponse:
    """Return a file of event data byte for byte, to be saved."""
    file = _file(ledger, file_id)
    name = f"{file.data_set.lower()}-{file.id.removeprefix('sha256:')[:8]}.tsv"

    def pieces() -> Iterator[bytes]:
        with site.readers.borrow() as own:
            yield from content(own.connection, file.id)

    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(file.size)}
    return StreamingResponse(pieces(), media_type="application/octet-stream", headers=headers)


@page(router, "/data/{file_id}", "data_file.html")
def data_file(file_id: FileId, ledger: Reading, site: TheSite, after: After = 0, record: Of = None) -> DataFilePage:
    """Return a file of event data with its records in the order of its lines."""
    file = _file(ledger, file_id)
    held: Stretch = site.kept.of(f"data {file.id}", lambda ledger: stretch_of(ledger.connection, file.seq), ledger)
    place = place_of(ledger.connection, file.seq, record) if record else after
    found = records_of(ledger.connection, file.seq, held, place, ROWS + 1)
    rows = tuple(_view(ledger, one.record) for one in found[:ROWS])
    more = found[ROWS - 1].seq if len(found) > ROWS else None
    return DataFilePage(file, lines_of(ledger.connection, file.seq), held.records, rows, more)


def _file(ledger: Ledger, file_id: str) -> DataFile:
    found = file_of(ledger.connection, file_id)
    if found is None:
        raise NotFoundError(
            "no such file of event data in the ledger", where=file_id, hint="/data lists those there are"
        )
    return found


def _view(ledger: Ledger, record: Record) -> DataRowView:
    row = record.row
    assert row is not None  # noqa: S101  records of files rest on rows
    document = report_of(record, ledger.document(record.document_id))
    return DataRowView(row.line, row.event, row.source or "", row.url or "", row_of(record, document))
