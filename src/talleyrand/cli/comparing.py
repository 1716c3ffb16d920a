"""`talleyrand accounts`."""

from __future__ import annotations

from typing import Annotated

import typer

from talleyrand.cli.measuring import Asked, asks
from talleyrand.cli.options import Toward

Anybody = Annotated[
    str | None,
    typer.Argument(
        metavar="[ACTOR]", help='An ISO code (CHN), a name ("Xi Jinping") or an id; every event without it.'
    ),
]
Event = Annotated[
    str | None, typer.Option("--event", metavar="ID", help="Only this event, by its id or the beginning of it.")
]
Sources = Annotated[int, typer.Option("--sources", metavar="N", min=1, help="At least so many independent sources.")]


@asks("accounts")
def accounts(actor: Anybody = None, toward: Toward = None, event: Event = None, sources: Sources = 1) -> Asked:
    """Compare accounts of the same events.

    What they agree on, what one alone says, and where they contradict each other; readouts of one call side by side.
    The parts: fields (each version with its sources), sides (what only one side mentions) and points (what each side
    says was said, sentence by sentence). No version is taken for the true one.
    """
    return {"actor": actor, "target": toward, "event": event, "sources": sources}
