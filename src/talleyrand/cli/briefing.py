"""`talleyrand brief`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talleyrand.cli.entries import checked_day
from talleyrand.cli.failures import DONE, guarded, message
from talleyrand.cli.options import LedgerOption, Since, Until, ledger_location
from talleyrand.errors import LedgerError, OptionError
from talleyrand.settings import VERSION

if TYPE_CHECKING:
    from talleyrand.pipeline.briefs.exporting import Kind

Actors = Annotated[
    list[str], typer.Argument(metavar="ACTOR...", help="One to four actors: ISO codes (CHN), names or ids.")
]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write: .md, .docx or .html.", dir_okay=False)
]


@guarded
def brief(actors: Actors, output: Output, since: Since = None, until: Until = None, ledger: LedgerOption = None) -> int:
    """Write a draft brief about actors and days.

    Positions, words and deeds, contacts, votes, formulations, forecasts, accounts that differ, and what is not known,
    each sentence with footnotes to its records: as Markdown, a Word document or one HTML page.
    """
    from talleyrand.ledger.store import open_ledger
    from talleyrand.pipeline.briefs.draft import drafted
    from talleyrand.pipeline.briefs.exporting import exported

    kind = _kind(output)
    checked_day(since, "--since")
    checked_day(until, "--until")
    with open_ledger(ledger_location(ledger), read_only=True) as opened:
        made = drafted(opened, actors, since, until, f"Talleyrand {VERSION}")
        written = exported(opened, made, kind)
    try:
        output.write_bytes(written)
    except OSError as error:
        raise LedgerError(error.strerror or "it can't be written", where=str(output), hint="another file") from error
    message(f"{output} written: {len(made.records):,} records cited")
    return DONE


def _kind(output: Path) -> Kind:
    kinds: dict[str, Kind] = {".md": "md", ".docx": "docx", ".html": "html"}
    if output.suffix.lower() not in kinds:
        raise OptionError("no kind of brief", where=str(output), hint=f"one of {', '.join(kinds)}")
    return kinds[output.suffix.lower()]
