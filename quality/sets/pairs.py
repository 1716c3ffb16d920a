"""PLV: sentences with two marked parties, one of fifteen PLOVER types each (Hu et al. 2024)."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from quality.places import SHARED
from quality.sets.jsonl import rows
from talleyrand import Engine, Span, classify_act

PLV = SHARED / "gold" / "events" / "plv" / "train.jsonl"


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A text, where its source and its target stand, and the type of what the one does to the other."""

    text: str
    source: Span
    target: Span
    label: str


def load() -> list[MarkedPair] | None:
    """Return the pairs, None where the set is absent; rows without both spans are passed over and counted."""
    found = rows(PLV)
    if found is None:
        return None
    whole = [row for row in found if row["source_span"] and row["target_span"]]
    if len(whole) < len(found):
        print(f"PLV: {len(found) - len(whole)} of {len(found)} rows lack a span, passed over", file=sys.stderr)
    return [MarkedPair(r["text"], Span(*r["source_span"]), Span(*r["target_span"]), r["label"]) for r in whole]


def read(item: MarkedPair, engine: Engine) -> str | None:
    """Return the PLOVER type that is found, None where none is."""
    source, target = ((span.start, span.end) for span in (item.source, item.target))
    found = classify_act(item.text, source=source, target=target, engine=engine)
    return found.event_type if found else None
