"""Which reports are the same story: the clusters of copies, and two of their texts side by side."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query

from talleyrand.archive.shared_words import shared_spans
from talleyrand.errors import NotFoundError, OptionError
from talleyrand.ledger.documents.contents import whole_id
from talleyrand.ledger.documents.copies import Begun, beginnings, copied, ids_of
from talleyrand.ledger.store import Ledger
from talleyrand.model.copies import Copy, stories_of
from talleyrand.present.documents.copies import CopyView, StoryView, how_beside, story_views
from talleyrand.present.documents.side_by_side import SideView, side_view
from talleyrand.web.page import page
from talleyrand.web.site import Reading, TheSite

router = APIRouter(tags=["documents"])

STORIES = 30
MOST = 60_000
"""Characters of each of two texts that are compared side by side."""

After = Annotated[str, Query(max_length=60, description="Where the list goes on: `next` of the answer before")]
DocumentId = Annotated[str, Path(max_length=100, description="sha256: and 64 hex digits")]
Other = Annotated[str | None, Query(max_length=100, description="The document beside it; else what it copies")]


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """Stories that several documents tell, the newest first; `next` is what `after` takes for those that follow.

    Of all `documents` of the ledger `copies` copy another one.
    """

    stories: tuple[StoryView, ...]
    documents: int
    copies: int
    next: str


@dataclass(frozen=True, slots=True)
class SideBySidePage:
    """Two documents of one story side by side, `how` the left one copies the right; all of the `story` to choose from.

    `how` is empty where neither was found to copy the other: both copy a third.
    """

    left: SideView
    right: SideView
    how: str
    story: tuple[CopyView, ...]


@page(router, "/copies", "copies.html")
def copies_page(ledger: Reading, site: TheSite, after: After = "") -> CopiesPage:
    """Return the stories that several documents tell, with the rule and the score of each copy."""
    known: Sequence[Begun] = site.kept.of("copies", lambda ledger: beginnings(ledger.connection), ledger)
    begin = _behind(known, _place(after))
    found = known[begin : begin + STORIES]
    more = len(known) > begin + STORIES
    documents, copies = copied(ledger.connection)
    stories = tuple(_stories(ledger, ids_of(ledger.connection, found)))
    return CopiesPage(stories, documents, copies, f"{found[-1].published}~{found[-1].seq}" if more else "")


@page(router, "/copies/{document_id}", "side_by_side.html")
def side_by_side(document_id: DocumentId, ledger: Reading, beside: Other = None) -> SideBySidePage:
    """Return two documents of a story side by side, what both say marked; raises for one that tells no such story."""
    ident = whole_id(ledger.connection, document_id)
    found = ledger.copies_with(ident)
    members = {name for copy in found for name in (copy.document, copy.original)}
    if not members:
        raise NotFoundError("no other document has its text", where=ident, hint=f"/documents/{ident} shows it alone")
    (story,) = story_views(found, ledger.bare(members))
    other = whole_id(ledger.connection, beside) if beside else _nearest(ident, story)
    if other not in members or other == ident:
        raise NotFoundError("that document tells another story", where=other, hint=f"/copies/{ident}")
    left, right = ledger.document(ident), ledger.document(other)
    texts = (left.text[:MOST], right.text[:MOST])
    spans, others = shared_spans(*texts)
    views = side_view(left, texts[0], spans), side_view(right, texts[1], others)
    return SideBySidePage(*views, _how(found, ident, other), story.documents)


def _stories(ledger: Ledger, found: Iterable[str]) -> Iterator[StoryView]:
    """Yield the stories that begin with documents, leaving out those documents that tell the story of another."""
    for ident in found:
        family = ledger.copies_with(ident)
        if ident not in stories_of(family).values():
            continue
        documents = ledger.bare({name for copy in family for name in (copy.document, copy.original)})
        yield from story_views(family, documents)


def _nearest(ident: str, story: StoryView) -> str:
    """Return what a document copies, for the one where the copying began the first that copies it."""
    own = next((view.original.id for view in story.documents if view.document.id == ident and view.original), None)
    return own or next(view.document.id for view in story.documents if view.original and view.original.id == ident)


def _how(found: list[Copy], ident: str, other: str) -> str:
    for copy in found:
        if {copy.document, copy.original} == {ident, other}:
            return how_beside(copy, on_left=copy.document == ident)
    return ""


def _place(after: str) -> Begun | None:
    if not after:
        return None
    published, _, seq = after.rpartition("~")
    if not (seq.isascii() and seq.isdigit() and len(seq) < 19):
        raise OptionError(f"{after!r} is no place in the list", where="after", hint="take it from `next`")
    return Begun(published, int(seq))


def _behind(known: Sequence[Begun], place: Begun | None) -> int:
    """Return where a list, the newest first, goes on behind a place."""
    if place is None:
        return 0
    key = (place.published, place.seq)
    return bisect_left(known, True, key=lambda one: (one.published, one.seq) < key)
