"""`talleyrand copies`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from talleyrand.cli.failures import DONE, guarded, message
from talleyrand.cli.options import FormatOption, LedgerOption, ledger_location
from talleyrand.cli.output import chosen_format, print_rows

if TYPE_CHECKING:
    from talleyrand.ledger.store import Ledger
    from talleyrand.model.copies import Copy
    from talleyrand.model.documents import Document

COLUMNS = (
    *("story", "document", "title", "outlet", "published"),
    *("copies", "copies_title", "copies_outlet", "copies_published"),
    *("rule", "jaccard", "contained", "contains", "version"),
)


@guarded
def copies(format: FormatOption = None, ledger: LedgerOption = None) -> int:
    """List which documents copy which: an agency's text in several papers is one independent report.

    Each row has the rule (identical, retitled, edited, contained, contains) and how alike the two are; on a terminal
    the documents of one story stand together. Documents that were not compared yet are compared first.
    """
    from talleyrand.ledger.store import open_ledger
    from talleyrand.model.copies import stories_of

    location = ledger_location(ledger)
    _compare_waiting(location)
    with open_ledger(location, read_only=True) as opened:
        found = list(opened.copies())
        documents = opened.bare({ident for copy in found for ident in (copy.document, copy.original)})
        story = stories_of(found)
        rows = (_row(copy, story[copy.document], documents) for copy in found)
        print_rows(rows, chosen_format(format), columns=COLUMNS, table=lambda: _print(opened, found, documents))
    return DONE


def _compare_waiting(location: str) -> None:
    from talleyrand.errors import LedgerError
    from talleyrand.ledger.documents.copies import waiting
    from talleyrand.ledger.store import open_ledger

    with open_ledger(location, read_only=True) as opened:
        left = waiting(opened.connection)
    if left:
        from talleyrand.pipeline.copies import catch_up
        from talleyrand.pipeline.reports import counted

        documents = counted(left, "document")
        message(f"comparing {documents} with the others")
        try:
            with open_ledger(location, create=False) as opened:
                catch_up(opened)
        except LedgerError as error:  # may only be read: what was compared before can be shown
            message(f"talleyrand: {error.line()}; {documents} missing below")


def _row(copy: Copy, story: str, documents: Mapping[str, Document]) -> dict[str, object]:
    document, original = documents[copy.document], documents[copy.original]
    return {
        "story": story,
        **_about(document),
        "copies": original.id,
        **{f"copies_{name}": value for name, value in _about(original).items() if name != "document"},
        "rule": copy.rule,
        "jaccard": copy.jaccard,
        "contained": copy.contained,
        "contains": copy.contains,
        "version": copy.version,
    }


def _about(document: Document) -> dict[str, object]:
    return {
        "document": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
    }


def _print(ledger: Ledger, found: list[Copy], documents: Mapping[str, Document]) -> None:
    from rich.console import Console

    from talleyrand.present.documents.copies import story_views
    from talleyrand.present.story_tables import print_stories

    print_stories(story_views(found, documents), ledger.counts()["documents"], Console())
