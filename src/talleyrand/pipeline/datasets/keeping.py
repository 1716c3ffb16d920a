"""Keeping a data set: parts are entered into its manifest, each document once, whatever order they come in."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from talleyrand.errors import InputError, LedgerError
from talleyrand.ledger.dataset.dropping import drop
from talleyrand.ledger.dataset.manifest import (
    NAME,
    TABLES,
    File,
    Manifest,
    Share,
    is_dataset,
    load_manifest,
    mark_of,
    save_manifest,
)
from talleyrand.ledger.dataset.merging import merge
from talleyrand.ledger.dataset.parts import Rows, write_rows
from talleyrand.ledger.dataset.rows import Place
from talleyrand.ledger.dataset.scanning import places
from talleyrand.ledger.dataset.stores import Store
from talleyrand.pipeline.datasets.knowing import KnownIds, hash_of
from talleyrand.pipeline.datasets.making import Made
from talleyrand.pipeline.reports import ReadReport
from talleyrand.settings import VERSION

SECONDS = 10.0
"""How often the manifest is written while parts come in; what is not in it when a run dies is made again."""
SLOWNESS = 20
"""Times as long as writing a manifest took is waited before the next, when it is large."""
ROOM = 256 * 1024
"""Bytes that are held free for the manifest at least."""
OF_INPUT, OF_PART = 512, 4096
"""Bytes of it that an input and a part take, generously: 180 and 1,300 usually."""
HELD = ".room"
"""The file that holds room for it."""


class Keeper:
    """A data set that is being written, by one run at a time. `report` is told what enters."""

    def __init__(self, store: Store, report: ReadReport, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._clock = store, clock
        self.report = report
        known = load_manifest(store) if is_dataset(store) else Manifest()
        _check_version(known, store)
        self._head = replace(known, inputs=(), files=())
        self._inputs = list(known.inputs)
        self._files: dict[str, dict[str, File]] = {}
        """Files by their part and name: a run has tens of thousands of parts, and each finds its own at once."""
        self._put(known.files)
        self._mark = mark_of(store.read(NAME)) if is_dataset(store) else ""
        self._gone: list[File] = []
        self._where: dict[bytes, tuple[Place, str]] = {}
        self._next = 0.0
        self._room = 0

    @property
    def run(self) -> int:
        """The number of the present run."""
        return self._head.run

    @property
    def manifest(self) -> Manifest:
        """What the data set is made of now."""
        files = sorted((file for part in self._files.values() for file in part.values()), key=lambda file: file.name)
        return replace(self._head, inputs=tuple(self._inputs), files=tuple(files))

    def begin(self) -> KnownIds:
        """Begin a run, or take up the one that died; returns the documents of earlier runs.

        Raises LedgerError when the folder can't be written.
        """
        if self._head.finished:
            self._head = replace(self._head, run=self.run + 1, finished=False)
        earlier = []
        for ident, place, name in places(self._store, self.manifest):
            self._where[hash_of(ident)] = (place, name)
            if place[0] < self.run:
                earlier.append(ident)
        self.commit()
        self._hold_room()
        return KnownIds(earlier)

    def left(self, shares: Iterable[Share]) -> list[Share]:
        """Return the shares that are not done; the documents of those that are count as known."""
        done = {share.key: share.documents for share in self._inputs}
        left = []
        for share in shares:
            if share.key in done:
                self.report.known += done[share.key]
            else:
                left.append(share)
        return left

    def divided(self) -> dict[tuple[str, int, str], int]:
        """Return into how many shares inputs are divided already."""
        return {(share.path, share.size, share.stamp): share.of for share in self._inputs}

    def note_errors(self, errors: Iterable[InputError]) -> None:
        """List inputs that can't be found or opened."""
        rows = Rows()
        for error in errors:
            self.report.note_error(error)
            rows.note_error(error.where, error.what, error.hint)
        if rows.found:
            self._put(write_rows(self._store, f"run-{self.run:06}", rows))

    def enter(self, made: Made) -> None:
        """Enter a part. Of two documents alike the one that is read first stays, whichever comes in first.

        Raises LedgerError for a part that another engine made.
        """
        self._check_engine(made.made_by)
        name = made.pack.name
        self.report.include(made.report)
        self._files[name] = {file.name: file for file in made.files}
        losers: dict[str, set[str]] = {}
        for ident, place in made.documents:
            key = hash_of(ident)
            other, where = self._where.get(key, (place, name))
            if place <= other:
                self._where[key] = (place, name)
            if where != name:
                losers.setdefault(name if place > other else where, set()).add(ident)
        for part, idents in losers.items():
            self._drop(part, idents)
        self._inputs += made.done
        self._hold_room()
        if self._clock() >= self._next:
            self.commit()

    def commit(self) -> None:
        """Write the manifest; what it does not name any more is removed then. Raises LedgerError."""
        began = self._clock()
        if is_dataset(self._store) and mark_of(self._store.read(NAME)) != self._mark:
            hint = "wait for it to end; what both wrote is kept once"
            raise LedgerError("another run writes to this data set", where=self._store.address, hint=hint)
        self._mark = save_manifest(self._store, self.manifest)
        for file in self._gone:
            if file.name not in self._files.get(_part(file), ()):
                self._store.remove(file.name)
        self._gone.clear()
        self._next = self._clock() + max(SECONDS, SLOWNESS * (self._clock() - began))

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Write the manifest at the end of the block, however it ends, on a full disk too: what was entered stays."""
        try:
            yield
        finally:
            with suppress(LedgerError):
                self._store.remove(HELD)
                self.commit()

    def _hold_room(self) -> None:
        """Let the disk have room for the manifest when it is full; storage elsewhere is never full."""
        needed = ROOM + OF_INPUT * len(self._inputs) + OF_PART * len(self._files)
        if self._store.is_local and needed > self._room:
            self._room = 2 * needed
            self._store.write(HELD, os.urandom(self._room))  # what says nothing can't be stored in less

    def finish(self) -> None:
        """End the run: small files are put together, what a run that died left behind is removed."""
        added, removed = merge(self._store, self.manifest)
        self._take(removed)
        self._put(added)
        self._head = replace(self._head, finished=True)
        self.commit()
        named = {file.name for file in self.manifest.files}
        for name in list(self._store.names()):
            if name.partition("/")[0] in TABLES and name not in named:
                self._store.remove(name)

    def _check_engine(self, made_by: tuple[str, str]) -> None:
        if self._head.made_by is None:
            self._head = replace(self._head, made_by=made_by)
        elif self._head.made_by != made_by:
            known, other = " ".join(self._head.made_by), " ".join(made_by)
            raise LedgerError(f"its records are {known}'s, not {other}'s", where=self._store.address, hint=OTHER)

    def _drop(self, part: str, idents: set[str]) -> None:
        """Take documents out of a part: another has them, too."""
        dropped = drop(self._store, self._files.get(part, {}).values(), idents)
        self._take(dropped.removed)
        self._put(dropped.added)
        self._gone += dropped.removed
        self.report.documents -= dropped.documents
        self.report.known += dropped.documents
        self.report.kinds.subtract(dropped.kinds)

    def _put(self, files: Iterable[File]) -> None:
        for file in files:
            self._files.setdefault(_part(file), {})[file.name] = file

    def _take(self, files: Iterable[File]) -> None:
        for file in files:
            del self._files[_part(file)][file.name]


OTHER = "write to another folder"


def _check_version(manifest: Manifest, store: Store) -> None:
    if manifest.made_by is not None and manifest.made_by[1] != VERSION:
        what = f"its records are by the rules of version {manifest.made_by[1]}, this is {VERSION}"
        raise LedgerError(what, where=store.address, hint=OTHER)


def _part(file: File) -> str:
    """Return the name of the part that a file is of, whatever was taken out of it."""
    return file.name.rpartition("/")[2].removesuffix(".parquet").partition("-without-")[0]
