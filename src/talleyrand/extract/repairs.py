"""Mending what parsers get wrong around reported speech, before the rules read the tree.

Each repair is a pattern of the surface (commas, quotation marks, word order) that decides better than the parser does.
"""

from __future__ import annotations

from collections.abc import Sequence

from talleyrand.codebook.cues import Cues
from talleyrand.extract.tree import Node, Sentence, Tree
from talleyrand.model.documents import Quotation

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OPENS_CUE = frozenset({",", "”", '"', "?", "!", "’", "—", "''", "…"})
_ENDS_PHRASE = frozenset({",", ".", ";", ":", "“", "—", "?", "!", '"'})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_TELLING = frozenset({"tell", "inform", "assure", "warn", "remind", "notify", "convince", "reassure"})


def repair(tree: Tree, quotations: Sequence[Quotation], cues: Cues) -> None:
    """Mend the tree in place."""
    saying = frozenset(verb for verb, found in cues.verbs.items() if any(c.id == "say" for c in found))
    for sentence in tree.sentences:
        inside = [q for q in quotations if q.outer.start < sentence.end and sentence.start < q.outer.end]
        for verb in sentence.nodes:
            if verb.pos not in {"VERB", "ADJ"}:
                continue
            if verb.dep == "acl" and verb.tag in {"VBN", "VBD", "JJ"}:
                _participle(verb, sentence)
            if verb.lemma in saying and verb.tag in _FINITE:
                _inverted(verb, sentence)
            if verb.lemma in _TELLING:
                _told(verb)
            if inside:
                _outside_quotation(verb, sentence, inside)


def move(node: Node, head: Node, dep: str) -> None:
    """Hang a token (with its subtree) on another head; a head below it would make a cycle and is left alone."""
    if any(a is node for a in [head, *head.ancestors()]):
        return
    if node.head is not node:
        node.head.children.remove(node)
    node.head, node.dep = head, dep
    head.children.append(node)
    head.children.sort(key=lambda n: n.i)


def _inverted(verb: Node, sentence: Sentence) -> None:
    """`..., say people with knowledge of the matter, ...` and `”, said one of them.`: what follows the cue is its subject."""
    first = sentence.nodes[0].i
    before = next((n for n in reversed(sentence.nodes) if n.i < verb.i), None)
    after = [n for n in sentence.nodes if n.i > verb.i]
    if before is None or before.text not in _OPENS_CUE or not after or after[0].pos not in _NOMINAL or verb.i == first:
        return
    run: list[Node] = []
    for node in after:
        if node.text in _ENDS_PHRASE:
            break
        run.append(node)
    head = next(
        (
            n
            for n in run
            if n.pos in _NOMINAL and n.head not in run and n.relation not in {"amod", "det", "nummod", "punct"}
        ),
        None,
    )
    if (
        head is None
        or any(n.pos in {"VERB", "AUX"} and n.tag in _FINITE and n.head not in run for n in run if n is not head)
        or head.relation in {"obl", "ccomp"}
    ):
        return
    own = [k for k in verb.kids("nsubj") if k.i < verb.i]
    if own and verb.i - max(k.i for k in own) <= 1:
        return
    if head.head is verb and head.relation == "nsubj":
        return
    if any(a is head for a in verb.ancestors()):
        return
    main = next(
        (
            k
            for k in verb.kids("conj", "parataxis", "ccomp")
            if k.i > run[-1].i and k.pos in {"VERB", "AUX", "ADJ", "NOUN"}
        ),
        None,
    )
    if main is not None:
        _hoist(verb, main, run[-1].i)
    else:
        for kid in own:
            kid.dep = "dislocated"
    move(head, verb, "nsubj")


def _hoist(verb: Node, main: Node, edge: int) -> None:
    """Let the clause around a floating cue be the main one, and the cue its parenthesis."""
    verb.children.remove(main)
    if verb.is_root:
        main.head, main.dep = main, "root"
    else:
        verb.head.children.remove(verb)
        main.head, main.dep = verb.head, verb.dep
        main.head.children.append(main)
    verb.head, verb.dep = main, "parataxis"
    main.children.append(verb)
    for kid in list(verb.children):
        if kid.i < verb.i or kid.i > edge:
            move(kid, main, kid.dep)
    main.children.sort(key=lambda n: n.i)


def _participle(verb: Node, sentence: Sentence) -> None:
    """`an establishment stuck in a belief`: a participle right behind a noun belongs to that noun."""
    before = next((n for n in reversed(sentence.nodes) if n.i < verb.i), None)
    if (
        before is not None
        and before.pos in {"NOUN", "PROPN"}
        and before is not verb.head
        and verb.i - before.i == 1
        and before.relation not in {"compound", "flat"}
    ):
        move(verb, before, "acl")


def _told(verb: Node) -> None:
    """`told the Chinese leader he was ready`: the first of two subjects of the complement is the hearer."""
    if verb.kid("obj", "iobj") is not None:
        return
    for clause in verb.kids("ccomp"):
        subjects = [k for k in clause.kids("nsubj") if k.i > verb.i]
        if len(subjects) >= 2:
            move(subjects[0], verb, "iobj")
            return


def _outside_quotation(verb: Node, sentence: Sentence, quotations: Sequence[Quotation]) -> None:
    """What stands behind the quotation and its cue belongs to the cue, not to a word inside the marks."""
    for quotation in quotations:
        if quotation.outer.start <= verb.start < quotation.outer.end or verb.start < quotation.outer.end:
            continue
        if not any(quotation.start <= k.start < quotation.end for k in [*verb.kids("ccomp", "parataxis"), verb.head]):
            continue
        for node in sentence.nodes:
            outside = node.i > verb.i and node.start >= quotation.outer.end
            if (
                outside
                and quotation.start <= node.head.start < quotation.end
                and node.relation not in {"punct", "root"}
                and node is not verb
            ):
                move(node, verb, node.dep)
