"""Snapshots: a document together with the raw bytes that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talleyrand.model.documents import Document

MediaType = Literal[
    "text/plain",
    "text/markdown",
    "text/html",
    "text/csv",
    "application/json",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/xml",
    "message/rfc822",
]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document and its source; `document.id` is the content address of `raw`.

    For one line of a JSON Lines file, `raw` is the line without its line break; for one item of a JSON list, the item;
    for a part of a container, the part as it was before it was packed.
    """

    document: Document
    raw: bytes
    media_type: MediaType
