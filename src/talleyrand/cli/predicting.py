"""`talleyrand forecasts`."""

from __future__ import annotations

from getpass import getuser
from typing import Annotated, Literal, cast

import typer

from talleyrand.cli.failures import DONE, guarded, message
from talleyrand.cli.measuring import Chart, Part, Shown, Why, measured
from talleyrand.cli.options import (
    FormatOption,
    LedgerOption,
    MinConfidence,
    Since,
    Toward,
    Until,
    ledger_location,
)
from talleyrand.model.records import Outcome

Forecaster = Annotated[
    str | None,
    typer.Argument(metavar="[ACTOR]", help="Whose forecasts: an ISO code (CHN), a name or an id; else everybody's."),
]
By = Annotated[
    Literal["forecaster", "institution", "country"] | None,
    typer.Option("--by", help="Score by forecaster, institution or country."),
]
Within = Annotated[
    int | None,
    typer.Option("--within", metavar="DAYS", min=1, help="Days in which acts are looked for if no horizon is given."),
]
Resolve = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--resolve", metavar="ID OUTCOME", help="Enter what became of a forecast: true, false, unresolvable or pending."
    ),
]
Note = Annotated[str, typer.Option("--note", metavar="WORDS", help="With --resolve: why, or where it is written.")]
Reviewer = Annotated[str | None, typer.Option("--reviewer", metavar="NAME", help="With --resolve: who says so.")]


@guarded
def forecasts(
    actor: Forecaster = None,
    toward: Toward = None,
    since: Since = None,
    until: Until = None,
    by: By = None,
    within: Within = None,
    resolve: Resolve = None,
    note: Note = "",
    reviewer: Reviewer = None,
    min_confidence: MinConfidence = None,
    chart: Chart = None,
    part: Part = None,
    why: Why = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Show who foretold what, what became of it, and who was right.

    The register, with what later acts suggest, and scores. A suggestion is no outcome: a person enters one with
    --resolve, true where it came as foretold (what was called unlikely did not happen), else false. Parts: scores and
    one_sidedness, and the same _suggested by acts alone.
    """
    if resolve is not None:
        return _resolve(resolve, note, reviewer, ledger)
    return measured(
        "forecasts",
        ledger,
        Shown(format, chart, part, why),
        actor=actor,
        target=toward,
        since=since,
        until=until,
        by=by,
        within=within,
        min_confidence=min_confidence,
    )


def _resolve(resolution: tuple[str, str], note: str, reviewer: str | None, ledger: str | None) -> int:
    from talleyrand.ledger.store import open_ledger
    from talleyrand.pipeline.jobs import now

    record_id, outcome = resolution
    with open_ledger(ledger_location(ledger), create=False) as opened:
        who = reviewer or getuser()
        record = opened.resolve(record_id, cast("Outcome", outcome), note=note, reviewer=who, at=now())
    message(f"forecast {record.id} is {outcome}, says {who}")
    return DONE
