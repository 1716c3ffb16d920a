"""Options that commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from talleyrand.settings import Settings, load_settings

Format = Literal["table", "json", "jsonl", "csv"]

LedgerOption = Annotated[
    str | None,
    typer.Option("--ledger", metavar="PATH|URL", help="The ledger, else TALLEYRAND_LEDGER, else talleyrand.db."),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How to print: a table on a terminal, JSON lines into a pipe, unless given."),
]
Toward = Annotated[str | None, typer.Option("--toward", metavar="ACTOR", help="Only what concerns this actor too.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on, YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to this day, YYYY-MM-DD.")]
MinConfidence = Annotated[
    float | None,
    typer.Option("--min-confidence", metavar="P", min=0, max=1, help="Only records at least so sure, 0 to 1."),
]
DataOption = Annotated[
    Literal["without", "with", "only"],
    typer.Option("--data", help="Records of imported event data, which rest on no text: without, with, or only those."),
]
ActorArgument = Annotated[
    str, typer.Argument(metavar="ACTOR", help='An ISO code (CHN), a name ("Xi Jinping", "the Kremlin") or an id.')
]


def settings() -> Settings:
    """Return the settings of the working folder and the environment."""
    return load_settings(Path.cwd(), os.environ)


def ledger_location(given: str | None) -> str:
    """Return where the ledger is: as given, or as the settings say."""
    return given or settings().ledger
