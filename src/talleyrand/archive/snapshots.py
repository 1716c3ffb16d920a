"""Snapshots: a document together with the raw bytes that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talleyrand.errors import InputError
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


NO_ARTICLE = "pages without article text"
"""What notes call web pages that hold no article: home pages, menus, galleries. Every crawl is full of them."""


@dataclass(frozen=True, slots=True)
class Note:
    """What was passed over and is no error: told and counted, it does not fail the run.

    `what` names it in the plural or as a kind ("revisits", "images", "hidden files"), `where` the input that it is in,
    or that it is.
    """

    what: str
    where: str
    count: int = 1


def without_article(where: str) -> InputError:
    """Return the error that a page without article text is where it alone was asked for."""
    return InputError("no article text was found in the page", where=where, hint="save the article as text")
