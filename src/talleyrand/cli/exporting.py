"""`talleyrand export`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from talleyrand.cli.citing import print_citations
from talleyrand.cli.entries import checked_day, print_entries
from talleyrand.cli.failures import DONE, guarded
from talleyrand.cli.options import LedgerOption, MinConfidence, Since, Until, ledger_location
from talleyrand.cli.output import print_rows
from talleyrand.ledger.store import open_ledger
from talleyrand.model.records import Kind
from talleyrand.pipeline.citing import cited_record
from talleyrand.pipeline.revisions import revision_lines
from talleyrand.present.citations.citation import STYLES

MaxConfidence = Annotated[
    float | None,
    typer.Option("--max-confidence", metavar="P", min=0, max=1, help="Only records no surer than this, 0 to 1."),
]
FormatOption = Annotated[
    Literal["jsonl", "json", "csv", "csl", "bibtex", "revisions"],
    typer.Option(
        "--format", help="JSON lines, one JSON list, flat CSV, citations (CSL-JSON, BibTeX), or persons' decisions."
    ),
]


@guarded
def export(
    format: FormatOption = "jsonl",
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only records of this kind.")] = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = None,
    max_confidence: MaxConfidence = None,
    ledger: LedgerOption = None,
) -> int:
    """Write the records to stdout.

    Each comes with its document and evidence. Those that a person rejected come too, with that status; citations are of
    the others alone. Revisions are all decisions that persons made, as JSON lines for talleyrand import revisions.
    """
    since, until = checked_day(since, "--since"), checked_day(until, "--until")
    with open_ledger(ledger_location(ledger), read_only=True) as opened:
        entries = opened.entries(
            kind=kind,
            since=since,
            until=until,
            rejected=format not in STYLES,
            min_confidence=min_confidence,
            max_confidence=max_confidence,
        )
        match format:
            case "revisions":
                print_rows(revision_lines(opened), "jsonl", columns=(), table=lambda: None)
            case "csl" | "bibtex":
                print_citations((cited_record(opened, record) for record, _ in entries), format)
            case _:
                print_entries(entries, format, lambda: None)
    return DONE
