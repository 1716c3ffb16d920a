"""`talleyrand votes` and `talleyrand ideal-points`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from talleyrand.cli.failures import guarded
from talleyrand.cli.measuring import Asked, Chart, Part, Shown, Why, asks, measured
from talleyrand.cli.options import FormatOption, LedgerOption, MinConfidence, Since, Until

State = Annotated[
    str | None, typer.Argument(metavar="[ACTOR]", help="A state: an ISO code (CHN) or a name; none for all states.")
]
Toward = Annotated[str | None, typer.Option("--toward", metavar="ACTOR", help="Compare with this state, by period.")]
Beside = Annotated[str | None, typer.Option("--toward", metavar="ACTOR", help="Show this state too.")]
Body = Annotated[str | None, typer.Option("--body", metavar="NAME", help="Only votes in this body: UNGA, UNSC ...")]
Period = Annotated[Literal["year", "session"], typer.Option("--by", help="Periods that are compared.")]
Blocs = Annotated[
    int | None, typer.Option("--blocs", metavar="N", min=2, help="So many blocs; else as many as the votes show.")
]
RollCall = Annotated[
    str | None, typer.Option("--roll-call", metavar="NAME", help="How each state voted in this one: A/RES/ES-11/1.")
]
Positive = Annotated[str, typer.Option("--positive", metavar="ISO", help="The state on the positive side.")]


@guarded
def votes(
    actor: State = None,
    toward: Toward = None,
    body: Body = None,
    by: Period = "year",
    blocs: Blocs = None,
    roll_call: RollCall = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = None,
    chart: Chart = None,
    part: Part = None,
    why: Why = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Who votes with whom.

    For each other state: agreement, S, Scott's pi and Cohen's kappa over the roll calls in which both voted, with
    intervals; absent, abstain and no are three things. Parts: moved (who moved toward or away, by period), choices
    (each roll call), blocs (states that vote alike, and how closely). Without a state: the blocs. With --roll-call: how
    each state voted in that one.
    """
    if roll_call:
        shown = Shown(format, chart, part, why)
        return measured(
            "roll_call", ledger, shown, call=roll_call, body=body, since=since, until=until,
            min_confidence=min_confidence,
        )  # fmt: skip
    shown = Shown(format, chart, part or (None if actor else "blocs"), why)
    return measured(
        "votes", ledger, shown, actor=actor, target=toward, body=body, by=by, blocs=blocs, since=since, until=until,
        min_confidence=min_confidence,
    )  # fmt: skip


@asks("ideal_points")
def ideal_points(
    actor: State = None, toward: Beside = None, body: Body = "UNGA", by: Period = "year", positive: Positive = "USA"
) -> Asked:
    """Where states stand by all their votes.

    One dimension, after Bailey, Strezhnev and Voeten (2017): mean 0, standard deviation 1, comparable over time because
    texts recur. Part: roll_calls (which texts part the two ends). Needs roll calls: talleyrand import votes FILE.
    """
    return {"actor": actor, "target": toward, "body": body, "by": by, "positive": positive}
