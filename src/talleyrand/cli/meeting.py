"""`talleyrand contacts` and `talleyrand sourcing`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from talleyrand.cli.failures import guarded
from talleyrand.cli.measuring import Chart, Part, Shown, Why, measured
from talleyrand.cli.options import FormatOption, LedgerOption, MinConfidence, Since, Toward, Until

Anybody = Annotated[
    str | None,
    typer.Argument(metavar="[ACTOR]", help='An ISO code (CHN), a name ("Xi Jinping") or an id; all without it.'),
]
Level = Annotated[
    Literal["leader", "minister", "envoy", "other"] | None,
    typer.Option("--level", help="Only contacts at this level."),
]


@guarded
def contacts(
    actor: Anybody = None,
    toward: Toward = None,
    since: Since = None,
    until: Until = None,
    level: Level = None,
    min_confidence: MinConfidence = None,
    chart: Chart = None,
    part: Part = None,
    why: Why = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Show whom an actor has met or called, how and when last.

    How often with each counterpart, by which channel and at which level, who began, and how surprising the silence
    since is. The parts: events, silences (contacts denied or refused) and coming. Without an actor: every two states.
    """
    return measured(
        "contacts",
        ledger,
        Shown(format, chart, part, why),
        actor=actor,
        target=toward,
        since=since,
        until=until,
        level=level,
        min_confidence=min_confidence,
    )


@guarded
def sourcing(
    actor: Anybody = None,
    toward: Toward = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = None,
    chart: Chart = None,
    part: Part = None,
    why: Why = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Show who vouches for what is known about an actor.

    Named and unnamed sources, institutions, documents, state media, the outlets themselves. The parts: sources by name,
    countries, single (acts and votes that one source alone tells of) and concentration on one outlet.
    """
    shown = Shown(format, chart, part, why)
    return measured(
        "sourcing", ledger, shown, actor=actor, target=toward, since=since, until=until, min_confidence=min_confidence
    )
