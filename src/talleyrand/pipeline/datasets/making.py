"""Making a part of a data set of a pack: read, code, check, write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from talleyrand.archive.options import ReadOptions
from talleyrand.archive.shares import input_at, read_share
from talleyrand.archive.snapshots import Note, Snapshot
from talleyrand.errors import InputError
from talleyrand.ledger.dataset.manifest import File, Share
from talleyrand.ledger.dataset.parts import Rows, write_rows
from talleyrand.ledger.dataset.rows import Place
from talleyrand.ledger.dataset.stores import open_store
from talleyrand.ledger.inputs import Added, Entry
from talleyrand.pipeline.coders import CodedDocument, Coder, MakeCoder
from talleyrand.pipeline.datasets.knowing import KnownIds
from talleyrand.pipeline.datasets.packs import Pack
from talleyrand.pipeline.jobs import in_batches, of_bearable_length
from talleyrand.pipeline.reports import ReadReport
from talleyrand.settings import VERSION


@dataclass(frozen=True, slots=True)
class Order:
    """What a maker needs, the same for all of a run: where to write, how to read, what makes its coder.

    `known` are the documents that the data set has from earlier runs.
    """

    address: str
    options: ReadOptions
    make_coder: MakeCoder
    known: KnownIds = field(default_factory=KnownIds)


@dataclass(frozen=True, slots=True)
class Made:
    """A part that is written: its pack and files, what coded it, the shares that are done, documents with their places.

    A share of which nothing could be read is not done: the next run tries it again.
    """

    pack: Pack
    files: tuple[File, ...]
    made_by: tuple[str, str]
    done: tuple[Share, ...]
    documents: tuple[tuple[str, Place], ...]
    report: ReadReport


class Maker:
    """Makes parts, one after the other; each worker has one, and its coder is loaded once."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._store = open_store(order.address)
        self._coder: Coder | None = None

    def make(self, pack: Pack) -> Made:
        """Read, code and write a pack.

        Raises EngineError when the engine can't be loaded, LedgerError when its files can't be written.
        """
        self._coder = self._coder or self._order.make_coder()
        part = _Part(self._order, self._coder)
        for batch in in_batches(part.snapshots(pack)):
            coded = self._coder.code([snapshot.document for snapshot in batch])
            for snapshot, result in zip(batch, coded, strict=True):
                part.enter(snapshot, result)
        files = write_rows(self._store, pack.name, part.rows)
        made_by = (self._coder.made_by, VERSION)
        return Made(pack, files, made_by, part.done(pack), tuple(part.places.items()), part.report)


class _Part:
    """A part on its way: what was met, where it stands, what it came to."""

    def __init__(self, order: Order, coder: Coder) -> None:
        self.rows = Rows()
        self.report = ReadReport()
        self.places: dict[str, Place] = {}
        self._order = order
        self._made_by = (coder.made_by, VERSION)
        self._under_way: dict[str, Place] = {}
        self._gave: dict[Share, tuple[int, int]] = {}

    def snapshots(self, pack: Pack) -> Iterator[Snapshot]:
        """Yield the documents that are to be coded."""
        for share in pack.shares:
            documents = errors = 0
            for position, outcome in read_share(input_at(share.path), self._order.options, share.part, share.of):
                if isinstance(outcome, Note):
                    self.report.passed_over[outcome.what] += outcome.count
                    continue
                try:
                    snapshot = self._to_code(outcome)
                except InputError as error:
                    errors += 1
                    self._fail(error)
                    continue
                documents += 1
                if snapshot is not None:
                    self._under_way[snapshot.document.id] = (share.run, share.file, position)
                    yield snapshot
            self._gave[share] = (documents, errors)

    def enter(self, snapshot: Snapshot, result: CodedDocument) -> None:
        """Take one coded document into the part."""
        document = snapshot.document
        place = self._under_way[document.id]
        try:
            if result.coding is None:
                what = f"the program failed over this document: {result.failure}"
                hint = "the others are read; please report it with the document"
                raise InputError(what, where=document.path or document.id, hint=hint)
            entry = Entry(snapshot, result.sentences, result.coding, self._made_by)
            records, unsupported = self.rows.add(entry, place)
        except InputError as error:
            self._fail(error)
            return
        self.places[document.id] = place
        self.report.note_added(Added(1, records, unsupported), document)

    def done(self, pack: Pack) -> tuple[Share, ...]:
        """Return the shares of which something could be read, or that have nothing that could not."""
        gave = ((share, *self._gave[share]) for share in pack.shares)
        return tuple(
            replace(share, documents=documents) for share, documents, errors in gave if documents or not errors
        )

    def _to_code(self, outcome: Snapshot | InputError) -> Snapshot | None:
        """Return a document if it is to be coded, None for one that is known; raises what stands in its place."""
        if isinstance(outcome, InputError):
            raise outcome
        document = outcome.document
        if document.id in self._under_way or document.id in self._order.known:
            self.rows.note_path(document.id, document.path)
            self.report.known += 1
            return None
        return of_bearable_length(outcome)

    def _fail(self, error: InputError) -> None:
        self.report.note_error(error)
        self.rows.note_error(error.where, error.what, error.hint)
