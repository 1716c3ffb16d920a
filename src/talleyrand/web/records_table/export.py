"""Records as files, piece by piece: a selection of a million is never in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Literal

from talleyrand.model.contract import record_to_json
from talleyrand.model.flat import COLUMNS, csv_line, flat_row
from talleyrand.model.records import Entry

Format = Literal["jsonl", "csv", "json"]
MEDIA: dict[Format, str] = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def pieces(entries: Iterable[Entry], format: Format) -> Iterator[str]:
    """Yield the text of a file of records: contract 1 as lines or as one list, or flat rows without formulas."""
    if format == "csv":
        yield from _csv(entries)
    elif format == "jsonl":
        for entry in entries:
            yield json.dumps(record_to_json(*entry), ensure_ascii=False) + "\n"
    else:
        before = "[\n"
        for entry in entries:
            yield before + json.dumps(record_to_json(*entry), ensure_ascii=False)
            before = ",\n"
        yield "\n]\n" if before != "[\n" else "[]\n"


def _csv(entries: Iterable[Entry]) -> Iterator[str]:
    yield csv_line(COLUMNS) + "\n"
    for entry in entries:
        yield csv_line(flat_row(*entry).values()) + "\n"
