"""Reading inputs into a ledger: what is known is passed over, the rest coded in batches and entered in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import Outcome, count_inputs, read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import InputError
from talleyrand.ledger.inputs import Known
from talleyrand.ledger.store import Ledger
from talleyrand.model.documents import Document
from talleyrand.model.records import Relevance
from talleyrand.pipeline.coders import CodedDocument, EngineCoder, MakeCoder
from talleyrand.pipeline.reports import ReadReport
from talleyrand.pipeline.workers import Batch, code_in_order
from talleyrand.settings import VERSION

BATCH_CHARACTERS = 60_000
"""Text coded together: enough to fill the engine's batches, little enough to hand on within seconds."""

MAX_CHARACTERS = 5_000_000
"""A longer text is refused: parsing holds it whole in memory, a hundred times its size and more."""

METADATA = ("published", "outlet", "title", "url")


def now() -> str:
    """Return the present time, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents done out of `total` (None where it can't be told), the last one's path."""

    done: int
    total: int | None
    path: str


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

    `count` tells how many outcomes there will be, None where it can't be told beforehand.
    """

    outcomes: Iterator[Outcome]
    arguments: Mapping[str, Any]
    count: Callable[[], int | None] = lambda: None


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
    progress: Callable[[Progress], None] = lambda _: None,
    report: ReadReport | None = None,
) -> ReadReport:
    """Read files and folders into the ledger; returns what it came to.

    Each document is one transaction, entered in the order of the inputs whatever the number of workers, so that a run
    that is stopped and repeated ends in the same ledger. Raises DateError for an `options.published` that is no date,
    LedgerError when the ledger can't be written, EngineError when the engine fails; what was entered is kept, and a
    `report` that was handed in tells how far it came.
    """
    arguments = {"paths": [str(path) for path in paths], "published": job.options.published, "recode": job.recode}
    given = Given(read_paths(paths, job.options), arguments, partial(count_inputs, paths))
    return read_outcomes(given, ledger, job=job, progress=progress, report=report)


def read_outcomes(
    given: Given,
    ledger: Ledger,
    *,
    job: Job = Job(),
    progress: Callable[[Progress], None] = lambda _: None,
    report: ReadReport | None = None,
) -> ReadReport:
    """Read what was brought from anywhere into the ledger, as `read` does with files and folders."""
    report = ReadReport() if report is None else report
    ledger.start_run(given.arguments, version=VERSION, at=job.clock())
    total = given.count()
    run = _Run(ledger, job, report, lambda done, path: progress(Progress(done, total, path)))
    for batch, made_by, coded in code_in_order(_batches(run.new(given.outcomes)), job.make_coder, job.workers):
        for snapshot, result in zip(batch, coded, strict=True):
            run.enter(snapshot, result, made_by)
    run.finish()
    ledger.finish_run(report.counts(), at=job.clock())
    return report


def _batches(snapshots: Iterator[Snapshot]) -> Iterator[Batch]:
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
    """One run: its ledger, what it has met, and the report that it fills."""

    def __init__(self, ledger: Ledger, job: Job, report: ReadReport, tell: Callable[[int, str], None]) -> None:
        self.report = report
        self._ledger, self._job, self._tell = ledger, job, tell
        self._done = 0
        self._met: set[str] = set()
        self._again: list[Document] = []

    def new(self, outcomes: Iterator[Snapshot | InputError]) -> Iterator[Snapshot]:
        """Yield the snapshots to be coded; note what can't be read and what is known."""
        for outcome in outcomes:
            try:
                snapshot = self._to_code(outcome)
            except InputError as error:
                self._fail(error)
                continue
            if snapshot is not None:
                self._met.add(snapshot.document.id)
                yield snapshot

    def enter(self, snapshot: Snapshot, result: CodedDocument, made_by: str) -> None:
        """Enter one coded document."""
        document = snapshot.document
        if result.coding is None:
            hint = "the others are read; please report it with the document"
            what = f"the program failed over this document: {result.failure}"
            self._fail(InputError(what, where=document.path or document.id, hint=hint))
            return
        try:
            added = self._ledger.add(
                snapshot, result.sentences, result.coding, made_by=(made_by, VERSION), recode=self._job.recode
            )
        except InputError as error:
            self._fail(error)
            return
        self.report.note_added(added, dated=document.published is not None)
        self._advance(document.path)

    def finish(self) -> None:
        """Note the paths of sources that came twice in this run."""
        for document in self._again:
            self._ledger.note_path(document.id, document.path)

    def _to_code(self, outcome: Snapshot | InputError) -> Snapshot | None:
        """Return the snapshot if it is to be coded; raises what stands in its place or is wrong with it."""
        if isinstance(outcome, InputError):
            raise outcome
        document = outcome.document
        if document.id in self._met:
            self._again.append(document)
            self._pass_over(document)
            return None
        known = self._ledger.known(document.id)
        if known is None:
            return _of_bearable_length(outcome)
        if self._job.recode:
            return replace(outcome, document=replace(document, text=known.document.text))
        self.report.differing.extend(_differences(document, known))
        self._ledger.note_path(document.id, document.path)
        self._pass_over(document)
        return None

    def _pass_over(self, document: Document) -> None:
        self.report.known += 1
        self._advance(document.path)

    def _fail(self, error: InputError) -> None:
        self.report.errors.append(error)
        self._ledger.note_error(error)
        self._advance(error.where)

    def _advance(self, path: str | None) -> None:
        self._done += 1
        self._tell(self._done, path or "")


def _of_bearable_length(snapshot: Snapshot) -> Snapshot:
    document = snapshot.document
    if len(document.text) > MAX_CHARACTERS:
        what = f"the text has {len(document.text):,} characters, more than {MAX_CHARACTERS:,}"
        raise InputError(what, where=document.path or document.id, hint="split it into documents")
    return snapshot


def _differences(document: Document, known: Known) -> Iterator[str]:
    """Yield what was given otherwise for a document that the ledger has; what it has is kept."""
    for name in METADATA:
        given, kept = getattr(document, name), getattr(known.document, name)
        if given != kept:
            yield f"{document.path}: {name} {given} given, {kept} kept"
    if known.version != VERSION:
        yield f"{document.path}: coded by version {known.version}, this is {VERSION}"
