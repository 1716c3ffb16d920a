"""`talleyrand framing` and `talleyrand formulations`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from talleyrand.cli.measuring import Asked, asks
from talleyrand.cli.options import ActorArgument, Toward

AnyActor = Annotated[
    str | None,
    typer.Argument(metavar="[ACTOR]", help="An ISO code, a name or an id; all states without one."),
]
Against = Annotated[str | None, typer.Option("--against", metavar="ACTOR", help="Compare with this actor's words.")]
Frame = Annotated[
    str | None, typer.Option("--frame", metavar="ID", help="Only this disputed matter, such as russia-ukraine-war.")
]
Step = Annotated[
    Literal["month", "quarter", "year"] | None, typer.Option("--step", help="Steps of time; months unless given.")
]
Level = Annotated[
    float | None,
    typer.Option("--level", metavar="P", min=0.01, max=0.99, help="The level of intervals, 0.9 unless given."),
]
Before = Annotated[
    str | None,
    typer.Option("--before", metavar="DATE", help="In the part distinctive: words since this day against earlier."),
]
Names = Annotated[bool, typer.Option("--names", help="In the part distinctive, list names too.")]
Phrase = Annotated[str | None, typer.Option("--phrase", metavar="WORDS", help="Ask for this wording alone.")]
Top = Annotated[int | None, typer.Option("--top", metavar="N", min=1, help="How many formulations, 60 unless given.")]
Fewest = Annotated[
    int | None, typer.Option("--fewest", metavar="N", min=2, help="In how many texts a phrase recurs, 3 unless given.")
]
Shortest = Annotated[
    int | None, typer.Option("--shortest", metavar="N", min=2, help="Words of the shortest phrase, 3 unless given.")
]


@asks("framing")
def framing(
    actor: AnyActor = None,
    against: Against = None,
    frame: Frame = None,
    step: Step = None,
    level: Level = None,
    before: Before = None,
    names: Names = False,
) -> Asked:
    """Show which words an actor uses for what is disputed, and which it avoids.

    The share of each competing term with its interval, since when and how often. Parts: over_time, avoided (and
    rejected), by_actor, distinctive (words of its statements against others').
    """
    return {
        "actor": actor,
        "target": against,
        "frame": frame,
        "step": step,
        "level": level,
        "before": before,
        "names": names or None,
    }


@asks("formulations")
def formulations(
    actor: ActorArgument,
    toward: Toward = None,
    phrase: Phrase = None,
    top: Top = None,
    fewest: Fewest = None,
    shortest: Shortest = None,
) -> Asked:
    """Show the fixed phrases of an actor's language.

    Since when each is used, how often, whether it was dropped. Parts: changes (wordings that differ by one word, and
    which came later), uses (every use with its record).
    """
    return {"actor": actor, "target": toward, "phrase": phrase, "top": top, "fewest": fewest, "shortest": shortest}
