"""One engine for all extraction tests, and a short way from a text to drafts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from talleyrand.extract.context import Context
from talleyrand.extract.drafts import extract
from talleyrand.extract.tree import build_tree
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.drafts import Draft
from talleyrand.parse.blocks import find_blocks
from talleyrand.parse.engine import Engine, load_engine
from talleyrand.parse.quotations import find_quotations

MakeContext = Callable[..., Context]
Extract = Callable[..., list[Draft]]


@pytest.fixture(scope="session")
def engine() -> Engine:
    return load_engine()


@pytest.fixture(scope="session")
def context_of(engine: Engine) -> MakeContext:
    def make(text: str, author: Actor | None = None, *, wide: bool = False) -> Context:
        document = Document.from_text(text, published="2022-03-01", author=author)
        blocks = find_blocks(document)
        doc = engine.parse(text, sorted({b for block in blocks for b in (block.start, block.end)}))
        return Context(document, build_tree(doc, blocks), find_quotations(text, blocks), blocks, wide=wide)

    return make


@pytest.fixture(scope="session")
def drafts_of(context_of: MakeContext) -> Extract:
    def make(text: str, author: Actor | None = None) -> list[Draft]:
        return extract(context_of(text, author))

    return make
