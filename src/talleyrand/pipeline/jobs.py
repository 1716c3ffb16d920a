"""Reading inputs into a ledger: what is known is passed over, the rest coded in batches and entered in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from talleyrand.archive.inputs import shown
from talleyrand.archive.metering import Meter
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import Outcome, read_paths, size_of
from talleyrand.archive.snapshots import Note, Snapshot
from talleyrand.errors import InputError
from talleyrand.ledger.inputs import Entry, Known
from talleyrand.ledger.store import Ledger
from talleyrand.model.documents import Document
from talleyrand.model.records import Relevance
from talleyrand.pipeline.coders import CodedDocument, EngineCoder, MakeCoder
from talleyrand.pipeline.copies import CopyKeeper, catch_up
from talleyrand.pipeline.reports import ReadReport
from talleyrand.pipeline.workers import Batch, code_in_order
from talleyrand.settings import VERSION

BATCH_CHARACTERS = 30_000
"""Text coded together: enough to fill the engine's batches, little enough to hand on within seconds."""

MAX_CHARACTERS = 5_000_000
"""A longer text is refused: parsing holds it whole in memory, a hundred times its size and more."""

METADATA = ("published", "outlet", "title", "url", "language")


def now() -> str:
    """Return the present time, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents done, the part of the inputs' bytes (0 to 1, None where it can't be told), a path."""

    done: int
    share: float | None
    path: str


Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Job:
    """How to read.

    `make_coder` makes the coder in each process, `recode` codes known documents anew, `clock` tells when the run was
    (ISO 8601).
    """

    options: ReadOptions = field(default_factory=ReadOptions)
    workers: int = 1
    make_coder: MakeCoder = EngineCoder
    recode: bool = False
    clock: Callable[[], str] = now


@dataclass(frozen=True, slots=True)
class Given:
    """What a run reads: documents and what can't be read, in order, and what the ledger notes of where they come from.

    `share` tells how far the reading is, 0 to 1, None where it can't be told. `told_later` leaves it to the caller to
    note that the run has ended.
    """

    outcomes: Iterable[Outcome]
    arguments: Mapping[str, Any]
    share: Callable[[], float | None] = lambda: None
    told_later: bool = False


def engine_coder(name: str | None, relevance: Relevance = "foreign") -> MakeCoder:
    """Return what makes the coder of an engine by its name; None is the embedded one.

    `relevance` tells what of official texts is kept: "foreign" or "all".
    """
    return partial(EngineCoder, name, relevance)


def read(
    paths: Sequence[Path],
    ledger: Ledger,
    *,
    job: Job = Job(),
    progress: Tell = lambda _: None,
    report: ReadReport | None = None,
) -> ReadReport:
    """Read files and folders into the ledger, as `read_outcomes` does; returns what it came to.

    Raises DateError for an `options.published` that is no date.
    """
    meter = Meter()
    outcomes = read_paths(paths, job.options, meter)
    meter.total = size_of(paths)
    arguments = {"paths": [shown(path) for path in paths], "published": job.options.published, "recode": job.recode}
    given = Given(outcomes, arguments, lambda: meter.share)
    return read_outcomes(given, ledger, job=job, progress=progress, report=report)


def read_outcomes(
    given: Given,
    ledger: Ledger,
    *,
    job: Job = Job(),
    progress: Tell = lambda _: None,
    report: ReadReport | None = None,
) -> ReadReport:
    """Code what was brought from anywhere and enter it into the ledger; returns what it came to.

    Documents are entered in their order whatever the number of workers, a batch a transaction, so that a run that is
    stopped and repeated ends in the same ledger. Raises LedgerError when the ledger can't be written, EngineError when
    the engine fails; what was entered is kept, and a `report` that was handed in tells how far it came. Which documents
    copy which is noted every thousand documents and at the end; a run that is stopped leaves the rest to the next.
    """
    report = ReadReport() if report is None else report
    ledger.start_run(given.arguments, version=VERSION, at=job.clock())
    catch_up(ledger)
    run = _Run(ledger, job, report, lambda done, path: progress(Progress(done, given.share(), path)))
    for batch, made_by, coded in code_in_order(in_batches(run.new(given.outcomes)), job.make_coder, job.workers):
        run.enter(batch, coded, made_by)
    run.copies.flush()
    ledger.finish_run(report.counts(), at=None if given.told_later else job.clock())
    return report


def in_batches(snapshots: Iterator[Snapshot]) -> Iterator[Batch]:
    """Group snapshots into batches of about BATCH_CHARACTERS."""
    batch: list[Snapshot] = []
    size = 0
    for snapshot in snapshots:
        batch.append(snapshot)
        size += len(snapshot.document.text)
        if size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Run:
    """One run: its ledger, what it has under way, and the report that it fills. Its memory does not grow."""

    def __init__(self, ledger: Ledger, job: Job, report: ReadReport, tell: Callable[[int, str], None]) -> None:
        self.report = report
        self.copies = CopyKeeper(ledger)
        self._ledger, self._job, self._tell = ledger, job, tell
        self._done = 0
        self._under_way: dict[str, list[str | None]] = {}
        """Documents that are being coded, each with the other paths that it was met under since."""

    def new(self, outcomes: Iterable[Outcome]) -> Iterator[Snapshot]:
        """Yield the snapshots to be coded; note what can't be read, what is passed over and what is known."""
        for outcome in outcomes:
            if isinstance(outcome, Note):
                self.report.passed_over[outcome.what] += outcome.count
                continue
            try:
                snapshot = self._to_code(outcome)
            except InputError as error:
                self._fail(error)
                continue
            if snapshot is not None:
                self._under_way[snapshot.document.id] = []
                yield snapshot

    def enter(self, batch: Batch, coded: Sequence[CodedDocument], made_by: str) -> None:
        """Enter a coded batch, all of it or, when the ledger can't be written, nothing."""
        entries, failures = self._entries(batch, coded, made_by)
        with self._ledger.transaction():
            added = iter(self._ledger.add_all(entries, recode=self._job.recode))
            for snapshot in batch:
                for path in self._under_way[snapshot.document.id]:
                    self._ledger.note_path(snapshot.document.id, path)
        for snapshot, result in zip(batch, coded, strict=True):
            document = snapshot.document
            del self._under_way[document.id]
            found = failures.get(document.id) or next(added)
            if isinstance(found, InputError):
                self._fail(found)
            else:
                if found.documents:
                    self.copies.add(document, result.sketch)
                self.report.note_added(found, document)
                self._advance(document.path)

    def _entries(
        self, batch: Batch, coded: Sequence[CodedDocument], made_by: str
    ) -> tuple[list[Entry], dict[str, InputError]]:
        """Part what can be entered from the documents over which the program failed."""
        entries: list[Entry] = []
        failures: dict[str, InputError] = {}
        for snapshot, result in zip(batch, coded, strict=True):
            if result.coding is None:
                failures[snapshot.document.id] = _failure(snapshot.document, result.failure)
            else:
                entries.append(Entry(snapshot, result.sentences, result.coding, (made_by, VERSION)))
        return entries, failures

    def _to_code(self, outcome: Snapshot | InputError) -> Snapshot | None:
        """Return the snapshot if it is to be coded; raises what stands in its place or is wrong with it."""
        if isinstance(outcome, InputError):
            raise outcome
        document = outcome.document
        if document.id in self._under_way:
            self._under_way[document.id].append(document.path)
            self._pass_over(document)
            return None
        known = self._ledger.known(document.id)
        if known is None:
            return of_bearable_length(outcome)
        if not known.in_run:
            if self._job.recode:
                return replace(outcome, document=replace(document, text=known.document.text))
            self.report.note_differing(_differences(document, known))
        self._ledger.note_path(document.id, document.path)
        self._pass_over(document)
        return None

    def _pass_over(self, document: Document) -> None:
        self.report.known += 1
        self._advance(document.path)

    def _fail(self, error: InputError) -> None:
        self.report.note_error(error)
        self._ledger.note_error(error)
        self._advance(error.where)

    def _advance(self, path: str | None) -> None:
        self._done += 1
        self._tell(self._done, path or "")


def _failure(document: Document, failure: str) -> InputError:
    hint = "the others are read; please report it with the document"
    return InputError(
        f"the program failed over this document: {failure}", where=document.path or document.id, hint=hint
    )


def of_bearable_length(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot; raises InputError for one that is too long to be parsed as a whole."""
    document = snapshot.document
    if len(document.text) > MAX_CHARACTERS:
        what = f"the text has {len(document.text):,} characters, more than {MAX_CHARACTERS:,}"
        raise InputError(what, where=document.path or document.id, hint="split it into documents")
    return snapshot


def _differences(document: Document, known: Known) -> Iterator[str]:
    """Yield what was given otherwise for a document that the ledger has; what it has is kept."""
    for name in METADATA:
        given, kept = getattr(document, name), getattr(known.document, name)
        if given != kept and not (name == "language" and kept is None):
            yield f"{document.path}: {name} {given or 'none'} given, {kept or 'none'} kept"
    if known.version != VERSION:
        yield f"{document.path}: coded by version {known.version}, this is {VERSION}"
