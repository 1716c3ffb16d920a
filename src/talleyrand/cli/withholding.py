"""`talleyrand non-acts`."""

from __future__ import annotations

from talleyrand.cli.measuring import Asked, asks
from talleyrand.cli.options import ActorArgument, Toward


@asks("non_acts")
def non_acts(actor: ActorArgument, toward: Toward = None) -> Asked:
    """Show what an actor has not done or said.

    What it refused, denied, avoided, withheld and left unanswered, whom it has not spoken with, and who says so. The
    part by_sort counts them.
    """
    return {"actor": actor, "target": toward}
