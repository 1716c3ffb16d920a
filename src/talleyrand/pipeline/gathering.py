"""Records and documents of a ledger read once for several measures."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

from talleyrand.ledger.records import Records
from talleyrand.ledger.selecting.selection import Choice
from talleyrand.ledger.store import Ledger
from talleyrand.model.documents import Document
from talleyrand.model.records import Kind, Record

_Key = tuple[tuple[str, object], ...]


class Reading:
    """What was read of a ledger so far, by what was asked for."""

    def __init__(self, ledger: Records) -> None:
        self._ledger = ledger
        self._records: dict[_Key, tuple[Record, ...]] = {}
        self._has_data = False

    def records(self, choice: Choice, kinds: Sequence[Kind] = ()) -> tuple[Record, ...]:
        """Return the records of a choice, of every kind or of those named, each kind in order of date."""
        if not kinds:
            return self._read(choice)
        whole = self._records.get(_key(choice))
        if whole is not None:
            return tuple(record for record in whole if record.kind in kinds)
        read = [self._read({**choice, "kind": kind}) for kind in kinds]
        return read[0] if len(read) == 1 else tuple(record for records in read for record in records)

    @property
    def documents(self) -> dict[str, Document]:
        """All documents by id, without their texts; files of event data once their records were asked for."""
        files = self._ledger.event_data.documents() if self._has_data and isinstance(self._ledger, Ledger) else {}
        return self._documents | files

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return self._ledger.bare_documents()

    def _read(self, choice: Choice) -> tuple[Record, ...]:
        key = _key(choice)
        self._has_data |= "data" in choice
        if key not in self._records:
            self._records[key] = tuple(self._ledger.records(**choice))
        return self._records[key]


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the search for cycles off meanwhile: records form none, and the search takes longer than reading them.

    Freezing and thawing puts what was made with the oldest objects, so that it is not searched at once afterwards.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _key(choice: Choice) -> _Key:
    return tuple(sorted(choice.items()))
