"""An attribution as found in a text, before actors are resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talleyrand.extract.context import Context
from talleyrand.extract.spans import size
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.records import Factuality, Form
from talleyrand.model.spans import Span

NON_ASSERTIONS: frozenset[Factuality] = frozenset({"negated", "refused"})
"""Factualities of what was not said."""
_WHOLE_QUOTE = 0.85
"""Share of the content between quotation marks from which speech counts as direct."""


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution: its cue, the token it hangs on, its source, content spans and hearers.

    `source` is None for the author's or a labelled speaker's own words. `rule` is the family of cues that found it.
    `continued` is the attribution that a quotation without a cue of its own goes on from; `phrase` covers the whole
    source phrase (`according to a Kremlin readout`).
    """

    cue: Span
    anchor: Node
    source: Node | None
    content: tuple[Span, ...]
    form: Form
    sentence: Sentence
    hearers: tuple[Node, ...] = ()
    factuality: Factuality = "actual"
    rule: str = ""
    continued: Said | None = None
    phrase: Span | None = None

    def covers(self, offset: int) -> bool:
        """Whether a code point lies in the content."""
        return any(s.start <= offset < s.end for s in self.content)


def form_of(spans: Sequence[Span], context: Context) -> Form:
    """Direct where the content is a quotation, mixed where it holds one, else indirect."""
    shared = (min(s.end, q.outer.end) - max(s.start, q.outer.start) for s in spans for q in context.quotations_over(s))
    total, quoted = size(spans), sum(max(0, length) for length in shared)
    if total and quoted >= _WHOLE_QUOTE * total:
        return "direct"
    return "mixed" if quoted else "indirect"


def cue_span(verb: Node) -> Span:
    """The verb with its auxiliaries and particle, as far as they stand next to it."""
    adverbs = [a for a in verb.kids("advmod") if a.lower in {"not", "n't", "also", "never"}]
    before = [n for n in [*verb.kids("aux"), *adverbs] if n.i < verb.i]
    nodes = sorted([verb, *verb.kids("compound:prt"), *before], key=lambda n: n.i)
    first = nodes.index(verb)
    while first > 0 and nodes[first].i - nodes[first - 1].i <= 2:
        first -= 1
    last = max(n.end for n in nodes if n.i >= verb.i and n.i - verb.i <= 2)
    return Span(nodes[first].start, last)
