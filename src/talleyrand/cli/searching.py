"""`talleyrand search`."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Annotated

import typer

from talleyrand.cli.failures import DONE, guarded
from talleyrand.cli.options import FormatOption, LedgerOption, ledger_location
from talleyrand.cli.output import chosen_format, print_rows

if TYPE_CHECKING:
    from talleyrand.ledger.inputs import Hit


@guarded
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words to find; "a phrase" or wor* will do.')],
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many sentences.")] = 50,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Find sentences by their words.

    All documents read are searched, the best sentences come first; endings of words don't matter.
    """
    from talleyrand.ledger.inputs import Hit
    from talleyrand.ledger.records import open_records

    with open_records(ledger_location(ledger)) as opened:
        hits = list(opened.search(" ".join(words), limit=limit))
    columns = tuple(field.name for field in fields(Hit))
    print_rows(map(asdict, hits), chosen_format(format), columns=columns, table=lambda: _print(hits))
    return DONE


def _print(hits: list[Hit]) -> None:
    from rich.console import Console

    from talleyrand.present.terminal import print_hits

    print_hits(hits, Console())
