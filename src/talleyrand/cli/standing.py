"""`talleyrand positions`, `talleyrand standings` and `talleyrand turning-points`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from talleyrand.cli.measuring import Asked, asks
from talleyrand.cli.options import ActorArgument

Target = Annotated[str, typer.Option("--toward", metavar="ACTOR", help="The actor whom the position is toward.")]
Method = Annotated[
    Literal["local-level", "half-life", "logit"] | None,
    typer.Option("--method", help="How: a level over time (unless given), a mean that forgets, or the logit scale."),
]
Step = Annotated[
    Literal["day", "week", "month"] | None, typer.Option("--step", help="A value at the end of each; a week, if none.")
]
HalfLife = Annotated[
    float | None, typer.Option("--half-life", metavar="DAYS", help="Days in which a report loses half its weight; 30.")
]
Level = Annotated[
    float | None, typer.Option("--level", metavar="P", help="Probability that an interval holds; 0.9 unless given.")
]
Penalty = Annotated[
    float | None, typer.Option("--penalty", metavar="X", help="What a further change costs; 2 log n unless given.")
]
Permutations = Annotated[
    int | None, typer.Option("--permutations", metavar="N", help="Permutations behind a p-value; 999 unless given.")
]


@asks("positions")
def positions(
    actor: ActorArgument,
    toward: Target,
    method: Method = None,
    step: Step = None,
    half_life: HalfLife = None,
    level: Level = None,
) -> Asked:
    """Show where an actor stands toward another, over time.

    From -1 (hostile) to +1 (friendly), words and deeds apart, each value with its interval; the last row is the
    present. Parts: now, sums (cooperation and conflict apart), model.
    """
    return {"actor": actor, "target": toward, "method": method, "step": step, "half_life": half_life, "level": level}


@asks("standings")
def standings(toward: Target, level: Level = None) -> Asked:
    """Show where every state stands toward one, at its last report.

    From -1 (hostile) to +1 (friendly), words and deeds together, each with its interval, the friendliest first; from
    acts between parties, terms and votes (positions reads statements too, of one state).
    """
    return {"target": toward, "level": level}


@asks("turning_points")
def turning_points(
    actor: ActorArgument, toward: Target, penalty: Penalty = None, permutations: Permutations = None
) -> Asked:
    """Show when an actor's stance toward another turned.

    In what its words and deeds say, and in how many hostile and friendly ones there are: the day, the means before and
    after, a p-value; --why shows the records on both sides. Part series: what was searched.
    """
    return {"actor": actor, "target": toward, "penalty": penalty, "permutations": permutations}
