"""The columns of a data set: what is asked for, typed, and the record's whole body; documents read back from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from talleyrand.ledger.dataset.manifest import Table
from talleyrand.model.documents import Document
from talleyrand.model.payloads import actor_from
from talleyrand.model.spans import Span

Row = dict[str, Any]

_WORDS = pa.list_(pa.string())
_PLACE = [("run", pa.int32()), ("file", pa.int32()), ("position", pa.int64())]
SCHEMAS: dict[Table, pa.Schema] = {
    "records": pa.schema(
        [
            *[
                (name, pa.string())
                for name in ("id", "document", "kind", "type", "date_start", "date_end", "precision")
            ],
            ("factuality", pa.string()),
            ("confidence", pa.float64()),
            ("method", pa.string()),
            ("engine", pa.string()),
            ("version", pa.string()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("actor_ids", _WORDS),
            ("actor_countries", _WORDS),
            ("actor_names", _WORDS),
            ("recipient_ids", _WORDS),
            ("recipient_countries", _WORDS),
            ("recipient_names", _WORDS),
            ("actors", pa.int32()),
            ("recipients", pa.int32()),
            ("sources", _WORDS),
            ("published", pa.string()),
            ("publisher", pa.string()),
            *_PLACE,
            ("number", pa.int32()),
            ("body", pa.string()),
        ]
    ),
    "documents": pa.schema(
        [
            *[(name, pa.string()) for name in ("id", "path", "external_id", "title", "outlet", "url", "author")],
            ("published", pa.string()),
            ("published_basis", pa.string()),
            ("language", pa.string()),
            ("metadata", pa.string()),
            ("media_type", pa.string()),
            ("engine", pa.string()),
            ("version", pa.string()),
            *_PLACE,
            ("records", pa.int32()),
            ("text", pa.string()),
            ("sentences", pa.list_(pa.int32())),
            ("layout", pa.binary()),
            ("raw", pa.binary()),
        ]
    ),
    "actors": pa.schema(
        [*[(name, pa.string()) for name in ("id", "name", "type", "country")], ("parts", pa.int64())],
    ),
    "paths": pa.schema([("document", pa.string()), ("path", pa.string())]),
    "unsupported": pa.schema(
        [
            ("document", pa.string()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("text", pa.string()),
            ("reason", pa.string()),
        ]
    ),
    "errors": pa.schema([("place", pa.string()), ("what", pa.string()), ("hint", pa.string())]),
}


def document_of(row: Row) -> Document:
    """Return the document of a row; one read without its text has an empty one."""
    told = json.loads(row["metadata"])
    author = told.pop("author")
    return Document(text=row.get("text") or "", author=actor_from(author) if author else None, **told)


def sentences_of(offsets: Sequence[int]) -> tuple[Span, ...]:
    """Return the spans of a document's sentences."""
    return tuple(Span(start, end) for start, end in zip(offsets[::2], offsets[1::2], strict=True))
