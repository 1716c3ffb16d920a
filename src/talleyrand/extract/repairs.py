"""Mending what parsers get wrong around reported speech, before the rules read the tree.

Each repair is a pattern of the surface (commas, quotation marks, word order) that decides better than the parser does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from talleyrand.codebook.cues import Cues
from talleyrand.codebook.grammar import load_grammar
from talleyrand.extract.roles import RELATIVE
from talleyrand.extract.syntax import FINITE
from talleyrand.extract.tree import Node, Sentence, Tree
from talleyrand.model.documents import Quotation

_OPENS_CUE = frozenset({",", "”", '"', "?", "!", "’", "—", "''", "…"})
_ENDS_PHRASE = frozenset({",", ".", ";", ":", "“", "—", "?", "!", '"'})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_WITHIN_PHRASE = frozenset({"amod", "det", "nummod", "punct"})
_HUNG = frozenset({"acl", "parataxis"})
_PREDICATES = frozenset({"VERB", "AUX", "ADJ", "NOUN"})


def repair(tree: Tree, quotations: Sequence[Quotation], cues: Cues) -> None:
    """Mend the tree in place."""
    saying = frozenset(verb for verb, found in cues.verbs.items() if any(c.id == "say" for c in found))
    for sentence in tree.sentences:
        _titles(sentence)
        inside = [q for q in quotations if q.outer.start < sentence.end and sentence.start < q.outer.end]
        for verb in sentence.nodes:
            if verb.pos in {"VERB", "ADJ"}:
                _mend(verb, sentence, inside, saying)


def _mend(verb: Node, sentence: Sentence, quotations: Sequence[Quotation], saying: frozenset[str]) -> None:
    if verb.tag in {"VBN", "VBD", "JJ"} and (verb.dep == "acl" or (verb.dep == "amod" and verb.i > verb.head.i)):
        _participle(verb, sentence)
    if verb.lemma == "call":
        _called(verb)
    if (verb.lemma in saying or verb.lemma in load_grammar().telling) and verb.tag in FINITE:
        _stacked(verb, sentence)
    if verb.lemma in saying and verb.tag in FINITE:
        _inverted(verb, sentence)
        _parenthesis(verb, sentence)
    if verb.lemma in load_grammar().telling:
        _told(verb)
    for quotation in quotations:
        _outside_quotation(verb, sentence, quotation)


def move(node: Node, head: Node, dep: str) -> None:
    """Hang a token (with its subtree) on another head; a head below it would make a cycle and is left alone."""
    if any(a is node for a in [head, *head.ancestors()]):
        return
    if node.head is not node:
        node.head.children.remove(node)
    node.head, node.dep = head, dep
    head.children.append(node)
    head.children.sort(key=lambda n: n.i)


def _titles(sentence: Sentence) -> None:
    """`Putin and Prime Minister of Hungary Viktor Orban met`: a title, its state and the name behind are one."""
    for at, title in enumerate(sentence.nodes):
        if title.relation != "conj" or title.tag != "NNP" or title.ent or title.kid("det"):
            continue
        of, *behind = sentence.nodes[at + 1 :] or [title]
        place = list(takewhile(lambda n: n.ent == "LOC" or n.pos == "DET", behind))
        name = next((n for n in behind[len(place) : len(place) + 1] if n.ent == "PER" and n.head is title.head), None)
        if of.lower == "of" and place and name is not None:
            move(place[-1], title, "nmod")
            move(name, title.head, title.dep)
            move(title, name, "nmod:desc")


def _inverted(verb: Node, sentence: Sentence) -> None:
    """`..., say people with knowledge of it, ...` and `”, said one of them.`: what follows the cue is its subject."""
    if not _opens_cue(verb, sentence):
        return
    run = list(takewhile(lambda n: n.text not in _ENDS_PHRASE, (n for n in sentence.nodes if n.i > verb.i)))
    head = _phrase_head(run)
    own = [k for k in verb.kids("nsubj") if k.i < verb.i]
    if head is None or any(verb.i - k.i <= 1 for k in own) or any(a is head for a in verb.ancestors()):
        return
    if head.head is verb and head.relation == "nsubj":
        return
    main = _main_clause(verb, run[-1].i)
    if main is not None:
        _hoist(verb, main, run[-1].i)
    else:
        for kid in own:
            kid.dep = "dislocated"
    move(head, verb, "nsubj")


def _called(verb: Node) -> None:
    """`called the Russian leader`: without an object, what the parser takes for a predicate is the one called."""
    if verb.kid("obj", "iobj", "aux:pass", "nsubj:pass") is None:
        for kid in verb.kids("xcomp"):
            if kid.pos in {"NOUN", "PROPN"} and kid.kid("nsubj", "cop") is None:
                kid.dep = "obj"


def _stacked(verb: Node, sentence: Sentence) -> None:
    """`”, Mr. Xi told Mr. Putin in a call, ..., state media reported`: of two verbs the nearer one has the subject.

    A nominal right before a finite verb is its subject, though the parser gave it to the verb at the end; what stands
    between the two verbs then belongs to the first.
    """
    before = _before(verb, sentence)
    if before is None or verb.kid("nsubj", "nsubj:pass") is not None or before.pos not in {"PROPN", "NOUN", "PRON"}:
        return
    outer = before.head
    if before.relation != "nsubj" or outer.i <= verb.i or verb.i - before.i != 1:
        return
    move(before, verb, "nsubj")
    later = [k for k in outer.kids("nsubj") if k.i > verb.i]
    edge = min((min(n.i for n in k.subtree()) for k in later), default=outer.i)
    for kid in [k for k in outer.children if verb.i < k.i < edge and k.relation in {"advcl", "obl"}]:
        move(kid, verb, kid.dep)


def _parenthesis(verb: Node, sentence: Sentence) -> None:
    """`The deal, the minister said on Monday, will be renewed`: no clause of the noun, but the cue of its sentence."""
    own = verb.kid("nsubj")
    if own is None or own.i > verb.i or own.lower in RELATIVE or verb.kid("obj", "xcomp") is not None:
        return
    if verb.relation in _HUNG and verb.kid("ccomp") is None and verb.head.pos in _NOMINAL:
        words = sorted((n for n in verb.subtree() if n.pos != "PUNCT"), key=lambda n: n.i)
        if _between_commas(words[0], words[-1], sentence):
            main = next((a for a in verb.ancestors() if a.pos in {"VERB", "AUX", "ADJ"} or a.is_root), verb.head)
            move(verb, main, "parataxis")
    elif _parts_clause(verb, own, sentence):
        main = next(k for k in verb.kids("ccomp") if k.i > verb.i)
        subject = next(k for k in verb.kids("ccomp") if k.i < own.i)
        _hoist(verb, main, verb.i)
        move(own, verb, "nsubj")
        move(subject, main, "csubj")


def _parts_clause(verb: Node, own: Node, sentence: Sentence) -> bool:
    """`Whatever was agreed, officials said, could be undone`: the cue stands between a clausal subject and its verb."""
    clauses = verb.kids("ccomp")
    before, after = [k for k in clauses if k.i < own.i], [k for k in clauses if k.i > verb.i]
    if len(before) != 1 or len(after) != 1 or after[0].kid("nsubj", "nsubj:pass", "csubj", "expl") is not None:
        return False
    first = min(own.subtree(), key=lambda n: n.i)
    return _between_commas(first, verb, sentence)


def _between_commas(first: Node, last: Node, sentence: Sentence) -> bool:
    before = _before(first, sentence)
    after = next((n for n in sentence.nodes if n.i > last.i), None)
    return before is not None and before.text == "," and after is not None and after.text == ","


def _opens_cue(verb: Node, sentence: Sentence) -> bool:
    """Whether the verb follows a comma or a closing mark and a noun phrase follows the verb."""
    before = _before(verb, sentence)
    after = next((n for n in sentence.nodes if n.i > verb.i), None)
    if before is None or after is None:
        return False
    return before.text in _OPENS_CUE and after.pos in _NOMINAL


def _before(node: Node, sentence: Sentence) -> Node | None:
    return next((n for n in reversed(sentence.nodes) if n.i < node.i), None)


def _phrase_head(run: Sequence[Node]) -> Node | None:
    """The head of a run of tokens that is a noun phrase; None where it holds a finite clause of its own."""
    outer = [n for n in run if n.head not in run]
    head = next((n for n in outer if n.pos in _NOMINAL and n.relation not in _WITHIN_PHRASE), None)
    if head is None or head.relation in {"obl", "ccomp"}:
        return None
    finite = any(n.pos in {"VERB", "AUX"} and n.tag in FINITE for n in outer if n is not head)
    return None if finite else head


def _main_clause(verb: Node, edge: int) -> Node | None:
    """The clause behind the cue and its subject that the parser hung on the cue."""
    clauses = verb.kids("conj", "parataxis", "ccomp")
    return next((k for k in clauses if k.i > edge and k.pos in _PREDICATES), None)


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
    before = _before(verb, sentence)
    if before is None or verb.i - before.i != 1 or before is verb.head:
        return
    if before.pos in {"NOUN", "PROPN"} and before.relation not in {"compound", "flat"}:
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


def _outside_quotation(verb: Node, sentence: Sentence, quotation: Quotation) -> None:
    """What stands behind the quotation and its cue belongs to the cue, not to a word inside the marks."""
    if verb.start < quotation.outer.end:
        return
    if not any(_inside(k, quotation) for k in [*verb.kids("ccomp", "parataxis"), verb.head]):
        return
    for node in sentence.nodes:
        behind = node.i > verb.i and node.start >= quotation.outer.end
        if behind and _inside(node.head, quotation) and node.relation not in {"punct", "root"}:
            move(node, verb, node.dep)


def _inside(node: Node, quotation: Quotation) -> bool:
    return quotation.start <= node.start < quotation.end
