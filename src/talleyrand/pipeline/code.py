"""Coding: one document in, its records out. Pure: no files, no clock, no state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talleyrand.extract.context import Context
from talleyrand.extract.drafts import extract
from talleyrand.extract.tree import build_tree
from talleyrand.model.documents import Block, Document
from talleyrand.model.records import Record, Relevance
from talleyrand.parse.blocks import breaks_of, find_blocks
from talleyrand.parse.quotations import find_quotations
from talleyrand.resolve.records import Manner, Resolved, resolve_drafts

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from talleyrand.parse.engine import Engine


def code(document: Document, engine: Engine, *, relevance: Relevance = "foreign") -> list[Record]:
    """Return the records of a document, in text order.

    The same document, engine and version give the same records. Spans are code points into `document.text`. With the
    `relevance` "foreign" an official text (one with an author) gives only what concerns another state or an
    international body, with "all" everything found; articles of the press always give everything.
    A document whose `language` is another than English gives nothing.
    """
    if not document.coded:
        return []
    blocks = find_blocks(document)
    doc = engine.parse(document.text, breaks_of(blocks))
    return list(code_parsed(document, doc, Manner(f"{engine.name} {engine.version}", relevance), blocks).records)


def code_parsed(document: Document, doc: Doc, manner: Manner, blocks: tuple[Block, ...]) -> Resolved:
    """Code a document that is parsed and divided into blocks already."""
    quotations = find_quotations(document.text, blocks)
    context = Context(document, build_tree(doc, blocks), quotations, blocks)
    return resolve_drafts(extract(context), doc, document, blocks, manner)
