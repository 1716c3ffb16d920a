"""Other accounts of a document's events, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from talleyrand.model.documents import Document
from talleyrand.model.records import Entry, Record
from talleyrand.present.documents.document import title_words
from talleyrand.present.rows import RowView, row_of


@dataclass(frozen=True, slots=True)
class AccountView:
    """A report of an event in another document, and that document's title; whether that copies another one."""

    row: RowView
    title: str
    copied: bool = False


@dataclass(frozen=True, slots=True)
class SameEventView:
    """An event as a document has it, with other documents' reports of it; `independent` are no copies of each other."""

    own: tuple[RowView, ...]
    others: tuple[AccountView, ...]
    independent: int


def same_event_view(
    own: Iterable[Record], document: Document, others: Iterable[Entry], independent: int
) -> SameEventView:
    """Return an event with the rows of both sides, the earliest published of the others first."""
    ordered = sorted(others, key=lambda entry: (entry[1].published or "9999", entry[1].id, entry[0].evidence.start))
    accounts = tuple(
        AccountView(row_of(record, found), title_words(found), record.story is not None) for record, found in ordered
    )
    return SameEventView(tuple(row_of(record, document) for record in own), accounts, independent)
