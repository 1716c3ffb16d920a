"""`talleyrand verify`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from talleyrand.cli.failures import DONE, INTEGRITY, guarded, message
from talleyrand.cli.options import Format, FormatOption, LedgerOption, ledger_location
from talleyrand.cli.output import Row, chosen_format, print_rows

if TYPE_CHECKING:
    from talleyrand.ledger.records import Records

FINDINGS = ("place", "what")
UNSUPPORTED = ("document_id", "start", "end", "text", "reason")
NOT_ENGLISH = ("document_id", "language", "title", "outlet", "published", "path")
ERRORS = ("place", "what", "hint")


@guarded
def verify(
    unsupported: Annotated[bool, typer.Option("--unsupported", help="List what was found but not entered.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List inputs that could not be read.")] = False,
    not_english: Annotated[
        bool, typer.Option("--not-english", help="List documents in other languages, which are not coded.")
    ] = False,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Check every source and every quote again.

    Every source is hashed and every quote looked up in its text; exit code 4 when something differs.
    """
    from talleyrand.codebook.languages import language_name
    from talleyrand.ledger.records import open_records

    chosen = chosen_format(format)
    with open_records(ledger_location(ledger)) as opened:
        if unsupported:
            return _list([asdict(row) for row in opened.unsupported()], UNSUPPORTED, chosen)
        if errors:
            return _list([asdict(row) for row in opened.errors()], ERRORS, chosen)
        if not_english:
            rows = [asdict(row) | {"language": language_name(row.language)} for row in opened.not_english()]
            return _list(rows, NOT_ENGLISH, chosen)
        return _verify(opened, chosen)


def _verify(ledger: Records, format: Format) -> int:
    findings = [asdict(finding) for finding in ledger.verify()]
    counts = ledger.counts()
    _list(findings, FINDINGS, format)
    checked = f"{counts['documents']:,} sources and {counts['records'] + counts['superseded']:,} records checked"
    message(f"{checked}, {len(findings):,} differ" if findings else f"{checked}, nothing differs")
    return INTEGRITY if findings else DONE


def _list(rows: Sequence[Row], columns: tuple[str, ...], format: Format) -> int:
    print_rows(rows, format, columns=columns, table=lambda: _print(rows, columns))
    return DONE


def _print(rows: Sequence[Row], columns: tuple[str, ...]) -> None:
    from talleyrand.cli.tables import print_table

    if rows:
        print_table(columns, [["" if row[column] is None else str(row[column]) for column in columns] for row in rows])
