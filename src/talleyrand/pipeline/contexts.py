"""A document as the rules read it, for questions that need no ledger."""

from __future__ import annotations

from talleyrand.extract.context import Context
from talleyrand.extract.repairs import repair
from talleyrand.extract.tree import build_tree
from talleyrand.model.documents import Document
from talleyrand.model.judging import Judge
from talleyrand.parse.blocks import breaks_of, find_blocks
from talleyrand.parse.engine import Engine
from talleyrand.parse.quotations import find_quotations


def read_context(document: Document, engine: Engine, *, judge: Judge | None = None, wide: bool = False) -> Context:
    """Return a document divided into blocks, parsed, its syntax mended; `judge` and `wide` as in `Context`."""
    blocks = find_blocks(document)
    doc = engine.parse(document.text, breaks_of(blocks))
    quotations = find_quotations(document.text, blocks)
    context = Context(document, build_tree(doc, blocks), quotations, blocks, judge=judge, wide=wide)
    repair(context.tree, context.quotations, context.cues)
    return context
