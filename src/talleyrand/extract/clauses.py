"""The clause that a cue reports: below it, around it, before it, or hidden behind the hearer."""

from __future__ import annotations

from collections.abc import Sequence

from talleyrand.codebook.grammar import load_grammar
from talleyrand.extract.roles import is_passive
from talleyrand.extract.spans import without_span
from talleyrand.extract.syntax import FINITE, is_infinitive, phrase_span, subtree_span
from talleyrand.extract.tree import Node
from talleyrand.model.spans import Span

_LOOSE = frozenset({"acl", "ccomp", "parataxis", "advcl"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
_NEAR = 4
"""How far, in code points, a loose clause may end before the cue that reports it."""


def clause(verb: Node, source: Node | None) -> list[Span]:
    """A finite complement; the clause around a floating cue; a seeming relative (`told X he was ready`)."""
    comps = [c for c in verb.kids("ccomp") if not is_infinitive(c) or c.kid("nsubj")]
    if comps:
        found = _around(comps, verb, source)
        return [*_before_parenthesis(verb, source, found[0]), *found] if found else []
    floating = _floating(verb, source)
    if floating:
        return floating
    apart = any(k.text in {";", ":"} for k in verb.kids("punct"))
    if verb.dep == "parataxis" and verb.kid("ccomp") is None and not apart:
        return without_span(subtree_span(verb.head), subtree_span(verb))
    hidden = _hidden_complement(verb)
    if hidden is not None:
        return [subtree_span(hidden)]
    return [subtree_span(c) for c in verb.kids("parataxis") if _is_reported(c, verb, source)][:1]


def fronted(verb: Node) -> list[Span]:
    """`As she said, the talks will resume`: the cue hangs on its content behind `as`."""
    if verb.relation not in {"advcl", "discourse", "acl"} or verb.kid("ccomp", "obj", "xcomp") is not None:
        return []
    if not any(m.lower == "as" for m in verb.kids("mark", "case", "advmod")):
        return []
    return without_span(subtree_span(verb.head), subtree_span(verb))


def _floating(verb: Node, source: Node | None) -> list[Span]:
    """`The risks, say people close to him, went into it`: an inverted cue between commas; the clause is around it."""
    if source is None or not verb.i < source.i or source.head is not verb:
        return []
    if is_passive(verb) or verb.kid("ccomp", "obj"):
        return []
    name = phrase_span(source)
    top = next(n for n in [verb, *verb.ancestors()] if n.is_root)
    left = [n for n in top.subtree() if n.start < verb.start]
    right = [n for n in top.subtree() if n.start >= name.end]
    if not left:
        return []
    return [_hull(side) for side in (left, right) if any(n.pos != "PUNCT" for n in side)]


def _hull(nodes: list[Node]) -> Span:
    return Span(min(n.start for n in nodes), max(n.end for n in nodes))


def _around(comps: Sequence[Node], verb: Node, source: Node | None) -> list[Span]:
    """A complement may stand on both sides of the cue, and fall into several where the parser missed its unity."""
    side = [c for c in comps if (c.i > verb.i) == (comps[0].i > verb.i)]
    nodes = [n for c in side for n in c.subtree()]
    span = _hull(nodes)
    if not span.start < verb.start < span.end:
        return [_from_mark(span, comps[0])] if len(side) == 1 else [span]
    hole = _cue_hole(verb, source)
    behind = sorted((n for n in nodes if n.start >= hole.end), key=lambda n: n.start)
    if behind and behind[0].pos != "PUNCT":
        # "In May, she said the talks went on": what stands before the cue says when she said it
        return [Span(behind[0].start, span.end)] if comps[0].i > verb.i else [Span(span.start, hole.start)]
    if not any(n.pos != "PUNCT" for n in behind):
        # "..., she told reporters on Monday": nothing of the content follows
        hole = Span(hole.start, span.end)
    return without_span(span, hole)


def _from_mark(span: Span, comp: Node) -> Span:
    """From `that` on: what stands before it says when or where it was said."""
    mark = next((m for m in comp.kids("mark") if m.lower == "that"), None)
    return Span(mark.start, span.end) if mark is not None and span.start < mark.start else span


def _before_parenthesis(verb: Node, source: Node | None, content: Span) -> list[Span]:
    """`In Iowa, she said, the mood was good`: what stands before a cue between commas belongs to the content."""
    top = next(n for n in [verb, *verb.ancestors()] if n.is_root)
    nodes = sorted(top.subtree(), key=lambda n: n.i)
    hole = _cue_hole(verb, source)
    left = [n for n in nodes if n.end <= hole.start]
    word = next((n.start for n in nodes if n.start >= content.start and n.pos != "PUNCT"), content.start)
    between = [n for n in nodes if hole.end <= n.start < word]
    if content.start < hole.end or not left or not between or left[-1].text != "," or between[-1].text != ",":
        return []
    if left[0].tag in _PARTICIPLES or any(n.tag in FINITE for n in between) or not _is_fronted(left):
        return []
    return [Span(left[0].start, left[-1].start)]


def _is_fronted(left: list[Node]) -> bool:
    """Whether the words are a phrase or a subordinate clause, not a sentence of its own."""
    subordinate = any(n.relation in {"mark", "advmod"} and n.i <= left[0].i + 1 for n in left)
    return subordinate or not any(n.tag in FINITE for n in left)


def _cue_hole(verb: Node, source: Node | None) -> Span:
    """From the cue to its source."""
    if source is None:
        return Span(verb.start, verb.end)
    name = phrase_span(source, without=tuple(c for c in source.children if c.relation in _LOOSE))
    return Span(min(verb.start, name.start), max(verb.end, name.end))


def _is_reported(loose: Node, verb: Node, source: Node | None) -> bool:
    """A clause with a subject of its own that ends right before the cue or its source."""
    if loose.kid("nsubj", "nsubj:pass", "expl") is None or loose.i >= verb.i:
        return False
    first = verb.start if source is None else min(verb.start, subtree_span(source).start)
    return first - subtree_span(loose).end <= _NEAR


def _hidden_complement(verb: Node) -> Node | None:
    """`told the Chinese leader he was prepared`: parsed as a relative clause without a relative pronoun."""
    listener = verb.kid("obj") or verb.kid("iobj")
    if verb.lemma not in load_grammar().telling or listener is None:
        return None
    return next((c for c in listener.kids("acl:relcl", "acl") if _is_whole(c)), None)


def _is_whole(node: Node) -> bool:
    """Whether the clause has a subject that is no relative pronoun."""
    own = node.kid("nsubj", "nsubj:pass")
    return (
        own is not None
        and own.tag not in {"WP", "WDT"}
        and own.lower not in {"that", "who", "which"}
        and node.kid("mark") is None
    )
