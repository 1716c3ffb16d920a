"""Did it happen? The factuality of the event that a verb or noun stands for, from the words around it."""

from __future__ import annotations

from talleyrand.codebook.grammar import load_grammar
from talleyrand.codebook.modality import Modality
from talleyrand.extract.syntax import case_of
from talleyrand.extract.tree import Node
from talleyrand.model.records import Factuality

_RANK: tuple[Factuality, ...] = ("refused", "negated", "called-for", "possible", "planned", "actual")
"""What wins when several words speak: a refusal says more than a plain "not", a demand more than a possibility."""
_NEGATIVE = frozenset({"negated", "refused"})
_NEGATED_BY = frozenset({"advmod", "cc", "det", "mark", "aux", "case", "nsubj", "obj"})
_NONE = frozenset({"no", "neither", "none"})
_CONDITIONAL = frozenset({"advcl", "ccomp", "acl", "csubj"})
_VOLITION = frozenset({"will", "wo", "would"})
_UNCERTAIN = frozenset({"may", "might"})
_COMPLEMENT_CASES = frozenset({"from", "to", "of", "on", "against", "into"})
_OBJECT_CASES = frozenset({"for", "from", "on", "about", "of", "against"})
_NOUN_CASES = frozenset({"of", "for", "to", "on"})
_VERBAL = frozenset({"VB", "VBZ", "VBP", "VBD", "VBG"})
_PREDICATES = frozenset({"VERB", "AUX", "ADJ"})


def factuality(node: Node, words: Modality) -> Factuality:
    """Return the factuality of the event headed by `node`.

    The words of its own clause speak first, then what governs it (`plans to`, `refused to`, `if`).
    """
    own = own_factuality(node, words)
    above = _governed(node, words)
    if own in _NEGATIVE and above in _NEGATIVE:
        return "actual"
    return _strongest(own, above)


def _strongest(*found: Factuality) -> Factuality:
    return min(found, key=_RANK.index)


def own_factuality(node: Node, words: Modality) -> Factuality:
    """The factuality that the clause's own auxiliaries, adverbs and negations give."""
    negated = is_negated(node, words)
    found = [f for kid in node.children if (f := _by_word(kid, node, words, negated)) is not None]
    if negated:
        found.append("negated")
    if _imperative(node):
        found.append("called-for")
    if _purpose(node, words):
        found.append("possible")
    return _strongest("actual", *found)


def _by_word(kid: Node, node: Node, words: Modality, negated: bool) -> Factuality | None:
    """What one word of the clause says: a modal, an adverb, a condition."""
    if kid.relation in {"aux", "cop"}:
        modal = words.auxiliaries.get(kid.lower)
        if modal is None or (kid.lower == "'d" and node.tag == "VBN"):
            return None
        return _negative_modal(kid) if negated else modal
    if kid.relation == "advmod":
        return words.adverbs.get(kid.lower)
    conditional = kid.relation == "mark" and kid.lower in words.conditions and node.relation in _CONDITIONAL
    return "possible" if conditional else None


def is_negated(node: Node, words: Modality) -> bool:
    """Whether the clause is negated: by a particle, by `no` on its subject or object, by `has yet to`, by `without`."""
    count = sum(_negates(kid, words) for kid in node.children) + _yet_to(node)
    return count % 2 == 1


def _negates(kid: Node, words: Modality) -> bool:
    if kid.lower in words.negations and kid.relation in _NEGATED_BY:
        return True
    return kid.relation in {"nsubj", "obj"} and any(
        k.lower in _NONE and k.relation in {"det", "advmod", "cc"} for k in kid.children
    )


def _yet_to(node: Node) -> bool:
    head = node.head
    if node.relation in {"xcomp", "ccomp", "advcl", "acl"} and head.lemma in {"have", "be", "remain"}:
        return any(k.lower == "yet" for k in [*head.children, *node.children])
    around = {k.lower for k in node.children}
    return {"yet", "to"} <= around and any(k.lemma in {"have", "be"} for k in node.children)


def _negative_modal(modal: Node) -> Factuality:
    """`will not say` is a refusal when someone could; `may not` remains a possibility."""
    if modal.lower in _VOLITION:
        return "refused"
    return "possible" if modal.lower in _UNCERTAIN else "negated"


def _imperative(node: Node) -> bool:
    return node.is_root and node.tag == "VB" and node.kid("nsubj", "aux", "mark") is None and node.pos == "VERB"


def _purpose(node: Node, words: Modality) -> bool:
    """`to stop the war`, `in order to`, `aimed at stopping`: an aim is not an event."""
    if node.relation == "acl" and node.head.lemma in words.nouns:
        return False  # `the plan to evacuate`: the noun says more
    infinitive = node.tag == "VB" and any(k.lower == "to" for k in node.kids("mark"))
    return infinitive and node.relation in {"advcl", "acl"}


def _governed(node: Node, words: Modality) -> Factuality:
    """Climb through complements and coordination; stop at a finite report of its own."""
    found: Factuality = "actual"
    current = node
    for head in node.ancestors():
        step = _step(current, head, words)
        if step is None:
            break
        found = _strongest(found, step)
        current = head
    return found


def _step(node: Node, head: Node, words: Modality) -> Factuality | None:
    """What `head` says of `node` below it; None where the climb ends."""
    if node.relation == "conj":
        return own_factuality(head, words) if _shares_auxiliaries(node) else "actual"
    if node.relation in {"xcomp", "ccomp", "csubj"} or (node.relation == "advcl" and _is_complement(node, head)):
        return _by_governor(node, head, words)
    if node.relation == "acl" and head.pos == "NOUN" and node.dep != "acl:relcl":
        return words.nouns.get(head.lemma, "actual") if node.tag in _VERBAL else "actual"
    if node.relation in {"obl", "nmod", "obj"} and node.pos == "NOUN":
        return _nominal_step(node, head, words)
    return None


def _by_governor(node: Node, head: Node, words: Modality) -> Factuality:
    if node.relation == "ccomp" and not _irrealis(node) and head.lemma not in load_grammar().denying:
        return "actual"
    if head.lemma in words.wishes and node.lemma in words.performed and head.kid("obj", "iobj") is None:
        return "actual"
    governed = words.governors.get(head.lemma, "actual")
    own = own_factuality(head, words)
    if own in _NEGATIVE and governed in _NEGATIVE:
        return "actual"
    return _strongest(governed, own, "planned" if _is_future_phrase(node, head, words) else "actual")


def _is_future_phrase(node: Node, head: Node, words: Modality) -> bool:
    """`is going to meet`, `are about to meet`."""
    return head.lemma in words.future and node.tag == "VB" and head.kid("cop", "aux", "aux:pass") is not None


def _irrealis(node: Node) -> bool:
    """`demanded that Russia withdraw`, `urged X to withdraw` parsed as a clause."""
    return node.tag == "VB" and node.kid("aux") is None


def _is_complement(node: Node, head: Node) -> bool:
    """Infinitives and `from doing` that the parser hangs on a verb as adverbials (`refrained from voting`)."""
    case = case_of(node)
    if node.tag not in {"VB", "VBG"} or case not in _COMPLEMENT_CASES:
        return False
    return case != "to" or (head.kid("xcomp") is None and head.lemma in load_grammar().complement_takers)


def _nominal_step(node: Node, head: Node, words: Modality) -> Factuality | None:
    """`called for a ceasefire`, `the threat of an attack`, `dismissed the likelihood of an invasion`."""
    case = case_of(node)
    if head.pos == "NOUN" and head.lemma in words.nouns and case in _NOUN_CASES:
        return words.nouns[head.lemma]
    if head.pos == "VERB" and (node.relation == "obj" or case in _OBJECT_CASES):
        return _strongest(words.governors.get(head.lemma, "actual"), own_factuality(head, words))
    return None


def _shares_auxiliaries(node: Node) -> bool:
    """A coordinated verb without subject or auxiliary of its own shares those of the first."""
    return node.kid("nsubj", "nsubj:pass", "aux") is None and node.pos in _PREDICATES
