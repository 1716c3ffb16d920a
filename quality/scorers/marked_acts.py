"""The PLOVER type of a marked pair: macro-F1 over two, four and fifteen labels, as in PLV's own tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from training.scoring import macro_f1

from quality.figures import Measure, share
from quality.sets.pairs import MarkedPair

NONE = "NONE"
QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT"),
    "material cooperation": ("COOPERATE", "AID", "YIELD"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
QUAD_OF = {label: quad for quad, labels in QUADS.items() for label in labels}
YIELD = frozenset({"CONCEDE", "RETREAT"})
"""PLV and the entries of our cases keep CAMEO's YIELD whole."""


def score(items: Sequence[MarkedPair], found: Sequence[str | None]) -> Iterator[Measure]:
    """Yield macro-F1 for the labels, their quad classes, and cooperation against conflict; and how many got a code."""
    pairs = [(item.label, label_of(type_)) for item, type_ in zip(items, found, strict=True)]
    quads = [(QUAD_OF[gold], QUAD_OF.get(label, NONE)) for gold, label in pairs]
    sides = [(gold.split()[-1], quad.split()[-1]) for gold, quad in quads]
    for name, labels in (("binary, macro-F1", sides), ("quad, macro-F1", quads), ("15 labels, macro-F1", pairs)):
        yield Measure(name, macro_f1(labels), len(labels))
    yield share("coded", sum(label != NONE for _, label in pairs), len(pairs))


def label_of(event_type: str | None) -> str:
    """Return the label of a PLOVER type where YIELD is one label, `NONE` without a type."""
    return "YIELD" if event_type in YIELD else event_type or NONE
