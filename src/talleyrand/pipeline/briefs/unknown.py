"""What a brief can't know: what it rests on, what is missing, how much of it nobody has checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from talleyrand.analyse.parties import called
from talleyrand.pipeline.briefs.matter import Line, Matter
from talleyrand.pipeline.changes.wording import day_of
from talleyrand.present.plain import count, line, listed

OUTLETS = 5
"""Outlets that are named."""


def unknown(matter: Matter, used: Sequence[str]) -> Iterator[Line]:
    """Yield the sources in the period, the voices that are missing, how many records are undated and unreviewed."""
    days = f"from {day_of(matter.since)} to {day_of(matter.until)}"
    inside = [one for one in matter.documents.values() if matter.holds((one.published or "")[:10] or None)]
    outlets = Counter(line(one.outlet or "no outlet named") for one in inside)
    named = listed([f"{name} ({n:,})" for name, n in outlets.most_common(OUTLETS)])
    yield Line(f"The ledger has {count(len(inside), 'document')} published {days}: {named or 'none'}.")
    voices = Counter(one.author.country for one in inside if one.author is not None)
    silent = [called(actor) for actor in matter.names if len(actor) == len("CHN") and not voices[actor]]
    if silent:
        yield Line(
            f"No official text of {listed(silent)} is among them: what is said of {_them(silent)} is others’ report."
        )
    reviewed = sum(matter.look(ident)[0].review in ("accepted", "corrected") for ident in set(used))
    whole = count(len(set(used)), "record")
    if reviewed < len(set(used)):
        yield Line(
            f"Of {whole} cited here a person has reviewed {reviewed or 'none'}; the others are a machine’s reading."
        )
    for actor in matter.names:
        undated = sum(row.start is None and row.end is None for row in matter.within("timeline", actor))
        if undated:
            yield Line(
                f"{count(undated, 'thing')} told of {called(actor)} have no day and are in no figure of a period."
            )
    yield Line("What no source tells is not here: a missing report is not a missing act.")


def _them(names: Sequence[str]) -> str:
    return "it" if len(names) == 1 else "them"
