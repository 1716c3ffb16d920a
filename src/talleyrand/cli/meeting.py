"""`talleyrand contacts` and `talleyrand sourcing`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from talleyrand.cli.measuring import Asked, asks
from talleyrand.cli.options import Toward

Anybody = Annotated[
    str | None,
    typer.Argument(metavar="[ACTOR]", help='An ISO code (CHN), a name ("Xi Jinping") or an id; all without it.'),
]
Level = Annotated[
    Literal["leader", "minister", "envoy", "other"] | None,
    typer.Option("--level", help="Only contacts at this level."),
]


@asks("contacts")
def contacts(actor: Anybody = None, toward: Toward = None, level: Level = None) -> Asked:
    """Show whom an actor has met or called, how and when last.

    How often with each counterpart, by which channel and at which level, who began, and how surprising the silence
    since is. The parts: events, silences (contacts denied or refused) and coming. Without an actor: every two states.
    """
    return {"actor": actor, "target": toward, "level": level}


@asks("sourcing")
def sourcing(actor: Anybody = None, toward: Toward = None) -> Asked:
    """Show who vouches for what is known about an actor.

    Named and unnamed sources, institutions, documents, state media, the outlets themselves. The parts: sources by name,
    countries, single (acts and votes that one source alone tells of) and concentration on one outlet.
    """
    return {"actor": actor, "target": toward}
