"""Questions to a document about events that are marked in it."""

from __future__ import annotations

from collections.abc import Sequence

from talleyrand.extract.context import Context
from talleyrand.extract.modality import commitment, factuality_of
from talleyrand.extract.tree import Node
from talleyrand.model.documents import Document
from talleyrand.model.records import Factuality
from talleyrand.model.spans import Span
from talleyrand.parse.engine import Engine
from talleyrand.pipeline.contexts import read_context

_EVENTS = ("VERB", "NOUN", "AUX")
"""What an event is named with, the likeliest first."""


def find_factuality(
    document: Document, spans: Sequence[Span], engine: Engine, *, whole: bool = False
) -> list[Factuality | None]:
    """Return, for each span of code points, the factuality of the event it names; None where no word begins in it.

    The event is the verb, or else the noun, that stands highest in the syntax of the span. With `whole` the clause is
    judged as it stands, its own negations and modals included: only what governs it counts.
    """
    if not spans:
        return []
    context = read_context(document, engine)
    events = [_event(span, context) for span in spans]
    judge = commitment if whole else factuality_of
    return [None if event is None else judge(event, context.modality).factuality for event in events]


def _event(span: Span, context: Context) -> Node | None:
    inside = [n for s in context.tree.sentences if s.span.overlaps(span) for n in s.nodes if span.overlaps(_span(n))]
    found = min(inside, key=lambda n: (_order(n), sum(1 for _ in n.ancestors()), n.i), default=None)
    return found.head if found is not None and found.relation in {"cop", "aux"} else found


def _order(node: Node) -> int:
    return _EVENTS.index(node.pos) if node.pos in _EVENTS else len(_EVENTS)


def _span(node: Node) -> Span:
    return Span(node.start, node.end)
