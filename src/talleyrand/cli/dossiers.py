"""`talleyrand show`, `talleyrand timeline` and `talleyrand dossier`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talleyrand.cli.entries import checked_day, print_entries
from talleyrand.cli.failures import DONE, guarded, message
from talleyrand.cli.measuring import Chart, write_chart
from talleyrand.cli.options import (
    ActorArgument,
    DataOption,
    Format,
    FormatOption,
    LedgerOption,
    MinConfidence,
    Since,
    Toward,
    Until,
    ledger_location,
)
from talleyrand.cli.output import chosen_format
from talleyrand.errors import LedgerError
from talleyrand.settings import VERSION

if TYPE_CHECKING:
    from talleyrand.ledger.selecting.selection import DataChoice
    from talleyrand.pipeline.views import Answer, Question

SHOWN = 200
"""Records that `show` and `timeline` take unless told otherwise: the newest, more than a person reads at a sitting."""

Limit = Annotated[
    int, typer.Option("--limit", metavar="N", min=0, help="At most so many records, the newest; 0 for all.")
]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page to write.", dir_okay=False)]


@guarded
def show(
    actor: ActorArgument,
    toward: Toward = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = SHOWN,
    min_confidence: MinConfidence = None,
    data: DataOption = "without",
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Show what an actor said, did and refused.

    Whom it talked to, how it voted, which words it used, and for everything who says so. As JSON lines or CSV: the
    records themselves, those of others toward the actor too.
    """
    question = _question(actor, toward, (since, until), limit, min_confidence, data)
    print_answer(_answer(question, ledger), format)
    return DONE


@guarded
def timeline(
    actor: ActorArgument,
    toward: Toward = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = SHOWN,
    min_confidence: MinConfidence = None,
    data: DataOption = "without",
    chart: Chart = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Show words and deeds in order of date."""
    found = _answer(_question(actor, toward, (since, until), limit, min_confidence, data), ledger)
    print_entries(found.entries, chosen_format(format), lambda: _print_timeline(found))
    _tell_rest(found)
    if chart is not None:
        _draw_timeline(found, chart)
    return DONE


@guarded
def dossier(
    actor: ActorArgument,
    output: Output,
    toward: Toward = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 0,
    min_confidence: MinConfidence = None,
    ledger: LedgerOption = None,
) -> int:
    """Write one page about an actor.

    The page is self-contained and opens offline; every entry in it opens its sentence in context.
    """
    found = _answer(_question(actor, toward, (since, until), limit, min_confidence), ledger)
    write_page(found, output)
    return DONE


def print_answer(found: Answer, format: Format | None) -> None:
    """Print the dossier on a terminal, or its records in a format."""
    print_entries(found.entries, chosen_format(format), lambda: _print_dossier(found))
    _tell_rest(found)


def write_page(found: Answer, page: Path) -> None:
    """Write the dossier as a page; raises LedgerError when the file can't be written."""
    from talleyrand.pipeline.views import view_of
    from talleyrand.present.dossier import render_dossier

    try:
        page.write_text(render_dossier(view_of(found, _generated(found))), "utf-8")
    except OSError as error:
        raise LedgerError(
            error.strerror or "it can't be written", where=str(page), hint="choose another file"
        ) from error
    message(f"{page} written: {len(found.entries):,} records")


def _print_dossier(found: Answer) -> None:
    from rich.console import Console

    from talleyrand.pipeline.views import view_of
    from talleyrand.present.terminal import print_dossier

    print_dossier(view_of(found, _generated(found)), Console())


def _print_timeline(found: Answer) -> None:
    from rich.console import Console

    from talleyrand.present.rows import build_rows
    from talleyrand.present.terminal import print_rows

    print_rows(build_rows(found.entries), Console())


def _draw_timeline(found: Answer, chart: Path) -> None:
    from talleyrand.analyse.timeline.measure import timeline as timeline_of
    from talleyrand.pipeline.views import actor_key

    toward = actor_key(found.toward) if found.toward else None
    records = (record for record, _ in found.entries)
    write_chart(timeline_of(records, actor=actor_key(found.actor), target=toward), chart)


def _generated(found: Answer) -> str:
    made = f"Talleyrand {VERSION}, {date.today().isoformat()}"
    return f"{made}; {found.caution}" if found.caution else made


def _question(
    actor: str,
    toward: str | None,
    days: tuple[str | None, str | None],
    limit: int,
    min_confidence: float | None,
    data: DataChoice = "without",
) -> Question:
    from talleyrand.pipeline.views import Question

    since, until = checked_day(days[0], "--since"), checked_day(days[1], "--until")
    return Question(actor, toward, since, until, limit or None, min_confidence, data)


def _answer(question: Question, ledger: str | None) -> Answer:
    from talleyrand.ledger.records import open_records
    from talleyrand.pipeline.views import answer, resolve

    with open_records(ledger_location(ledger)) as opened:
        return answer(opened, question, resolve)


def _tell_rest(found: Answer) -> None:
    if found.caution is not None:
        message(found.caution)
    if not found.complete:
        message(f"these are the newest {len(found.entries):,} records; --limit 0 takes all")
