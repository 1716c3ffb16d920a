"""What can be asked of records wherever they lie: in a ledger, or in a data set that no database holds."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Protocol, Self, Unpack

from talleyrand.ledger.inputs import Event, Finding, Hit, Problem, Unsupported
from talleyrand.ledger.review.reviewing import Reviewing
from talleyrand.ledger.selecting.selection import Choice
from talleyrand.model.actors import Actor
from talleyrand.model.cases import Case
from talleyrand.model.documents import Document
from talleyrand.model.records import Entry, Record
from talleyrand.model.reviews import Review


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

    def errors(self) -> Iterator[Problem]:
        """Yield inputs that could not be read."""

    def verify(self) -> Iterator[Finding]:
        """Hash every source again and check every quote again; yields what differs."""

    def counts(self) -> dict[str, int]:
        """Return how many documents, records of each kind ... there are."""
