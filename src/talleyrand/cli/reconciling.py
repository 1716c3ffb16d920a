"""`talleyrand gap` and `talleyrand balance`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from talleyrand.cli.measuring import Asked, asks
from talleyrand.cli.options import ActorArgument, Toward

Delta = Annotated[
    float | None, typer.Option("--delta", metavar="X", min=0, help="A gap no larger than this is none; 0.2.")
]
Level = Annotated[
    float | None,
    typer.Option("--level", metavar="P", min=0.5, max=0.999, help="Probability that an interval holds; 0.9."),
]
Fewest = Annotated[
    int | None,
    typer.Option("--fewest", metavar="N", min=1, help="Independent reports of words, and of deeds, for a target; 3."),
]
AnyActor = Annotated[
    str | None,
    typer.Argument(metavar="[ACTOR]", help="A state or organisation: ISO code, name or id; the whole network if none."),
]
Top = Annotated[int | None, typer.Option("--top", metavar="N", min=3, help="The most active parties taken in; 40.")]
Rows = Annotated[int | None, typer.Option("--rows", metavar="N", min=1, help="Triads told at most; 100.")]
Channel = Annotated[
    Literal["words", "deeds"] | None, typer.Option("--channel", help="Rest on words or on deeds alone.")
]
Contacts = Annotated[
    bool, typer.Option("--contacts", help="Let calls and meetings count as friendly too: enemies also talk.")
]


@asks("gap")
def gap(
    actor: ActorArgument, toward: Toward = None, delta: Delta = None, level: Level = None, fewest: Fewest = None
) -> Asked:
    """Show whether an actor's deeds match its words.

    Toward one actor by month, else toward each target; words and deeds on one scale, the gap with its interval and
    probability. Parts: reference (what the scale rests on), commitments (pledged, kept, broken, open, and the act that
    kept or broke each), fulfilment (their rate).
    """
    return {"actor": actor, "target": toward, "delta": delta, "level": level, "fewest": fewest}


@asks("balance")
def balance(
    actor: AnyActor = None,
    top: Top = None,
    channel: Channel = None,
    contacts: Contacts = False,
    rows: Rows = None,
    level: Level = None,
) -> Asked:
    """Show whose goals can't be reconciled: friends of two enemies.

    Triads in tension among states and organisations, each with its probability. Parts: straddle (how much each sits
    between camps, and its cheapest way out), exits, edges, camps, whole (balance and frustration of the network).
    """
    return {"actor": actor, "top": top, "channel": channel, "contacts": contacts or None, "rows": rows, "level": level}
