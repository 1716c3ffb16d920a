"""Questions to a document about events that are marked in it."""

from __future__ import annotations

from collections.abc import Sequence

from talleyrand.extract.context import Context
from talleyrand.extract.modality import commitment, factuality_of
from talleyrand.extract.repairs import repair
from talleyrand.extract.tree import Node, build_tree
from talleyrand.model.documents import Document
from talleyrand.model.records import Factuality
from talleyrand.model.spans import Span
from talleyrand.parse.blocks import find_blocks
from talleyrand.parse.engine import Engine
from talleyrand.parse.quotations import find_quotations

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
    context = _context(document, engine)
    repair(context.tree, context.quotations, context.cues)
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


def _context(document: Document, engine: Engine) -> Context:
    blocks = find_blocks(document)
    doc = engine.parse(document.text, sorted({border for block in blocks for border in (block.start, block.end)}))
    return Context(document, build_tree(doc, blocks), find_quotations(document.text, blocks), blocks)
