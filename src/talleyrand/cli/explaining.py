"""`talleyrand why`."""

from __future__ import annotations

from typing import Annotated

import typer

from talleyrand.cli.failures import DONE, guarded
from talleyrand.cli.options import FormatOption, LedgerOption, ledger_location
from talleyrand.cli.output import chosen_format, print_rows
from talleyrand.ledger.store import open_ledger
from talleyrand.pipeline.stories import Story, story_json, story_of


@guarded
def why(
    record: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or the beginning of it.")],
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Show how a record came to be.

    Its sentence in context, the rule and engine, who and when and how that is known, its source and its history.
    """
    with open_ledger(ledger_location(ledger), read_only=True) as opened:
        story = story_of(opened, record)
    rows = [story_json(story)]
    print_rows(rows, chosen_format(format), columns=tuple(rows[0]), table=lambda: _print(story))
    return DONE


def _print(story: Story) -> None:
    from rich.console import Console

    from talleyrand.present.terminal import print_record

    print_record(story.record, story.document, Console(), story.history)
    for path in story.paths:
        print(f"  read from {path}")
