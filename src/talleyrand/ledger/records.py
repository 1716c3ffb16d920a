"""What can be asked of records wherever they lie: in a ledger, or in a data set that no database holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, Unpack

from talleyrand.errors import LedgerError
from talleyrand.ledger.inputs import Event, Finding, Hit, NotCoded, Problem, Unsupported
from talleyrand.ledger.location import SERVERS
from talleyrand.ledger.review.reviewing import Reviewing
from talleyrand.ledger.selecting.selection import Choice
from talleyrand.ledger.store import Ledger, open_ledger
from talleyrand.model.actors import Actor
from talleyrand.model.cases import Case
from talleyrand.model.documents import Document
from talleyrand.model.records import Entry, Record
from talleyrand.model.reviews import Review

if TYPE_CHECKING:
    from talleyrand.ledger.dataset.folder import RecordsFolder

UNCOMPARED = (
    "the documents of a data set are not compared with each other: copies of one story with changes count as "
    "independent reports; talleyrand import records makes a ledger, which finds them"
)


class Records(Protocol):
    """Records, their documents and their actors, to be read; the methods are those of `Ledger`.

    A data set raises LedgerError for what only a ledger has: cases, reviews, records by the words of their sentences.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def records(self, **choice: Unpack[Choice]) -> Iterator[Record]:
        """Yield current records in order of date."""

    def entries(self, **choice: Unpack[Choice]) -> Iterator[Entry]:
        """Yield records as `records` does, each with its document."""

    def count(self, **choice: Unpack[Choice]) -> int:
        """Return how many records `records` would yield without a limit."""

    def record(self, record_id: str) -> Record:
        """Return the record whose id begins with `record_id`; raises NotFoundError."""

    def document(self, document_id: str) -> Document:
        """Return a document with its text; raises NotFoundError."""

    def bare_documents(self) -> dict[str, Document]:
        """Return all documents by id without their texts."""

    def raw(self, document_id: str) -> bytes:
        """Return the archived bytes of a source; raises NotFoundError."""

    def paths(self, document_id: str) -> tuple[str, ...]:
        """Return every path that a source was found under."""

    def history(self, record_id: str) -> tuple[Event, ...]:
        """Return what happened to a record, oldest first."""

    def actor(self, actor_id: str) -> Actor | None:
        """Return an actor by id, None when no record names it."""

    def actor_named(self, name: str) -> Actor | None:
        """Return the actor that most records know by a name; None when there is none."""

    def actor_names(self) -> list[str]:
        """Return the names of all actors, sorted."""

    def case(self, case_id: str) -> Case:
        """Return a case; raises NotFoundError."""

    @property
    def review(self) -> Reviewing:
        """What persons decide on records."""

    def reviews(self) -> Iterator[Review]:
        """Yield every decision of persons."""

    def search(self, words: str, *, limit: int = 50, within: Case | None = None) -> Iterator[Hit]:
        """Yield sentences that hold all `words`, best first."""

    def unsupported(self) -> Iterator[Unsupported]:
        """Yield findings that are no records, with the reason."""

    def not_english(self) -> Iterator[NotCoded]:
        """Yield documents in other languages than English, which are not coded."""

    def errors(self) -> Iterator[Problem]:
        """Yield inputs that could not be read."""

    def verify(self) -> Iterator[Finding]:
        """Hash every source again and check every quote again; yields what differs."""

    def counts(self) -> dict[str, int]:
        """Return how many documents, records of each kind ... there are."""


def is_dataset(location: str) -> bool:
    """Tell whether a location is a data set's: a folder, or an address that no database has."""
    scheme, separator, _ = location.partition("://")
    return scheme not in (*SERVERS, "sqlite") if separator else Path(location).is_dir()


def open_records(location: str) -> Records:
    """Open a ledger, or a data set of records at a folder's path or an fsspec address, to be read alone.

    Raises LedgerError when there is neither, or when what it needs is not installed.
    """
    return open_dataset(location) if is_dataset(location) else open_ledger(location, read_only=True)


def open_dataset(location: str) -> RecordsFolder:
    """Open a data set; raises LedgerError as `open_records` does."""
    try:
        from talleyrand.ledger.dataset.folder import open_folder
    except ImportError as error:
        what = f"a data set needs {error.name}, which is not installed"
        raise LedgerError(what, where=location, hint="pip install talleyrand[ray]") from error
    return open_folder(location)


def caution(records: Records) -> str | None:
    """Return what a reader of counts of independent reports must know of where they come from; None for a ledger."""
    return None if isinstance(records, Ledger) else UNCOMPARED


def as_ledger(records: Records, what: str) -> Ledger:
    """Return what is open as a ledger; raises LedgerError for a data set, which can't do `what`."""
    if not isinstance(records, Ledger):
        hint = "talleyrand import records FOLDER --ledger FILE makes a ledger of it"
        raise LedgerError(f"{what} needs a ledger, not a data set", hint=hint)
    return records
