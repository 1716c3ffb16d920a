"""Documents that are copies of one story, in words: which copies which, by which rule, and how alike they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from talleyrand.model.copies import Copy, Rule, stories_of
from talleyrand.model.documents import Document
from talleyrand.present.documents.document import DocumentLine, document_line
from talleyrand.present.sourcing import OUTLET_UNKNOWN, outlet_words


@dataclass(frozen=True, slots=True)
class CopyView:
    """A document of a story: what it copies, None where the copying began with it, and in words how.

    `rule` is the rule by which it copies and `score` how alike the two are by it, 0 to 1.
    """

    document: DocumentLine
    original: DocumentLine | None
    how: str
    rule: Rule | None = None
    score: float | None = None


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


def how_beside(copy: Copy, *, on_left: bool) -> str:
    """Return in a sentence how two documents side by side are copies, the copy on the left or on the right.

    >>> how_beside(Copy("b", "a", "contained", 0.2, 0.95, 0.21, "copies@1"), on_left=True)
    'The left one is a part of the other: 95 % of its words stand there.'
    """
    side = "left" if on_left else "right"
    match copy.rule:
        case "identical":
            return "Both are the same, word for word."
        case "retitled":
            return "Both are the same, word for word, under different headlines."
        case "edited":
            return f"One is the other, edited: {copy.jaccard:.0%} of the words of both are the same.".replace("%", " %")
        case "contained":
            words = f"The {side} one is a part of the other: {copy.contained:.0%} of its words stand there."
        case "contains":
            words = f"The {side} one has the other as a part: {copy.contains:.0%} of the other's words stand in it."
    return words.replace("%", " %")


def score_of(copy: Copy) -> float:
    """Return how alike two documents are by the rule by which one copies the other, 0 to 1."""
    match copy.rule:
        case "contained":
            return copy.contained
        case "contains":
            return copy.contains
        case _:
            return copy.jaccard


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
    views = [
        CopyView(lines[copy.document], lines[copy.original], how_copied(copy), copy.rule, score_of(copy))
        for copy in ordered
    ]
    members = [origin, *(documents[copy.document] for copy in ordered)]
    days = sorted(document.published for document in members if document.published)
    outlets = tuple(dict.fromkeys(words for one in members if (words := outlet_words(one)) != OUTLET_UNKNOWN))
    first, last = (days[0], days[-1]) if days else ("", "")
    return StoryView((CopyView(document_line(origin), None, "where the copying began"), *views), outlets, first, last)
