"""`talleyrand non-acts`."""

from __future__ import annotations

from talleyrand.cli.failures import guarded
from talleyrand.cli.measuring import Chart, Part, Shown, Why, measured
from talleyrand.cli.options import ActorArgument, FormatOption, LedgerOption, MinConfidence, Since, Toward, Until


@guarded
def non_acts(
    actor: ActorArgument,
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
    """Show what an actor has not done or said.

    What it refused, denied, avoided, withheld and left unanswered, whom it has not spoken with, and who says so. The
    part by_sort counts them.
    """
    shown = Shown(format, chart, part, why)
    return measured(
        "non_acts", ledger, shown, actor=actor, target=toward, since=since, until=until, min_confidence=min_confidence
    )
