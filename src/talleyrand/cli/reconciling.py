"""`talleyrand gap` and `talleyrand balance`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from talleyrand.cli.failures import guarded
from talleyrand.cli.measuring import Chart, Part, Shown, Why, measured
from talleyrand.cli.options import ActorArgument, FormatOption, LedgerOption, MinConfidence, Since, Toward, Until

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


@guarded
def gap(
    actor: ActorArgument,
    toward: Toward = None,
    since: Since = None,
    until: Until = None,
    delta: Delta = None,
    level: Level = None,
    fewest: Fewest = None,
    min_confidence: MinConfidence = None,
    chart: Chart = None,
    part: Part = None,
    why: Why = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Show whether an actor's deeds match its words.

    Toward one actor by month, else toward each target; words and deeds on one scale, the gap with its interval and
    probability. Parts: reference (what the scale rests on), commitments (pledged, kept, broken, open, and the act that
    kept or broke each), fulfilment (their rate).
    """
    chosen = {"since": since, "until": until, "min_confidence": min_confidence}
    how = {"delta": delta, "level": level, "fewest": fewest}
    return measured("gap", ledger, Shown(format, chart, part, why), actor=actor, target=toward, **chosen, **how)


@guarded
def balance(
    actor: AnyActor = None,
    since: Since = None,
    until: Until = None,
    top: Top = None,
    channel: Channel = None,
    contacts: Contacts = False,
    rows: Rows = None,
    level: Level = None,
    min_confidence: MinConfidence = None,
    chart: Chart = None,
    part: Part = None,
    why: Why = None,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Show whose goals can't be reconciled: friends of two enemies.

    Triads in tension among states and organisations, each with its probability. Parts: straddle (how much each sits
    between camps, and its cheapest way out), exits, edges, camps, whole (balance and frustration of the network).
    """
    chosen = {"since": since, "until": until, "min_confidence": min_confidence, "contacts": contacts or None}
    how = {"top": top, "channel": channel, "rows": rows, "level": level}
    return measured("balance", ledger, Shown(format, chart, part, why), actor=actor, **chosen, **how)
