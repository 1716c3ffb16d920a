"""Who does what a verb says, and to whom: over voice, coordination, relative clauses, infinitives and gerunds."""

from __future__ import annotations

from talleyrand.codebook.acts import load_act_words
from talleyrand.codebook.grammar import load_grammar
from talleyrand.extract.syntax import case_of, is_time, subtree_span
from talleyrand.extract.tree import Node

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_PARTICIPIAL = frozenset({"VBG", "VBN", "VB"})
_CONTROL_CASES = frozenset({"on", "upon", "for"})
_OUTER = "nsubj:outer"
"""The subject of a whole clause that is predicated (`what I can say is that she left`)."""
_OWNER_CASES = frozenset({"by", "of"})
_GERUND_CASES = frozenset({"to", "of", "from", "with", "without", "for"})


def is_passive(verb: Node) -> bool:
    """Whether the verb stands in the passive, with or without an auxiliary."""
    if verb.kid("aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    if verb.tag != "VBN" or verb.kid("nsubj", "aux") is not None:
        return False
    return verb.dep == "acl" or (verb.relation == "conj" and verb.head.kid("aux:pass") is not None)


def agent(verb: Node) -> Node | None:
    """Who does it: the subject of an active verb, the `by` phrase of a passive one."""
    if is_passive(verb):
        return next((o for o in verb.kids("obl") if o.dep == "obl:agent" or case_of(o) == "by"), None)
    return subject(verb)


def patient(verb: Node) -> Node | None:
    """To whom it is done: the object of an active verb, the subject of a passive one."""
    if is_passive(verb):
        return subject(verb)
    return _relativised(verb, verb.kid("obj") or verb.kid("iobj"))


def subject(verb: Node) -> Node | None:
    """The grammatical subject, shared over coordination and raising; for a relative clause, the noun it modifies."""
    seen: set[int] = set()
    node = verb
    while node.i not in seen:
        seen.add(node.i)
        found = _own_subject(node)
        if found is not None:
            return found
        if not _shares_subject(node):
            return None
        node = node.head
    return None


def _own_subject(node: Node) -> Node | None:
    """The subject in the clause itself, or the one that its place in the sentence gives it."""
    own = next((k for k in node.kids("nsubj") if k.dep != _OUTER), None) or node.kid("nsubj", "nsubj:pass", "csubj")
    if own is not None:
        return _antecedent(node, own)
    if node.dep == "acl:relcl" or (node.relation == "acl" and node.tag in {"VBG", "VBN"}):
        return node.head
    if node.relation == "conj":
        return None
    if node.relation == "acl" and node.tag == "VB":
        # `Honduras was the fifth state to recognise it`
        return node.head.kid("nsubj") if node.head.kid("cop") is not None else _owner(node.head)
    gerund = _gerund_subject(node)
    if gerund is not None:
        return gerund
    return _controller(node) if node.relation == "xcomp" or _is_asked(node) else None


def _owner(noun: Node) -> Node | None:
    """`Oslo's plan to sell`, `announced plans to sell`, `an attempt by Oslo to sell`: whose plan or attempt it is."""
    if noun.lemma not in load_grammar().owned_infinitives:
        return None
    named = noun.kid("nmod:poss") or next((k for k in noun.kids("nmod") if case_of(k) in _OWNER_CASES), None)
    if named is not None:
        return named
    verb = noun.head
    return agent(verb) if noun.relation == "obj" and verb.lemma in load_grammar().owning_verbs else None


def _shares_subject(node: Node) -> bool:
    """Whether a clause without a subject has that of the clause above it."""
    if node.relation in {"conj", "xcomp"} or _is_asked(node):
        return True
    if node.relation == "ccomp" and node.tag == "VB":
        return any(k.lower == "to" for k in node.children)  # `considers whether to leave`
    return node.relation in {"advcl", "parataxis"} and node.tag in _PARTICIPIAL


def _is_asked(node: Node) -> bool:
    """`called on Putin to negotiate`, hung as an adverbial: the one called on is to do it."""
    return (
        node.relation in {"advcl", "ccomp"}
        and node.tag == "VB"
        and node.head.lemma in load_grammar().directives
        and any(k.lower == "to" for k in node.kids("mark"))
    )


def _gerund_subject(node: Node) -> Node | None:
    """`led to Beijing dismissing the warnings`: the noun right before a gerund, or who is accused of it.

    Behind a comma the accuser goes on (`blamed Kyiv, saying that`).
    """
    apart = any(k.text == "," and k.i < node.i for k in node.children)
    if node.tag == "VBG" and node.relation == "advcl" and not apart and node.head.lemma in load_act_words().blamed:
        return node.head.kid("obj") or patient(node.head)
    if node.tag != "VBG" or node.relation not in {"advcl", "acl", "xcomp"} or node.kid("mark"):
        return None
    for other in [node.head, *node.head.children]:
        if other.relation in {"obl", "nmod"} and case_of(other) in _GERUND_CASES and _stands_before(other, node):
            return other
    return None


def _stands_before(noun: Node, gerund: Node) -> bool:
    nominal = noun.pos in {"PROPN", "NOUN", "PRON"}
    return nominal and subtree_span(noun, without=(gerund,)).end + 1 == gerund.start


def _antecedent(clause: Node, own: Node) -> Node:
    if own.lower in RELATIVE and clause.relation == "acl" and own.tag in {"WP", "WDT", "IN"}:
        return clause.head
    return own


def _controller(node: Node) -> Node | None:
    """The object that does what an infinitive says (`urged Russia to withdraw`); None where the subject does it."""
    verb = node.head
    if verb.lemma in load_grammar().subject_control:
        return None
    target = verb.kid("obj") or verb.kid("iobj") or _asked_by_phrase(verb)
    return verb.kid("nsubj:pass", "nsubj") if target is None and is_passive(verb) else target


def _asked_by_phrase(verb: Node) -> Node | None:
    """`appealed for China to mediate`: the one that a preposition introduces."""
    if verb.lemma not in load_grammar().directives:
        return None
    return next((o for o in verb.kids("obl") if case_of(o) in _CONTROL_CASES and not is_time(o)), None)


def _relativised(verb: Node, thing: Node | None) -> Node | None:
    """`a boycott that China condemned`: the noun that a relative clause is about stands for its pronoun, or its gap."""
    if verb.dep != "acl:relcl":
        return thing
    if thing is not None:
        return verb.head if thing.lower in RELATIVE else thing
    return verb.head if _has_gap(verb) else None


def _has_gap(verb: Node) -> bool:
    """Whether the object of a relative clause is missing (`the boycott China condemned`)."""
    own = verb.kid("nsubj")
    if own is None or own.lower in RELATIVE or verb.pos != "VERB" or is_passive(verb):
        return False
    return verb.kid("ccomp", "xcomp") is None and not any(o.lower in RELATIVE for o in verb.kids("obl"))
