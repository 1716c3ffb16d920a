"""Snapshots: a document together with the raw bytes that it was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

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
    packed. `media_type` is one of MediaType, with a `charset` behind it where only who sent the bytes said in which
    encoding they are. `layout` is where the text stands on its pages, for what has pages.
    """

    document: Document
    raw: bytes
    media_type: str
    layout: Layout | None = None


_SENT_AS = re.compile(r"(?P<kind>[a-z]+/[a-z0-9.+-]+)(?:; charset=(?P<charset>[a-z0-9_.:+-]{2,40}))?")


def sent_as(kind: MediaType, charset: str | None) -> str:
    """Return a media type with its charset, if any.

    >>> sent_as("text/html", "koi8-r")
    'text/html; charset=koi8-r'
    """
    return f"{kind}; charset={charset}" if charset else kind


def parted(media_type: str) -> tuple[str, str | None]:
    """Return the kind and the charset of a media type that a snapshot has; raises ValueError for what none has."""
    found = _SENT_AS.fullmatch(media_type)
    if not found or found["kind"] not in get_args(MediaType):
        raise ValueError(f"{media_type[:80]!r} is no kind of source that a ledger has")
    return found["kind"], found["charset"]


NO_ARTICLE = "pages without article text"
"""What notes call web pages that hold no article: home pages, menus, galleries. Every crawl is full of them."""
NO_PAGES = "web archives without pages"
"""What notes call files of a crawl that hold its log, its requests or its pictures alone."""
_ALONE = {
    NO_ARTICLE: ("no article text was found in the page", "save the article as text"),
    NO_PAGES: ("the web archive holds no pages", "nothing to read"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """What was passed over and is no error: told and counted, it does not fail the run.

    `what` names it in the plural or as a kind ("revisits", "images", "hidden files"), `where` the input that it is in,
    or that it is.
    """

    what: str
    where: str
    count: int = 1


def told_alone(note: Note) -> InputError | None:
    """Return the error that a note is where nothing but its input was asked for: nobody asks for a menu."""
    if note.what not in _ALONE:
        return None
    what, hint = _ALONE[note.what]
    return InputError(what, where=note.where, hint=hint)
