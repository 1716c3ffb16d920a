"""Plain reports that the parser hides: cue and source found, the clause only by commas and word order."""

from __future__ import annotations

from collections.abc import Sequence

from talleyrand.extract.syntax import FINITE_OR_MODAL, phrase_span
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.spans import Span

_LOOSE = frozenset({"acl", "ccomp", "parataxis", "advcl", "conj"})
_NEAR = 12
"""Tokens behind a cue among which `that` may open what was said."""


def clause_by_surface(verb: Node, source: Node, sentence: Sentence) -> list[Span]:
    """Return what stands behind the cue, before it, or on both sides, where it holds a finite verb."""
    cue = _cue(verb, source)
    left = [n for n in sentence.nodes if n.end <= cue.start]
    right = [n for n in sentence.nodes if n.start >= cue.end]
    comma = bool(left) and left[-1].text == ","
    if comma and right and right[0].text == ",":
        return _spans(left[:-1], right[1:])
    if comma and not any(n.tag in FINITE_OR_MODAL for n in right):
        return [] if _is_subordinate(left[0]) else _spans(left[:-1])
    return _spans(_clause(verb, right)) if verb.start > source.start else []


def _is_subordinate(first: Node) -> bool:
    """`When asked, he said`, `Though he was ill, he said`: no sentence of its own."""
    return first.relation == "mark" or first.tag in {"VBN", "VBG", "WRB"}


def _cue(verb: Node, source: Node) -> Span:
    name = phrase_span(source, without=tuple(c for c in source.children if c.relation in _LOOSE or c is verb))
    return Span(min(name.start, verb.start), max(name.end, verb.end))


def _clause(verb: Node, right: Sequence[Node]) -> Sequence[Node]:
    """From `that` on; behind `said` alone also what follows at once."""
    that = next((at for at, n in enumerate(right[:_NEAR]) if n.lower == "that" and n.relation == "mark"), None)
    if that is None:
        return right if verb.lemma == "say" else ()
    return right[that:]


def _spans(*parts: Sequence[Node]) -> list[Span]:
    """The parts as spans, where they hold a finite verb between them and do not begin with a mark."""
    if not any(n.tag in FINITE_OR_MODAL for part in parts for n in part) or any(
        p and p[0].pos == "PUNCT" for p in parts
    ):
        return []
    return [Span(part[0].start, part[-1].end) for part in parts if part]
