"""Documents that are copies of one story, in words: which copies which, by which rule, and how alike they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from talleyrand.model.copies import Copy, stories_of
from talleyrand.model.documents import Document
from talleyrand.present.documents.document import DocumentLine, document_line


@dataclass(frozen=True, slots=True)
class CopyView:
    """A document of a story: what it copies, None where the copying began with it, and in words how."""

    document: DocumentLine
    original: DocumentLine | None
    how: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story: its documents, the one where the copying began first; its outlets, and its first and last day."""

    documents: tuple[CopyView, ...]
    outlets: tuple[str, ...]
    first: str
    last: str


def how_copied(copy: Copy) -> str:
    """Return in words how one document copies another.

    >>> how_copied(Copy("b", "a", "contained", 0.2, 0.95, 0.21, "copies@1"))
    'a part of it: 95 % of its words stand there'
    """
    match copy.rule:
        case "identical":
            return "the same, word for word"
        case "retitled":
            return "the same, word for word, under another headline"
        case "edited":
            return f"edited: {copy.jaccard:.0%} of the words of both are the same".replace("%", " %")
        case "contained":
            return f"a part of it: {copy.contained:.0%} of its words stand there".replace("%", " %")
        case "contains":
            return f"has it as a part: {copy.contains:.0%} of the other's words stand in it".replace("%", " %")


def story_views(copies: Iterable[Copy], documents: Mapping[str, Document]) -> tuple[StoryView, ...]:
    """Return stories with their documents, in order of the day on which the copying began."""
    given = list(copies)
    told: dict[str, list[Copy]] = {}
    for copy, story in zip(given, _stories(given), strict=True):
        told.setdefault(story, []).append(copy)
    views = (_story(documents[story], found, documents) for story, found in told.items())
    return tuple(sorted(views, key=lambda view: (view.first or "9999", view.documents[0].document.id)))


def _stories(copies: list[Copy]) -> list[str]:
    story = stories_of(copies)
    return [story[copy.document] for copy in copies]


def _story(origin: Document, copies: list[Copy], documents: Mapping[str, Document]) -> StoryView:
    ordered = sorted(copies, key=lambda copy: (documents[copy.document].published or "9999", copy.document))
    lines = {ident: document_line(documents[ident]) for copy in copies for ident in (copy.document, copy.original)}
    views = [CopyView(lines[copy.document], lines[copy.original], how_copied(copy)) for copy in ordered]
    members = [origin, *(documents[copy.document] for copy in ordered)]
    days = sorted(document.published for document in members if document.published)
    outlets = tuple(dict.fromkeys(document.outlet for document in members if document.outlet))
    first, last = (days[0], days[-1]) if days else ("", "")
    return StoryView((CopyView(document_line(origin), None, "where the copying began"), *views), outlets, first, last)
