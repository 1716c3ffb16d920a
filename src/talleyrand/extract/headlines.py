"""Headlines that name their source before or behind a colon: `Kremlin: talks to go on`, `Talks to go on: Kremlin`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from talleyrand.extract.context import Context
from talleyrand.extract.mentions import NAMED
from talleyrand.extract.said import Said, form_of
from talleyrand.extract.syntax import FINITE_OR_MODAL
from talleyrand.extract.tree import HEADLINES, Node, Sentence
from talleyrand.model.spans import Span

_LONGEST_NAME = 8
"""Tokens that the name of a source in a headline may have."""
_SHORTEST_CLAIM = 3
_LONGEST_LINE = 150
"""Code points of a first line that can be a headline."""


def find_headline(sentence: Sentence, context: Context) -> Iterator[Said]:
    """Yield the attribution of a headline with a colon."""
    if not _is_headline(sentence, context):
        return
    colon = next((n for n in sentence.nodes if n.text == ":" and not context.in_quotation(n.start)), None)
    if colon is None:
        return
    before = [n for n in sentence.nodes if n.i < colon.i]
    after = _rest(sentence, colon, context)
    for name, claim in ((before, after), (after, before)):
        source = _source(name, context)
        if source is not None and len(claim) >= _SHORTEST_CLAIM:
            content = (Span(claim[0].start, claim[-1].end),)
            cue = Span(colon.start, colon.end)
            yield Said(cue, colon, source, content, form_of(content, context), sentence, rule="headline")
            return


def _is_headline(sentence: Sentence, context: Context) -> bool:
    """A title, a heading, or the short line that a text begins with; only outside a ledger."""
    if not context.wide or sentence.role in HEADLINES:
        return context.wide
    block = context.block(sentence)
    return sentence.index == 0 and block is not None and block.end - block.start <= _LONGEST_LINE


def _rest(sentence: Sentence, colon: Node, context: Context) -> list[Node]:
    """What stands behind the colon, to the end of the line."""
    block = context.block(sentence)
    return context.tree.between(colon.end, block.end if block is not None else sentence.end)


def _source(name: Sequence[Node], context: Context) -> Node | None:
    """The head of a short noun phrase that can speak."""
    if not 0 < len(name) <= _LONGEST_NAME or any(n.tag in FINITE_OR_MODAL for n in name):
        return None
    head = next((n for n in name if n.is_root or n.head not in name), None)
    return head if head is not None and (context.can_speak(head) or head.ent in NAMED) else None
