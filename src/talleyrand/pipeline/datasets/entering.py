"""Entering a data set into a ledger: each document once for each version of the rules, every quote checked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from talleyrand.errors import InputError
from talleyrand.ledger.dataset.folder import RecordsFolder
from talleyrand.ledger.inputs import Entry
from talleyrand.ledger.store import Ledger
from talleyrand.pipeline.copies import catch_up
from talleyrand.pipeline.jobs import Progress, Tell, now
from talleyrand.pipeline.reports import ReadReport
from talleyrand.settings import VERSION

BATCH = 200
"""Documents that are entered in one transaction."""


def enter_dataset(
    folder: RecordsFolder,
    ledger: Ledger,
    *,
    progress: Tell = lambda _: None,
    report: ReadReport | None = None,
    clock: Callable[[], str] = now,
) -> ReadReport:
    """Enter the documents of a data set with their records into a ledger; returns what it came to.

    What the ledger has by the same version of the rules is passed over, so that an import that was stopped is taken up
    by repeating it; what it has by another version is taken as coded anew, and reviews stay. At the end the documents
    are compared with each other and the ledger's, as after reading: copies of one story are one independent report.
    Raises LedgerError when the ledger can't be written or the data set can't be read; what was entered is kept.
    """
    report = ReadReport() if report is None else report
    ledger.start_run({"import": "records", "paths": [folder.address]}, version=VERSION, at=clock())
    done = 0
    for entries in folder.coded():
        for batch in _batches(entries):
            _enter(batch, ledger, report)
            done += len(batch)
            path = batch[-1].snapshot.document.path or ""
            progress(Progress(done, done / folder.documents, path))
    with ledger.transaction():
        for document_id, path in folder.other_paths():
            ledger.note_path(document_id, path)
    for problem in folder.errors():
        error = InputError(problem.what, where=problem.place, hint=problem.hint)
        ledger.note_error(error)
    catch_up(ledger)
    ledger.finish_run(report.counts(), at=clock())
    return report


def _batches(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    return (entries[at : at + BATCH] for at in range(0, len(entries), BATCH))


def _enter(batch: Sequence[Entry], ledger: Ledger, report: ReadReport) -> None:
    new: list[Entry] = []
    other: list[Entry] = []
    for entry in batch:
        known = ledger.known(entry.snapshot.document.id)
        if known is None:
            new.append(entry)
        elif (known.engine, known.version) != entry.made_by:
            other.append(entry)
        else:
            report.known += 1
    for entries, recode in ((new, False), (other, True)):
        if entries:
            _enter_all(entries, ledger, report, recode=recode)


def _enter_all(entries: Sequence[Entry], ledger: Ledger, report: ReadReport, *, recode: bool) -> None:
    with ledger.transaction():
        added = ledger.add_all(entries, recode=recode)
    for entry, one in zip(entries, added, strict=True):
        if isinstance(one, InputError):
            report.note_error(one)
            ledger.note_error(one)
        else:
            report.note_added(one, entry.snapshot.document)
