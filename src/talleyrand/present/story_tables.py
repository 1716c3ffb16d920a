"""Copies of stories on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from talleyrand.present.documents.copies import CopyView, StoryView
from talleyrand.present.plain import count, interval_words


def print_stories(stories: Sequence[StoryView], documents: int, console: Console) -> None:
    """Print stories with their documents under each other, then how many documents are independent."""
    for story in stories:
        title = f"{story.documents[0].document.title} "
        console.print(Text(title, style="bold") + Text(f"({told(story)})", style="dim"))
        for copy in story.documents:
            console.print(_line(copy))
    copies = sum(len(story.documents) - 1 for story in stories)
    console.print(Text(total(documents, copies, len(stories))))


def total(documents: int, copies: int, stories: int) -> str:
    """Return how many documents are copies, of how many stories: `3 documents, 2 independent: 1 copy of 1 story`."""
    if not copies:
        return f"{count(documents, 'document')}, none a copy of another"
    of = f"{count(copies, 'copy', 'copies')} of {count(stories, 'story', 'stories')}"
    return f"{count(documents, 'document')}, {documents - copies:,} independent: {of}"


def told(story: StoryView) -> str:
    """Return how many documents tell a story, in how many outlets, and when: `3 documents, 2 outlets, 7 Mar 2022`."""
    outlets = count(len(story.outlets), "outlet") if story.outlets else ""
    days = interval_words(story.first, story.last) if story.first else ""
    return ", ".join(part for part in (count(len(story.documents), "document"), outlets, days) if part)


def _line(copy: CopyView) -> Text:
    where = copy.document.outlet or copy.document.title
    words = f"  {where}, {copy.document.published or 'not dated'}: {copy.how} "
    return Text(words) + Text(copy.document.id.removeprefix("sha256:")[:8], style="dim")
