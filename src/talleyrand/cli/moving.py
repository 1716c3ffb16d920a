"""`talleyrand copy`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from talleyrand.cli.failures import DONE, INTEGRITY, guarded, message
from talleyrand.cli.options import FormatOption
from talleyrand.cli.output import chosen_format, print_rows

if TYPE_CHECKING:
    from talleyrand.ledger.inputs import Finding

TOLD_EVERY = 100_000
"""Rows of a table between two lines of progress."""
SHOWN = 10
"""Findings that are told one by one: a source that is damaged differs in each of its quotes."""


@guarded
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A ledger: a file or postgresql://user@host/database.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty one, or one that is not there yet.")],
    format: FormatOption = None,
) -> int:
    """Copy a ledger into another, in a file or on a server.

    Every row and every source is copied, then all of it is verified; exit code 4 when something differs.
    A copy that was interrupted leaves no ledger behind: repeat it.
    """
    from talleyrand.ledger.location import located
    from talleyrand.ledger.store import open_ledger
    from talleyrand.ledger.transfer import copy as copy_ledger

    there = located(target)
    try:
        counts = copy_ledger(located(source), there, told=_told)
    except KeyboardInterrupt as stopped:
        stopped.add_note("nothing of the copy is kept, begin it anew")
        raise
    message("copied; every source and every quote is checked again")
    with open_ledger(there, read_only=True) as opened:
        findings = _tell(opened.verify())
    if findings > SHOWN:
        message(f"and {findings - SHOWN:,} more: talleyrand verify --ledger {there}")
    print_rows([counts], chosen_format(format), columns=tuple(counts), table=lambda: _table(counts))
    return INTEGRITY if findings else DONE


def _tell(findings: Iterable[Finding]) -> int:
    """Tell the first of what differs, and return how much does."""
    number = 0
    for number, finding in enumerate(findings, start=1):
        if number <= SHOWN:
            message(f"talleyrand: {finding.place}: {finding.what}")
    return number


def _told(table: str, rows: int) -> None:
    if rows % TOLD_EVERY == 0:
        message(f"{table}: {rows:,}")


def _table(counts: dict[str, int]) -> None:
    from talleyrand.cli.tables import print_table

    print_table(("table", "rows"), [[name, f"{n:,}"] for name, n in counts.items() if n])
