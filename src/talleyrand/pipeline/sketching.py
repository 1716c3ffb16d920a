"""Sketches of documents: what their bodies are compared by when copies are looked for."""

from __future__ import annotations

from collections.abc import Iterable

from talleyrand.archive.near_duplicates import Sketch, sketch
from talleyrand.model.documents import Block, Document
from talleyrand.model.spans import Span


def sketch_of(document: Document, blocks: Iterable[Block]) -> Sketch:
    """Return what a document is compared by: its body, without titles, bylines, captions, labels and furniture."""
    return sketch(document.text, _joined(document.text, blocks))


def _joined(text: str, blocks: Iterable[Block]) -> tuple[Span, ...]:
    """Return the stretches that body blocks make, those with nothing but white space between them as one."""
    found: list[Span] = []
    for block in blocks:
        if block.role != "body":
            continue
        if found and not text[found[-1].end : block.start].strip():
            found[-1] = Span(found[-1].start, block.end)
        else:
            found.append(Span(block.start, block.end))
    return tuple(found)
