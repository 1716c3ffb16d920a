"""Snapshots: a document together with the raw bytes that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talleyrand.model.documents import Document
from talleyrand.model.layouts import Layout

MediaType = Literal[
    "text/plain",
    "text/markdown",
    "text/html",
    "text/csv",
    "application/json",
    "application/feed+json",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/xml",
    "message/rfc822",
]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document and its source; `document.id` is the content address of `raw`.

    For one line of a JSON Lines file, `raw` is the line without its line break; for one item of a JSON list, the item;
    for an entry of a feed, a feed of that entry alone; for a part of a container, the part as it was before it was
    packed. `layout` is where the text stands on its pages, for what has pages.
    """

    document: Document
    raw: bytes
    media_type: MediaType
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What was passed over and is no error: told and counted, it does not fail the run.

    `what` names it in the plural or as a kind ("revisits", "images", "hidden files"), `where` the input that it is in.
    """

    what: str
    where: str
    count: int = 1
