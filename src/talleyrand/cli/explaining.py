"""`talleyrand why`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from talleyrand.cli.failures import DONE, guarded
from talleyrand.cli.measuring import part_of, print_reasons
from talleyrand.cli.options import Format, FormatOption, LedgerOption, ledger_location
from talleyrand.cli.output import chosen_format, print_rows

if TYPE_CHECKING:
    from talleyrand.pipeline.stories import Story


@guarded
def why(
    record: Annotated[
        str,
        typer.Argument(metavar="ID", help="A record's id, or the beginning of it; or the address of a measure's row."),
    ],
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Show how a record or a number came to be.

    Of a record: its sentence in context, the rule and engine, who and when and how that is known, its source and its
    history. Of a row that a measure printed, by the address printed with it (positions?actor=CHN&target=RUS#...): every
    record behind it with its weight.
    """
    if "?" in record or "#" in record:
        return _why_row(record, format, ledger)
    from talleyrand.ledger.records import open_records
    from talleyrand.pipeline.stories import story_json, story_of

    with open_records(ledger_location(ledger)) as opened:
        story = story_of(opened, record)
    rows = [story_json(story)]
    print_rows(rows, chosen_format(format), columns=tuple(rows[0]), table=lambda: _print(story))
    return DONE


def _why_row(address: str, format: Format | None, ledger: str | None) -> int:
    from talleyrand.ledger.records import open_records
    from talleyrand.pipeline.measures import ask, parse_address
    from talleyrand.pipeline.views import resolve

    name, parameters, row = parse_address(address)
    measure, _, part = name.partition("/")
    with open_records(ledger_location(ledger)) as opened:
        result = ask(opened, measure, parameters, resolve)
        print_reasons(opened, part_of(result, part or None), row, format)
    return DONE


def _print(story: Story) -> None:
    from rich.console import Console

    from talleyrand.present.plain import line
    from talleyrand.present.terminal import print_record

    print_record(story.record, story.document, Console(), story.history)
    for path in story.paths:
        print(f"  read from {path}")
    for name, cell in story.fields:
        print(f"  {line(name)}: {line(cell)}")
