"""Questions about a phrase: what introduces it, what is coordinated with it, how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.codebook.grammar import load_grammar
from talleyrand.extract.tree import Node
from talleyrand.model.spans import Span

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of verbs that carry a clause."""
FINITE_OR_MODAL = FINITE | {"MD"}
_CASED = frozenset({"obl", "advcl", "obj", "xcomp"})
_LOOSE_PARTICLES = frozenset({"down", "out", "up", "off", "aside", "away", "back", "over", "together", "home"})


def conjuncts(node: Node) -> list[Node]:
    """The token and the tokens coordinated with it (`Russia` -> `Russia`, `Ukraine`)."""
    found = [node]
    for kid in node.kids("conj"):
        found.extend(conjuncts(kid))
    return found


def is_time(node: Node) -> bool:
    """Whether the phrase is a weekday, a month, or a unit of time."""
    times = load_grammar().times
    return node.lower in times or node.lemma in times


def case_of(node: Node) -> str:
    """The preposition of a phrase, its fixed parts included (`according to`, `because of`); empty if none."""
    case = node.kid("case") or node.kid("mark")
    if case is None:
        return ""
    words = [case, *case.kids("fixed")]
    return " ".join(w.lower for w in sorted(words, key=lambda n: n.i))


def particle(verb: Node) -> str:
    """The particle of a phrasal verb (`pull out` -> `out`); empty if none."""
    part = verb.kid("compound:prt")
    return part.lower if part else ""


def verb_keys(verb: Node) -> Iterator[str]:
    """The verb as the codebook may list it: with particle and preposition, with either, bare; the longest first."""
    cased = [o for o in verb.children if o.relation in _CASED and not is_time(o)]
    cases = [case for case in map(case_of, cased) if case]
    adverbs = [a.lower for a in verb.kids("advmod", "compound") if a.lower in _LOOSE_PARTICLES or a.tag == "RP"]
    for first in filter(None, [particle(verb), *adverbs]):
        yield from (f"{verb.lemma} {first} {case}" for case in cases)
        yield f"{verb.lemma} {first}"
    yield from (f"{verb.lemma} {case}" for case in cases)
    yield from (f"{verb.lemma} {x.lower}" for x in verb.kids("xcomp") if x.pos == "ADJ")
    yield verb.lemma


def is_infinitive(node: Node) -> bool:
    """An infinitive with `to`, also where a copula carries it (`to be ready`)."""
    return any(k.lower == "to" for k in node.kids("mark")) or (node.tag == "VB" and node.relation in {"xcomp", "ccomp"})


def pruned(node: Node, without: tuple[Node, ...] = ()) -> Iterator[Node]:
    """The subtree without the branches that start at a token in `without`."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(c for c in current.children if c not in without)


def subtree_span(node: Node, *, without: tuple[Node, ...] = ()) -> Span:
    """The code points from the first to the last token of the subtree, branches in `without` cut off."""
    nodes = list(pruned(node, without))
    return Span(min(n.start for n in nodes), max(n.end for n in nodes))


def contiguous(head: Node, nodes: list[Node]) -> list[Node]:
    """The unbroken run of tokens around the head: what a misattached token far off can't stretch."""
    nodes = sorted(nodes, key=lambda n: n.i)
    low = high = nodes.index(head)
    while low > 0 and nodes[low].i - nodes[low - 1].i <= 1:
        low -= 1
    while high + 1 < len(nodes) and nodes[high + 1].i - nodes[high].i <= 1:
        high += 1
    return nodes[low : high + 1]


def phrase_span(head: Node, *, without: tuple[Node, ...] = ()) -> Span:
    """The unbroken run of the subtree's tokens around its head."""
    nodes = contiguous(head, list(pruned(head, without)))
    return Span(nodes[0].start, nodes[-1].end)


def clause_span(verb: Node) -> Span:
    """The verb's clause: its subtree without embedded finite clauses and what is coordinated with it."""
    cut = tuple(c for c in verb.children if c.relation in {"ccomp", "parataxis", "conj"})
    return subtree_span(verb, without=cut)
