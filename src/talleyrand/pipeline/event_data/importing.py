"""Bringing files of event data into a ledger, row by row, in little memory however large they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from talleyrand.archive.event_files import DataFile, Piece, members, open_data_file, pieces, rows
from talleyrand.errors import InputError
from talleyrand.ledger.event_data.files import NewFile
from talleyrand.ledger.store import Ledger
from talleyrand.model.records import Record
from talleyrand.pipeline.event_data.gdelt import Gdelt
from talleyrand.pipeline.event_data.plover import Plover
from talleyrand.pipeline.event_data.polecat import Polecat
from talleyrand.pipeline.event_data.rows import PassedOver
from talleyrand.pipeline.gathering import uncollected
from talleyrand.pipeline.jobs import now
from talleyrand.pipeline.reports import counted
from talleyrand.settings import VERSION

LISTED = 1000
"""Faulty rows that are listed one by one among the ledger's errors; of more the rest is counted."""


class Reader(Protocol):
    """What reads the rows of a file of one data set."""

    def record(self, number: int, line: str) -> Record:
        """Return the record of a line; raises InputError or PassedOver."""


@dataclass(slots=True)
class DataReport:
    """What an import came to.

    `files` are those imported, `known` those that the ledger had whole; `rows` are all rows read, `repeated` those
    whose events it had, `passed_over` rows of what PLOVER has no event for, by what that is; `errors` the first
    thousand that can't be read, `faults` how many there are.
    """

    files: int = 0
    known: int = 0
    rows: int = 0
    records: int = 0
    repeated: int = 0
    faults: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    data_sets: Counter[str] = field(default_factory=Counter)
    errors: list[InputError] = field(default_factory=list)

    @property
    def readable(self) -> int:
        """How many files could be read, new or known."""
        return self.files + self.known

    def fault(self, error: InputError) -> None:
        """Take a row or file that can't be read into the report."""
        self.faults += 1
        if len(self.errors) < LISTED:
            self.errors.append(error)

    def counts(self) -> dict[str, int]:
        """Return the counts as the ledger keeps them."""
        names = ("files", "known", "rows", "records", "repeated")
        passed = {"passed_over": self.passed_over.total(), "errors": self.faults}
        return {name: getattr(self, name) for name in names} | passed | dict(self.data_sets)


def import_events(paths: Sequence[Path], ledger: Ledger, *, clock: Callable[[], str] = now) -> DataReport:
    """Enter files of POLECAT, PLOVER or GDELT 2.0 into the ledger; returns what it came to.

    Each file is archived whole, each event is a record without text that rests on its row. Rows that are no event of
    PLOVER's are counted, rows that can't be read are listed with their line; the rest goes on. A file that the ledger
    has whole adds nothing. Raises LedgerError when the ledger can't be written.
    """
    report = DataReport()
    ledger.start_run({"import": "events", "paths": [str(path) for path in paths]}, version=VERSION, at=clock())
    with uncollected():
        for path, member in _files(paths, report):
            try:
                _enter(open_data_file(path, member), ledger, report, clock())
            except InputError as error:
                report.fault(error)
    for fault in report.errors:
        ledger.note_error(fault)
    ledger.finish_run(report.counts(), at=clock())
    return report


def summary(report: DataReport) -> Iterator[str]:
    """Yield what a person is told at the end, a line each."""
    sets = ", ".join(f"{count:,} of {name}" for name, count in sorted(report.data_sets.items()))
    faults = f"{report.faults:,} {'row or file' if report.faults == 1 else 'rows or files'} not readable"
    yield f"{counted(report.files, 'file')} imported, {report.known:,} already known, {faults}"
    yield f"{counted(report.records, 'record')} without text entered" + (f": {sets}" if sets else "")
    if report.repeated:
        yield f"{counted(report.repeated, 'row')} of events that the ledger has already"
    for what, count in report.passed_over.most_common():
        yield f"{counted(count, 'row')} passed over: {what}"
    if report.records:
        yield "they count only where asked for: --data with"


def _files(paths: Sequence[Path], report: DataReport) -> Iterator[tuple[Path, str]]:
    """Yield each file with its name in a ZIP; what can't be read is reported."""
    for path in paths:
        try:
            found = members(path)
        except InputError as error:
            report.fault(error)
        else:
            yield from ((path, member) for member in found)


def _enter(file: DataFile, ledger: Ledger, report: DataReport, at: str) -> None:
    number = ledger.event_data.begin(NewFile(file.address, file.data_set, file.place, file.size, at))
    if number is None:
        report.known += 1
        return
    reader = _reader(file)
    for piece in pieces(file):
        records = list(_records(piece, file, reader, report))
        new = ledger.event_data.enter(number, piece.first, piece.raw, records)
        report.records += new
        report.repeated += len(records) - new
        report.data_sets[file.data_set] += new
    ledger.event_data.finish(number)
    report.files += 1


def _reader(file: DataFile) -> Reader:
    match file.data_set:
        case "POLECAT":
            return Polecat(file.address, file.columns)
        case "GDELT":
            return Gdelt(file.address)
        case "PLOVER":
            return Plover(file.address)


def _records(piece: Piece, file: DataFile, reader: Reader, report: DataReport) -> Iterator[Record]:
    for number, line in rows(piece):
        if number == 1 and file.has_header:
            continue
        report.rows += 1
        try:
            yield _record(reader, number, line)
        except PassedOver as reason:
            report.passed_over[str(reason)] += 1
        except InputError as error:
            report.fault(InputError(error.what, where=f"{file.place}:{number}", hint=error.hint))


def _record(reader: Reader, number: int, line: str) -> Record:
    if "\0" in line:
        raise InputError("a NUL byte in the row", hint="it was damaged on its way: fetch the file again")
    return reader.record(number, line)
