"""Writing files of a data set: rows gathered by table and month, each group a Parquet file with its hash."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from talleyrand.ledger.checking import check_snapshot, sorted_out
from talleyrand.ledger.dataset.columns import Row
from talleyrand.ledger.dataset.manifest import File, Table
from talleyrand.ledger.dataset.rows import Place, document_row, parties_of, record_rows, refusal_row, table_of
from talleyrand.ledger.dataset.stores import Store
from talleyrand.ledger.inputs import Entry
from talleyrand.model.documents import Document
from talleyrand.model.records import Record

UNKNOWN = "unknown"
"""The month of documents of which the day of publication is not known."""
ROWS_OF_A_GROUP: dict[Table, int] = {"records": 20_000, "documents": 500}
"""Rows that are read or passed over together, by their first and last values."""
COMPRESSION = "zstd"
OPEN = "9999-12-31"
"""The last day of files with records that have no end."""


@dataclass(slots=True)
class Rows:
    """Rows on their way into files, by table and month of publication."""

    found: dict[tuple[Table, str], list[Row]] = field(default_factory=lambda: defaultdict(list))
    parties: Counter[tuple[str, str, str, str | None]] = field(default_factory=Counter)

    def add(self, entry: Entry, place: Place) -> tuple[tuple[Record, ...], int]:
        """Add a coded document; returns its records and how many findings are none, for a quote that differs or else.

        Raises InputError for a snapshot that contradicts itself.
        """
        document = entry.snapshot.document
        check_snapshot(entry.snapshot)
        records, refusals = sorted_out(document, entry.coding)
        month = month_of(document)
        told = document_row(entry.snapshot, entry.sentences, entry.made_by, place)
        self.found["documents", month].append(told | {"records": len(records)})
        self.found["records", month].extend(record_rows(records, document, entry.made_by[1], place))
        self.found["unsupported", month].extend(refusal_row(document.id, *refusal) for refusal in refusals)
        for record in records:
            self.parties.update((actor.id, actor.name, actor.type, actor.country) for actor in parties_of(record))
        return tuple(records), len(refusals)

    def note_path(self, document_id: str, path: str | None) -> None:
        """Note another path under which a document was found."""
        if path:
            self.found["paths", ""].append({"document": document_id, "path": path})

    def note_error(self, place: str, what: str, hint: str) -> None:
        """Note an input that can't be read."""
        self.found["errors", ""].append({"place": place, "what": what, "hint": hint})


def month_of(document: Document) -> str:
    """Return the month of publication, or the year where no more is known."""
    return (document.published or UNKNOWN)[:7]


def write_rows(store: Store, name: str, rows: Rows) -> tuple[File, ...]:
    """Write each group of rows under a name of their part; returns the files."""
    told = [dict(zip(_ACTOR, (*actor, count), strict=True)) for actor, count in sorted(rows.parties.items(), key=str)]
    every = rows.found | {("actors", ""): told}
    tables = ((table, month, table_of(table, found)) for (table, month), found in sorted(every.items()) if found)
    return tuple(write_table(store, table, month, name, content) for table, month, content in tables)


def write_table(store: Store, table: Table, month: str, name: str, content: pa.Table) -> File:
    """Write one file of a table: records in order of their days, so that days not asked for are passed over."""
    keys = ["date_start", *_ORDER] if table == "records" else list(_ORDER) if table == "documents" else []
    if keys:
        content = content.sort_by([(key, "ascending") for key in keys])
    sink = pa.BufferOutputStream()
    pq.write_table(content, sink, compression=COMPRESSION, row_group_size=ROWS_OF_A_GROUP.get(table, 100_000))
    written = sink.getvalue().to_pybytes()
    place = f"{table}/month={month}/{name}.parquet" if month else f"{table}/{name}.parquet"
    store.write(place, written)
    file = File(table, place, len(content), len(written), hashlib.sha256(written).hexdigest(), month)
    return _with_days(file, content) if table == "records" else file


_ACTOR = ("id", "name", "type", "country", "parts")
_ORDER = ("run", "file", "position")


def _with_days(file: File, content: pa.Table) -> File:
    """Return a file of records with their first and last day, and how many have none."""
    starts = pc.min_max(content["date_start"])
    first, last = starts["min"].as_py(), starts["max"].as_py()
    end = pc.max(content["date_end"]).as_py()
    latest = max((day for day in (last, end) if day), default=None)
    if pc.any(pc.and_(pc.is_valid(content["date_start"]), pc.is_null(content["date_end"]))).as_py():
        latest = OPEN
    return replace(file, first_day=first, last_day=latest, undated=content["date_start"].null_count)


def merged_name(files: Iterable[File]) -> str:
    """Return the name of the file that others are merged into: the same for the same files."""
    return hashlib.sha256("\n".join(file.sha256 for file in files).encode()).hexdigest()[:16]


def groups(files: Iterable[File], largest: int) -> Iterator[list[File]]:
    """Yield runs of files that lie in one folder and are together no larger than `largest` bytes, two or more."""
    group: list[File] = []
    held = 0
    for file in files:
        if group and (_folder(file) != _folder(group[0]) or held + file.bytes > largest):
            if len(group) > 1:
                yield group
            group, held = [], 0
        group.append(file)
        held += file.bytes
    if len(group) > 1:
        yield group


def _folder(file: File) -> tuple[str, str]:
    return file.table, file.month
