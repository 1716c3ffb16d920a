"""Reviewing a ledger's records: deciding on them, what waits to be decided, and how far that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Unpack, get_args

from talleyrand.errors import CorrectionError, LedgerError
from talleyrand.ledger import stories
from talleyrand.ledger.database import Database
from talleyrand.ledger.inputs import Signature
from talleyrand.ledger.location import Location
from talleyrand.ledger.opening import explained
from talleyrand.ledger.review import decisions, progress, queues
from talleyrand.ledger.review.decisions import Decision
from talleyrand.ledger.review.progress import ReviewProgress
from talleyrand.ledger.review.queues import Order, Queued, Waiting
from talleyrand.ledger.rows import record_of
from talleyrand.ledger.selecting.selection import Choice, Selection
from talleyrand.model.records import Record, ReviewStatus

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What persons do with the records of an open ledger, as `Ledger.review`.

    `transaction` gives a block in which everything is written or nothing, and raises where nothing can be written.
    """

    location: Location
    connection: Database
    transaction: Callable[[], AbstractContextManager[Connection]]

    def revise(self, record_id: str, status: ReviewStatus, **signed: Unpack[Signature]) -> Record:
        """Append a person's verdict on a record, and return it so; earlier ones stay in its history.

        Raises `NotFoundError` for a record that is not there, `LedgerError` for a status that is none, and
        `ConflictError` when it is not what the person saw (`expects`, its `mark`).
        """
        if status not in get_args(ReviewStatus):
            raise LedgerError(f"{status!r} is no verdict", hint=f"one of {', '.join(get_args(ReviewStatus))}")
        return self._decide(
            record_id, lambda deciding, connection, id, by: deciding.judge(connection, id, status, by), signed
        )

    def correct(self, record_id: str, corrected: Record, **signed: Unpack[Signature]) -> Record:
        """Let a record say what `corrected` says, under its id, and return it so; what it said before stays.

        Raises as `revise` does, `CorrectionError` when nothing is changed, `EvidenceError` when the text does not bear
        it out, and `ConflictError` when another record says the same.
        """
        made = replace(corrected, id=self._record(record_id).id)
        return self._decide(made.id, lambda deciding, connection, _, by: deciding.correct(connection, made, by), signed)

    def enter(self, record: Record, **signed: Unpack[Signature]) -> Record:
        """Enter a record that the machine missed, and return it with its id.

        Raises `NotFoundError` for a document that is not there, `EvidenceError` when its text does not bear the record
        out, and `ConflictError` when the ledger says it already.
        """
        from talleyrand.ledger.review import deciding

        with self.transaction() as connection:
            id = deciding.enter(connection, record, deciding.Signed(**signed))
        return self._record(id)

    def undo(self, record_id: str, **signed: Unpack[Signature]) -> Record:
        """Take back the last decision on a record that stands, whichever and whosever, and return it as it is then.

        Raises as `revise` does, and `NotFoundError` when there is none.
        """
        return self._decide(record_id, lambda deciding, connection, id, by: deciding.undo(connection, id, by), signed)

    def annotate(self, record_id: str, **signed: Unpack[Signature]) -> None:
        """Append a note (`note`) that decides nothing; raises as `revise` does."""
        self._decide(record_id, lambda deciding, connection, id, by: deciding.annotate(connection, id, by), signed)

    def mark(self, record_id: str) -> str:
        """Return a short mark of what a record says and what was decided on it, to be given back as `expects`."""
        return decisions.mark(self.connection, self._record(record_id).id)

    def proposed(self, record_id: str) -> Record:
        """Return a record as it was first proposed: by the machine's newest coding, or by the person who added it."""
        record = self._record(record_id)
        row = decisions.original(self.connection, record.id)
        return record if row is None else record_of((record.id, record.document_id, row.kind, row.body, "proposed"))

    def queue(self, order: Order, **waiting: Unpack[Waiting]) -> list[Queued]:
        """Return the next records that wait for a person: `order` is uncertain, random, disputed or second.

        `second` gives records that another than `reviewer` judged, as they were proposed. Raises `OptionError` for an
        order or a cursor that is none.
        """
        with explained(self.location):
            return queues.queue(self.connection, order, waiting)

    def sample(self, size: int, *, choice: Choice | None = None, seed: int = 0) -> list[str]:
        """Return the ids of a simple random sample: the first `size` records of the random order, judged or not."""
        every: Choice = {**(choice or {}), "rejected": True}
        with explained(self.location):
            return queues.sample(self.connection, Selection(**every), size, seed)

    def progress(self, choice: Choice | None = None) -> ReviewProgress:
        """Return how many records hold what status, and who judged how many."""
        with explained(self.location):
            return progress.progress(self.connection, Selection(**choice or {}))

    def judged_since(self, day: str, choice: Choice | None = None) -> dict[str, int]:
        """Return how many records of a choice each person has judged since a day (`YYYY-MM-DD`), that day included."""
        return progress.judged_since(self.connection, day, Selection(**choice or {}))

    def decisions(self, record_id: str | None = None) -> Iterator[Decision]:
        """Yield the decisions of persons as rows, on one record or on all, in the order they were made."""
        with explained(self.location):
            if record_id is None:
                yield from decisions.all_of(self.connection)
            else:
                yield from decisions.of_record(self.connection, record_id)

    def _decide(self, record_id: str, decide: Callable[[Any, Any, str, Any], object], signed: Signature) -> Record:
        """Make one decision on a record in a transaction, and return the record as it is then."""
        from talleyrand.ledger.review import deciding

        record = self._record(record_id)
        if record.row is not None:
            what = f"a record of {record.row.data_set} rests on no text that a person could check"
            raise CorrectionError(what, where=f"record {record.id}", hint="review records of texts")
        id = record.id
        with self.transaction() as connection:
            decide(deciding, connection, id, deciding.Signed(**signed))
        return self._record(id)

    def _record(self, record_id: str) -> Record:
        return stories.record(self.connection, record_id)
