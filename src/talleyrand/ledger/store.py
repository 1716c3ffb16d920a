"""The ledger as one object: what goes in, what comes out."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack, get_args

from talleyrand.errors import InputError, LedgerError, NotFoundError, TalleyrandError
from talleyrand.ledger import actors, layouts, resolutions, search, stories, tallies, verify
from talleyrand.ledger.cases import Cases
from talleyrand.ledger.database import Database
from talleyrand.ledger.directory import Directory
from talleyrand.ledger.documents import copies, surroundings
from talleyrand.ledger.event_data.files import report_of
from talleyrand.ledger.event_data.sets import EventData
from talleyrand.ledger.glance import Glance, at_a_glance
from talleyrand.ledger.inputs import (
    Added,
    Archived,
    Coded,
    Event,
    Finding,
    Hit,
    Known,
    NotCoded,
    Page,
    Problem,
    Signature,
    Unsupported,
)
from talleyrand.ledger.inputs import Entry as Entered
from talleyrand.ledger.location import Location, located
from talleyrand.ledger.opening import BUSY_SECONDS, connect_reading, explained, identity
from talleyrand.ledger.review.reviewing import Reviewing
from talleyrand.ledger.rows import Documents
from talleyrand.ledger.selecting import facets, listing, searching_case
from talleyrand.ledger.selecting.facets import Counts
from talleyrand.ledger.selecting.listing import Cut, Sorting
from talleyrand.ledger.selecting.records import count
from talleyrand.ledger.selecting.records import records as selected
from talleyrand.ledger.selecting.selection import Choice, Selection
from talleyrand.model.actors import Actor
from talleyrand.model.cases import Case
from talleyrand.model.copies import Copy
from talleyrand.model.documents import Document
from talleyrand.model.layouts import Box, Layout
from talleyrand.model.records import Entry, Outcome, Record, ReviewStatus
from talleyrand.model.reviews import Review
from talleyrand.model.spans import Span

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from talleyrand.ledger.writer import Writer

BATCH = 500
"""Records that are read at once on the way through a whole selection."""


class Ledger:
    """An open ledger. Use `open_ledger`, and the ledger as a context manager."""

    def __init__(self, location: Location, writer: Writer | None) -> None:
        self.location = location
        self._writer = writer
        self._connection = connect_reading(location)
        self._mark = identity(self._connection, location)
        self._documents = Documents(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; safe to call twice."""
        self._connection.close()
        if self._writer is not None:
            self._writer.close()

    # Writing

    def start_run(self, arguments: Mapping[str, Any], *, version: str, at: str) -> None:
        """Begin a run of reading: what is added from here on belongs to it. `at` is an ISO 8601 time."""
        self._writing.start_run(arguments, version, at)

    def finish_run(self, counts: Mapping[str, int], *, at: str | None) -> None:
        """Note what the run that began last came to, and when it ended; without a time it has yet to."""
        self._writing.finish_run(counts, at)

    def add(
        self,
        snapshot: Archived,
        sentences: Sequence[Span],
        coding: Coded,
        *,
        made_by: tuple[str, str] = ("", ""),
        recode: bool = False,
    ) -> Added:
        """Enter a document with its sentences and what coding it gave, in one transaction.

        A document that is there already adds nothing, except with `recode`: then records that the new coding has no
        more are superseded and new ones entered; reviews stay. `made_by` is the engine and the version of the rules.
        Records whose quotes differ from the text go to the unsupported. Raises `InputError` for a snapshot that
        contradicts itself.
        """
        (added,) = self.add_all([Entered(snapshot, sentences, coding, made_by)], recode=recode)
        if isinstance(added, InputError):
            raise added
        return added

    def add_all(self, entries: Sequence[Entered], *, recode: bool = False) -> list[Added | InputError]:
        """Enter documents as `add` does, in one transaction; for one that can't be entered its error is returned."""
        return self._writing.add(entries, recode=recode)

    def note_path(self, document_id: str, path: str | None) -> None:
        """Note that a known source was found under another path."""
        if path and path not in self.paths(document_id):
            self._writing.note_path(document_id, path)

    def note_error(self, error: TalleyrandError) -> None:
        """List an input that could not be read."""
        self._writing.note_error(error)

    @property
    def review(self) -> Reviewing:
        """Deciding on records, what waits to be decided, and how far that is."""
        return Reviewing(self.location, self._connection, self.transaction)

    @property
    def event_data(self) -> EventData:
        """Event data: files, and the records that rest on their rows."""
        return EventData(self._connection, self.transaction)

    @property
    def cases(self) -> Cases:
        """Cases: what a person looks into."""
        return Cases(self.location, self._connection, self.transaction)

    @property
    def directory(self) -> Directory:
        """The actors, by the beginnings of their names or by how many records they are in."""
        return Directory(self.location, self._connection)

    def revise(self, record_id: str, status: ReviewStatus, **signed: Unpack[Signature]) -> Record:
        """Append a person's verdict on a record, as `review.revise` does."""
        return self.review.revise(record_id, status, **signed)

    def resolve(self, record_id: str, outcome: Outcome, **signed: Unpack[Signature]) -> Record:
        """Append what became of a forecast, and return it so; earlier resolutions stay in its history.

        Raises `NotFoundError` for a record that is not there, `LedgerError` for one that is no forecast and for an
        outcome that is none, and `ConflictError` when its outcome is not what the person saw (`expects`).
        """
        if outcome not in get_args(Outcome):
            raise LedgerError(f"{outcome!r} is no outcome", hint=f"one of {', '.join(get_args(Outcome))}")
        record = self.record(record_id)
        if record.kind != "forecast":
            raise LedgerError("it is no forecast", where=f"{record.kind} {record.id}", hint="talleyrand forecasts")
        resolutions.check_unchanged(self._connection, record, signed.get("expects"))
        by = {"note": signed.get("note", ""), "reviewer": signed["reviewer"], "at": signed["at"]}
        self._writing.resolve(record.id, outcome=outcome, **by)
        return self.record(record.id)

    def transaction(self) -> AbstractContextManager[Connection]:
        """Return a block in which everything is written or nothing, for tables that have functions of their own.

        It gives SQLAlchemy's connection; raises `LedgerError` when the file can't be written.
        """
        return self._writing.transaction()

    # Reading

    def records(self, **choice: Unpack[Choice]) -> Iterator[Record]:
        """Yield current records in order of date; the options are the keys of `Choice`."""
        with explained(self.location):
            yield from selected(self._connection, Selection(**choice))

    def entries(self, **choice: Unpack[Choice]) -> Iterator[Entry]:
        """Yield records as `records` does, each with its document."""
        for record in self.records(**choice):
            yield record, self.document_of(record)

    def page(self, selection: Selection, cut: Cut) -> Page:
        """Return a page of a selection with its documents, their texts left out; raises OptionError."""
        with explained(self.location):
            found = listing.page(self._connection, selection, cut)
            entries = listing.read(self._connection, found.places, self._documents)
        first, last = (found.places[0].key, found.places[-1].key) if found.places else ("", "")
        return Page(tuple(entries), first if found.before else "", last if found.after else "")

    def listed(self, selection: Selection, order: Sorting = "newest") -> Iterator[Entry]:
        """Yield all of a selection in an order, each record with its document without the text."""
        with explained(self.location):
            places = listing.whole(self._connection, selection, order)
            while batch := list(islice(places, BATCH)):
                yield from listing.read(self._connection, batch, self._documents)

    def facets(self, selection: Selection, *, seconds: float | None = None) -> Counts:
        """Return what a selection is made of; raises `patience.TooLong` when that takes longer than `seconds`."""
        with explained(self.location):
            return facets.count(self._connection, selection, seconds=seconds)

    def total(self, selection: Selection, *, seconds: float | None = None) -> int:
        """Return how many records a selection has, `facets.CAP` and one at most; raises as `facets` does."""
        with explained(self.location):
            return facets.total(self._connection, selection, seconds=seconds)

    def count(self, **choice: Unpack[Choice]) -> int:
        """Return how many records `records` would yield without a limit."""
        with explained(self.location):
            return count(self._connection, Selection(**choice))

    def record(self, record_id: str) -> Record:
        """Return the record whose id begins with `record_id`; raises `NotFoundError` when none or several do."""
        return next(copies.with_stories(self._connection, [stories.record(self._connection, record_id)]))

    def document(self, document_id: str) -> Document:
        """Return a document with its text, a file of event data without; raises `NotFoundError`."""
        with explained(self.location):
            return self._documents.get(document_id)

    def document_of(self, record: Record) -> Document:
        """Return the document of a record, for one of event data the report that its row names, as far as it does."""
        return report_of(record, self.document(record.document_id))

    def copies(self) -> Iterator[Copy]:
        """Yield which documents copy which, those of one original together."""
        with explained(self.location):
            yield from copies.copies(self._connection)

    def copies_with(self, document_id: str) -> list[Copy]:
        """Return the copies that make up the story of a document, itself and its own copies among them."""
        with explained(self.location):
            return copies.family_of(self._connection, document_id)

    def bare(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return some documents by id without their texts."""
        with explained(self.location):
            return self._documents.bare_of(ids)

    def bare_documents(self) -> dict[str, Document]:
        """Return all documents by id without their texts: title, outlet, author, day of publication."""
        with explained(self.location):
            return self._documents.bare()

    def actor(self, actor_id: str) -> Actor | None:
        """Return an actor by id, None when no record names it."""
        return actors.by_id(self._connection, actor_id)

    def actor_named(self, name: str) -> Actor | None:
        """Return the actor that most records know by a name, whatever its capitals; None when there is none."""
        return actors.by_name(self._connection, name)

    def case(self, case_id: str) -> Case:
        """Return a case; raises `NotFoundError` with those that there are."""
        return self.cases.find(case_id).case

    def actor_names(self) -> list[str]:
        """Return the names of all actors, sorted."""
        return actors.names(self._connection)

    def known(self, document_id: str) -> Known | None:
        """Return what the ledger holds about a source, None when it is new."""
        return stories.known(self._connection, document_id, self._documents)

    def raw(self, document_id: str) -> bytes:
        """Return the archived bytes of a source; raises `NotFoundError`."""
        row = self._connection.execute("SELECT raw FROM source WHERE sha256 = ?", (document_id,)).fetchone()
        if row is None:
            raise NotFoundError("no such source in the ledger", where=document_id)
        return zlib.decompress(row[0])

    def layout(self, document_id: str) -> Layout | None:
        """Return the pages of a source and where its text stands on them, None for one that has no pages."""
        with explained(self.location):
            return layouts.find(self._connection, document_id)

    def boxes(self, document_id: str, span: Span) -> tuple[Box, ...]:
        """Return the rectangles of a place in a text on its pages, in points; none for a source without pages."""
        layout = self.layout(document_id)
        return () if layout is None else layout.boxes(span)

    def search(self, words: str, *, limit: int = 50, within: Case | None = None) -> Iterator[Hit]:
        """Yield sentences that hold all `words`, best first; of a case those that its records rest on."""
        with explained(self.location):
            if within is None:
                yield from search.search(self._connection, words, limit)
            else:
                yield from searching_case.search(self._connection, words, limit, within)

    def around(self, document_id: str, span: Span, *, sentences: int = 2) -> Span:
        """Return a place in a document with so many whole sentences before and after it."""
        return surroundings.around(self._connection, document_id, span, sentences)

    def history(self, record_id: str) -> tuple[Event, ...]:
        """Return what happened to a record, oldest first: readings, a person's verdicts, outcomes of a forecast."""
        found = resolutions.history(self._connection, record_id)
        return (*stories.history(self._connection, record_id), *found)

    def reviews(self) -> Iterator[Review]:
        """Yield every decision of persons, on all records, in the order they were made."""
        with explained(self.location):
            yield from stories.reviews(self._connection)

    def verify(self) -> Iterator[Finding]:
        """Hash every source again and check every quote again; yields what differs."""
        with explained(self.location):
            yield from verify.verify(self._connection)

    def counts(self) -> dict[str, int]:
        """Return how many documents, records of each kind, undated records ... the ledger holds."""
        return tallies.counts(self._connection)

    def rows(self) -> int:
        """Return how many records were ever entered, the superseded among them: how large the ledger is, at once."""
        return tallies.rows(self._connection)

    def glance(self) -> Glance:
        """Return the ledger at a glance: what was read, by month and kind, whom it is about, what has no place."""
        with explained(self.location):
            return at_a_glance(self._connection)

    def version(self) -> str:
        """Return a mark of what the ledger says: another one after each reading and verdict, and in another file."""
        return f"{tallies.version(self._connection)}@{self._mark:x}"

    def unsupported(self) -> Iterator[Unsupported]:
        """Yield findings that were not entered, with the reason."""
        return tallies.unsupported(self._connection)

    def not_english(self) -> Iterator[NotCoded]:
        """Yield documents in other languages than English, which are not coded."""
        return tallies.not_english(self._connection)

    def errors(self) -> Iterator[Problem]:
        """Yield inputs that could not be read."""
        return tallies.errors(self._connection)

    def unreadable(self) -> int:
        """Return how many inputs could not be read, each reason counted."""
        return tallies.unreadable(self._connection)

    def paths(self, document_id: str) -> tuple[str, ...]:
        """Return every path that a source was found under."""
        return stories.paths(self._connection, document_id)

    @property
    def alive(self) -> bool:
        """Whether the ledger can still be asked: a server may have hung up."""
        return bool(getattr(self._connection, "alive", True))

    @property
    def connection(self) -> Database:
        """The read-only connection, for queries of one's own."""
        return self._connection

    @property
    def _writing(self) -> Writer:
        if self._writer is None:
            raise LedgerError("the ledger is open for reading only", where=str(self.location))
        return self._writer


def open_ledger(
    location: str | Location, *, create: bool = True, read_only: bool = False, patience: float = BUSY_SECONDS
) -> Ledger:
    """Open the ledger at a path, a `sqlite:///` or a `postgresql://` URL; a missing one is made when `create`.

    `patience` is how many seconds to wait for another process that writes.
    Raises `LedgerError` when the file is no ledger, made by a newer program, missing, or can't be written.
    """
    place = located(location)
    if isinstance(place, Path) and place.is_dir():
        hint = "a data set of records is shown, measured, searched and exported; talleyrand import records enters it"
        raise LedgerError("a folder is no ledger", where=str(place), hint=hint)
    if read_only:
        return Ledger(place, None)
    from talleyrand.ledger.writer import open_writer

    return Ledger(place, open_writer(place, create=create, patience=patience))
