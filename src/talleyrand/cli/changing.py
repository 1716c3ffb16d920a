"""`talleyrand changes`."""

from __future__ import annotations

from typing import Annotated

import typer

from talleyrand.cli.measuring import Asked, asks
from talleyrand.cli.options import ActorArgument, Toward

Most = Annotated[
    int | None, typer.Option("--most", metavar="N", min=1, help="So many changes of one kind at most; 5 unless given.")
]


@asks("changes")
def changes(actor: ActorArgument, toward: Toward = None, most: Most = None) -> Asked:
    """Show what changed about an actor between two days.

    Turns of words and deeds, formulations that came or went, silences broken, refusals, votes, forecasts that fell due,
    accounts that contradict each other: each in one sentence, the surest first. Without --since the last 30 days count.
    """
    return {"actor": actor, "target": toward, "most": most}
