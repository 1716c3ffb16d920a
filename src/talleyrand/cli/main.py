"""The `talleyrand` command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from talleyrand.cli import (
    agreeing,
    briefing,
    casing,
    changing,
    citing,
    comparing,
    copying,
    demonstration,
    dossiers,
    explaining,
    exporting,
    importing,
    meeting,
    moving,
    predicting,
    reading,
    reconciling,
    reviewing,
    searching,
    serving,
    standing,
    users,
    verifying,
    voting,
    watching,
    withholding,
    wording,
)
from talleyrand.settings import VERSION

app = typer.Typer(
    name="talleyrand",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (reading.read, 'talleyrand read articles/ --date 2022-02-26 --outlet "Example Wire"'),
    (watching.watch, "talleyrand watch https://example.org/news.xml --actor CHN --toward RUS --once"),
    (dossiers.show, "talleyrand show CHN --toward RUS --since 2022-02-01"),
    (dossiers.timeline, 'talleyrand timeline "Xi Jinping" --until 2022-03-31'),
    (changing.changes, "talleyrand changes RUS --since 2022-02-01 --until 2022-03-15"),
    (withholding.non_acts, "talleyrand non-acts CHN --toward RUS"),
    (meeting.contacts, "talleyrand contacts FRA --since 2022-01-01 --until 2022-06-30"),
    (comparing.accounts, "talleyrand accounts RUS --toward USA --part sides"),
    (standing.positions, "talleyrand positions CHN --toward RUS --chart china.svg"),
    (standing.standings, "talleyrand standings --toward RUS"),
    (standing.turning_points, "talleyrand turning-points RUS --toward UKR --since 2021-10-01"),
    (wording.framing, "talleyrand framing RUS --against UKR --frame russia-ukraine-war"),
    (wording.formulations, "talleyrand formulations RUS --until 2022-06-30 --chart formulations.svg"),
    (meeting.sourcing, "talleyrand sourcing CHN --toward RUS --part single"),
    (predicting.forecasts, "talleyrand forecasts USA --toward RUS --by institution"),
    (reconciling.gap, "talleyrand gap CHN --toward RUS --chart gap.svg"),
    (reconciling.balance, "talleyrand balance CHN --part straddle"),
    (reviewing.review, "talleyrand review CHN --random 200 --as anna"),
    (agreeing.agree, "talleyrand agree anna.jsonl ben.jsonl"),
    (searching.search, "talleyrand search sanctions '\"phone call\"'"),
    (explaining.why, "talleyrand why 3f2a"),
    (importing.import_, "talleyrand import votes roll_calls.csv"),
    (voting.votes, "talleyrand votes CHN --toward RUS --by session"),
    (voting.ideal_points, "talleyrand ideal-points --chart points.svg"),
    (citing.cite, "talleyrand cite 3f2a --style bibtex"),
    (exporting.export, "talleyrand export --format jsonl > records.jsonl"),
    (copying.copies, "talleyrand copies --format csv > copies.csv"),
    (verifying.verify, "talleyrand verify --ledger talleyrand.db"),
    (moving.copy, "talleyrand copy talleyrand.db postgresql://ann@db.example.org/ledger"),
    (dossiers.dossier, "talleyrand dossier CHN -o china.html"),
    (briefing.brief, "talleyrand brief CHN RUS --since 2022-02-01 --until 2022-03-15 -o brief.docx"),
    (serving.serve, "talleyrand serve --ledger talleyrand.db"),
    (casing.case, 'talleyrand case add "Grain" --actor UKR --actor RUS --words grain'),
    (users.user, "talleyrand user add anna --role coder"),
    (users.token, "talleyrand token add anna --scope read --expires 30"),
    (demonstration.demo, "talleyrand demo"),
)
"""Every command with the example that its help ends with."""


def command_name(command: Callable[..., None]) -> str:
    """Return what a command is called: its function's name, `import_` being `import`."""
    return command.__name__.rstrip("_").replace("_", "-")


for _command, _example in COMMANDS:
    app.command(command_name(_command), epilog=f"Example: {_example}")(_command)


def _print_version(asked: bool) -> None:
    if asked:
        print(VERSION)
        raise typer.Exit


@app.callback()
def talleyrand(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Keep a ledger of what states and their leaders said and did, tied to the words of archived sources."""


def open_closed_streams() -> None:
    """Let what is written to a closed stream (`>&-`) go nowhere; else the ledger could be opened in its place."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open as long as the process


def main() -> None:
    """Run the command line."""
    open_closed_streams()
    app(prog_name="talleyrand")
