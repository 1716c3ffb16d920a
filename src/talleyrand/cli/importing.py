"""`talleyrand import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from talleyrand.cli.failures import DONE, NOTHING_READABLE, SOME_UNREADABLE, guarded, message
from talleyrand.cli.json_lines import json_lines
from talleyrand.cli.options import Format, FormatOption, LedgerOption, ledger_location
from talleyrand.cli.output import chosen_format, print_rows

if TYPE_CHECKING:
    from talleyrand.pipeline.event_data.importing import DataReport
    from talleyrand.pipeline.votes.importing import ImportReport

SHOWN = 20
"""Faulty rows that are told one by one; all are listed by `talleyrand verify --errors`."""

What = Annotated[
    Literal["votes", "events", "revisions", "records"],
    typer.Argument(metavar="KIND", help="What the files hold: votes, events, revisions or records."),
]
Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="CSV files of votes; event data (POLECAT, PLOVER, GDELT); JSON lines of revisions; data sets of records.",
    ),
]
RollCalls = Annotated[
    list[Path] | None,
    typer.Option("--roll-calls", metavar="FILE", help="Titles of roll calls: rcid or symbol, and descr or title."),
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published the files.")]


@guarded
def import_(
    what: What,
    files: Files,
    roll_calls: RollCalls = None,
    outlet: Outlet = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Bring files of other programs into the ledger.

    Votes: CSV files with a row for each state and roll call (resolution, date, country, vote), or with a column for
    each state. Each file is archived, each vote rests on its row. Rows that can't be read are listed, the others
    entered; what the ledger has already is passed over.

    Events: files of POLECAT (tabs, with their header), PLOVER (JSON lines) or GDELT 2.0 (61 columns), also packed by
    gzip or ZIP, of any size. Each file is archived, each event a record without text that rests on its row. Such
    records count nowhere unless asked for, with --data with; why finds them.

    Revisions: persons' decisions as talleyrand export --format revisions writes them, into a ledger with the same
    documents. Where persons judged a record in both ledgers, what comes in is a second reading, and the record is in
    dispute where they differ; such records are told.

    Records: data sets that talleyrand read --output wrote, by folder or address. Each document enters once for each
    version of the rules, every quote is checked again; an import that was stopped is taken up by repeating it.
    """
    if what == "revisions":
        return _import_revisions([Path(file) for file in files], format, ledger)
    if what == "records":
        return _import_records(files, format, ledger)
    if what == "events":
        return _import_events([Path(file) for file in files], format, ledger)
    from talleyrand.ledger.store import open_ledger
    from talleyrand.pipeline.votes.importing import import_votes, summary

    with open_ledger(ledger_location(ledger)) as opened:
        report = import_votes([Path(file) for file in files], opened, roll_calls=roll_calls or (), outlet=outlet)
    _tell_faults(report)
    for line in summary(report):
        message(line)
    counts = report.counts()
    print_rows([counts], chosen_format(format), columns=tuple(counts), table=lambda: None)
    return _exit_code(report)


def _import_revisions(files: list[Path], format: Format | None, ledger: str | None) -> int:
    from talleyrand.ledger.store import open_ledger
    from talleyrand.pipeline.revisions import import_revisions

    lines = [(f"{path}:{number}", found) for path in files for number, found in json_lines(path)]
    with open_ledger(ledger_location(ledger), create=False) as opened:
        report = import_revisions(lines, opened)
    for told in (*report.conflicts, *(error.line() for error in report.errors)):
        message(f"talleyrand: {told}")
    counts = report.counts()
    print_rows([counts], chosen_format(format), columns=tuple(counts), table=lambda: None)
    message(", ".join(f"{count:,} {name}" for name, count in counts.items()))
    return SOME_UNREADABLE if report.errors else DONE


def _import_records(folders: list[str], format: Format | None, ledger: str | None) -> int:
    from talleyrand.cli.progress import shown_progress
    from talleyrand.cli.reading import exit_code, told
    from talleyrand.ledger.records import open_dataset
    from talleyrand.ledger.store import open_ledger
    from talleyrand.pipeline.datasets.entering import enter_dataset

    sets = [open_dataset(folder) for folder in folders]
    with told() as report, open_ledger(ledger_location(ledger)) as opened, shown_progress() as progress:
        for one in sets:
            enter_dataset(one, opened, progress=progress, report=report)
    counts = report.counts()
    print_rows([counts], chosen_format(format), columns=tuple(counts), table=lambda: None)
    return exit_code(report)


def _import_events(files: list[Path], format: Format | None, ledger: str | None) -> int:
    from talleyrand.ledger.store import open_ledger
    from talleyrand.pipeline.event_data.importing import import_events, summary

    with open_ledger(ledger_location(ledger)) as opened:
        report = import_events(files, opened)
    _tell_faults(report)
    for line in summary(report):
        message(line)
    counts = report.counts()
    print_rows([counts], chosen_format(format), columns=tuple(counts), table=lambda: None)
    return _exit_code(report)


def _tell_faults(report: ImportReport | DataReport) -> None:
    for error in report.errors[:SHOWN]:
        message(f"talleyrand: {error.line()}")
    if len(report.errors) > SHOWN:
        message(f"and {len(report.errors) - SHOWN:,} more: talleyrand verify --errors")


def _exit_code(report: ImportReport | DataReport) -> int:
    if not report.readable:
        return NOTHING_READABLE
    return SOME_UNREADABLE if report.errors else DONE
