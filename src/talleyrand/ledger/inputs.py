"""What the ledger takes in and tells: shapes that other stages fill without the ledger knowing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Required, TypedDict

from talleyrand.model.changes import Change
from talleyrand.model.documents import Document
from talleyrand.model.layouts import Layout
from talleyrand.model.records import Record
from talleyrand.model.spans import Quote, Span


class Archived(Protocol):
    """A document with the raw bytes that it was read from; `document.id` is their content address."""

    @property
    def document(self) -> Document:
        """The cleaned text and what is known about it."""

    @property
    def raw(self) -> bytes:
        """The source, byte for byte."""

    @property
    def media_type(self) -> str:
        """What the bytes are: `text/plain`, `text/html` ..."""

    @property
    def layout(self) -> Layout | None:
        """Where the text stands on its pages, for what has pages."""


class Coded(Protocol):
    """What coding a document gave: records, and what was found but can't be entered, each with the reason."""

    @property
    def records(self) -> Sequence[Record]:
        """Records whose evidence is checked before they are entered."""

    @property
    def unsupported(self) -> Sequence[tuple[Quote | None, str]]:
        """Findings without a place in the ledger."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it is entered: its snapshot, its sentences, its coding, and the engine and rules that made it."""

    snapshot: Archived
    sentences: Sequence[Span]
    coding: Coded
    made_by: tuple[str, str]


class Signature(TypedDict, total=False):
    """Who decides, when (ISO 8601) and why.

    `expects` is the mark of what the person saw, None for whatever there is; `second` says that the person judged what
    was proposed without seeing what another had decided.
    """

    reviewer: Required[str]
    at: Required[str]
    note: str
    expects: str | None
    second: bool


@dataclass(frozen=True, slots=True)
class Added:
    """What entering one document did: the records that are new, and how many rows of other kinds."""

    documents: int = 0
    entered: tuple[Record, ...] = ()
    unsupported: int = 0
    superseded: int = 0

    @property
    def records(self) -> int:
        """How many records are new."""
        return len(self.entered)


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger holds about a source that comes in again: the path and metadata it keeps, and who coded it.

    `in_run` tells that it was the run that began last.
    """

    document: Document
    engine: str
    version: str
    in_run: bool


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A finding that was not entered: where in which document, and why."""

    document_id: str
    start: int | None
    end: int | None
    text: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class NotCoded:
    """A document in another language than English, by its code: it is archived and searched, and has no records."""

    document_id: str
    language: str
    title: str | None
    outlet: str | None
    published: str | None
    path: str | None


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be read: where, what is wrong, what to do."""

    place: str
    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a search found; `snippet` has the words found in square brackets.

    `language` is the code of its document's, None where it can't be told; only English is coded.
    """

    document_id: str
    start: int
    end: int
    text: str
    snippet: str
    title: str | None
    published: str | None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a table of records: the keys before and after which there is more, empty where there is none."""

    entries: tuple[tuple[Record, Document], ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that differs from what was archived: `place` is a source, document or record."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a record's history: `entered`, `superseded`, or what a person decided (`accepted`, `corrected`,
    `added`, `noted`, `taken back` ...), with the fields that it changed.
    """

    what: str
    at: str
    by: str
    note: str = ""
    changes: tuple[Change, ...] = ()
