"""Turns: whose words a paragraph is, from speaker labels; a turn goes on over paragraphs until the next label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from talleyrand.model.documents import Block, BlockRole
from talleyrand.model.spans import Span
from talleyrand.parse.block_dialogue import find_dialogue
from talleyrand.parse.block_labels import Label, find_labels

_ASIDE = re.compile(r"[(\[][^()\[\]]{1,150}[)\]]\.?")
"""A paragraph in brackets between turns is a stage direction."""
_SPOKEN = frozenset({"body", "heading"})


def mark_turns(text: str, blocks: Sequence[Block], *, official: bool) -> Iterator[Block]:
    """Yield the blocks with paragraphs split at speaker labels, and each turn's paragraphs with their speaker.

    A single label opens a turn to the end if it heads a paragraph of an official text; else it holds for its own.
    """
    spoken = [index for index, block in enumerate(blocks) if block.role in _SPOKEN or _asks(text, block)]
    labels = _labels(text, [Span(blocks[index].start, blocks[index].end) for index in spoken], official=official)
    by_block = {spoken[at]: tuple(group) for at, group in groupby(labels, key=lambda label: label.paragraph)}
    lasting = len(labels) > 1 or (official and any(label.leading for label in labels))
    speaker: Span | None = None
    for index, block in enumerate(blocks):
        own = by_block.get(index, ())
        if own:
            yield from _split(text, block, own, speaker)
            speaker = own[-1].name if lasting else None
        elif block.role in _SPOKEN and speaker is not None:
            aside = _ASIDE.fullmatch(text, block.start, block.end)
            yield (
                Block(block.start, block.end, "furniture") if aside else Block(block.start, block.end, "body", speaker)
            )
        else:
            yield block


def _labels(text: str, paragraphs: Sequence[Span], *, official: bool) -> list[Label]:
    """Return labels by their words and those of a dialogue in order, of two at the head of a paragraph the latter."""
    worded = find_labels(text, paragraphs, official=official)
    found = {label.name.start: label for label in find_dialogue(text, paragraphs, worded)}
    heads = {label.paragraph: label for label in found.values()}
    for label in worded:
        head = heads.get(label.paragraph)
        if head is None or label.name.start >= head.end:
            found[label.name.start] = label
    return [found[start] for start in sorted(found)]


def _asks(text: str, block: Block) -> bool:
    """Tell whether what reads like the name of a reporter is a question of one ("Reporter: Will you go?")."""
    return block.role == "byline" and "?" in text[block.start : block.end]


def _split(text: str, block: Block, labels: Sequence[Label], speaker: Span | None) -> Iterator[Block]:
    """Yield what stands before the first label, then each label and what it introduces."""
    yield from _piece(text, block.start, labels[0].start, "body", speaker)
    ends = [label.start for label in labels[1:]] + [block.end]
    for label, end in zip(labels, ends, strict=True):
        yield from _piece(text, label.start, label.end, "speaker", label.name)
        yield from _piece(text, label.end, end, "body", label.name)


def _piece(text: str, start: int, end: int, role: BlockRole, speaker: Span | None) -> Iterator[Block]:
    """Yield the block of an interval without the white space around it, nothing if there is only that."""
    piece = text[start:end]
    trimmed = piece.strip()
    if trimmed:
        begin = start + len(piece) - len(piece.lstrip())
        yield Block(begin, begin + len(trimmed), role, speaker)
