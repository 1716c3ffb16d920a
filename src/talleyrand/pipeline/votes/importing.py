"""Bringing files of roll calls into a ledger: each is archived as a source, each of its rows becomes a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from talleyrand.archive.vote_files import Table, read_table
from talleyrand.errors import InputError
from talleyrand.ledger.store import Ledger
from talleyrand.pipeline.copies import CopyKeeper
from talleyrand.pipeline.jobs import MAX_CHARACTERS, now
from talleyrand.pipeline.reports import counted
from talleyrand.pipeline.votes.records import METHOD, Coding, code_table, layout_of, read_titles
from talleyrand.settings import VERSION

LISTED = 1000
"""Faulty rows of a file that are listed one by one; of more the rest is counted."""


@dataclass(slots=True)
class ImportReport:
    """What an import came to.

    `files` are those entered or entered anew, `known` those the ledger had, `rows` the rows read, `passed_over` rows of
    states that were no members, `superseded` records that a better description replaced.
    """

    files: int = 0
    known: int = 0
    records: int = 0
    superseded: int = 0
    passed_over: int = 0
    unsupported: int = 0
    choices: Counter[str] = field(default_factory=Counter)
    errors: list[InputError] = field(default_factory=list)

    @property
    def readable(self) -> int:
        """How many files could be read, new or known."""
        return self.files + self.known

    def counts(self) -> dict[str, int]:
        """Return the counts as the ledger keeps them."""
        names = ("files", "known", "records", "superseded", "passed_over", "unsupported")
        return {name: getattr(self, name) for name in names} | {"errors": len(self.errors)} | dict(self.choices)


def import_votes(
    paths: Sequence[Path],
    ledger: Ledger,
    *,
    roll_calls: Sequence[Path] = (),
    outlet: str | None = None,
    clock: Callable[[], str] = now,
) -> ImportReport:
    """Enter files of votes into the ledger; returns what it came to.

    A file that the ledger has adds nothing, unless `roll_calls` (files that describe roll calls: number or symbol, and
    title) give its votes titles. Rows that name no known state or choice are listed among the ledger's unreadable
    inputs, with their line; the others are entered. Raises LedgerError when the ledger can't be written.
    """
    report = ImportReport()
    ledger.start_run({"import": "votes", "paths": [str(p) for p in paths]}, version=VERSION, at=clock())
    titles: dict[str, str] = {}
    copies = CopyKeeper(ledger)
    for path in roll_calls:
        with _noted(report):
            titles |= _describe(read_table(path, outlet=outlet), ledger, copies)
    for path in paths:
        with _noted(report):
            _enter(read_table(path, outlet=outlet), ledger, titles, report, copies)
    copies.flush()
    for error in _listed(report.errors):
        ledger.note_error(error)
    ledger.finish_run(report.counts(), at=clock())
    return report


def summary(report: ImportReport) -> Iterator[str]:
    """Yield what a person is told at the end, a line each."""
    choices = ", ".join(f"{count:,} {choice}" for choice, count in sorted(report.choices.items()))
    faults = f"{len(report.errors):,} {'row or file' if len(report.errors) == 1 else 'rows or files'} not readable"
    yield f"{counted(report.files, 'file')} imported, {report.known:,} already known, {faults}"
    yield f"{counted(report.records, 'vote')} entered" + (f": {choices}" if choices else "")
    if report.superseded:
        yield f"{counted(report.superseded, 'earlier record')} superseded"
    if report.passed_over:
        yield f"{counted(report.passed_over, 'row')} passed over, of states that were no members"


@contextmanager
def _noted(report: ImportReport) -> Iterator[None]:
    """Take a file that can't be read into the report; the others are imported."""
    try:
        yield
    except InputError as error:
        report.errors.append(error)


def _describe(table: Table, ledger: Ledger, copies: CopyKeeper) -> dict[str, str]:
    """Return the titles that a table gives; it is archived like every source."""
    titles = read_titles(table)
    known = ledger.known(table.snapshot.document.id) is not None
    ledger.add(table.snapshot, (), Coding(), made_by=(METHOD, VERSION))
    if not known:
        copies.add(table.snapshot.document, None)
    return titles


def _enter(table: Table, ledger: Ledger, titles: dict[str, str], report: ImportReport, copies: CopyKeeper) -> None:
    document = table.snapshot.document
    if len(document.text) > MAX_CHARACTERS:
        what = f"the text has {len(document.text):,} characters, more than {MAX_CHARACTERS:,}"
        raise InputError(what, where=document.path or "", hint="split it by year")
    known = ledger.known(document.id) is not None
    if known and not titles:
        ledger.note_path(document.id, document.path)
        report.known += 1
        return
    coding = code_table(table, layout_of(table, titles))
    report.errors.extend(coding.errors)
    report.passed_over += coding.passed_over
    if not coding.records:
        raise InputError("no row of it is a vote", where=document.path or "", hint="see the rows listed")
    added = ledger.add(table.snapshot, (), coding, made_by=(METHOD, VERSION), recode=known)
    if not known:
        copies.add(document, None)
    report.files += not known
    report.known += known
    report.records += added.records
    report.superseded += added.superseded
    report.unsupported += added.unsupported
    report.choices.update(record.payload.choice for record in added.entered)  # type: ignore[union-attr]


def _listed(errors: Sequence[InputError]) -> Iterator[InputError]:
    yield from errors[:LISTED]
    if len(errors) > LISTED:
        last = errors[LISTED]
        yield InputError(f"and {len(errors) - LISTED:,} more faulty rows", where=last.where, hint=last.hint)
