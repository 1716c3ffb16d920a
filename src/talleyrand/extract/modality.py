"""Did it happen? The factuality of the event that a verb, adjective or noun stands for, and the word that decides it.

Polarity is passed down from the governor to its complement by signatures, as in Nairn, Condoravdi and Karttunen (2006):
`did not manage to leave`, `did not fail to leave`, `denied that it had left`. Reports are taken as their source
presents them; who vouches is told by the chain of attribution, not here.
"""

from __future__ import annotations

from dataclasses import dataclass

from talleyrand.codebook.modality import Modality, Signature
from talleyrand.extract.embedding import signature_of
from talleyrand.extract.mood import coordinated_with_but, denied_noun, is_indefinite, is_purpose, own_reasons
from talleyrand.extract.syntax import FINITE
from talleyrand.extract.tree import Node
from talleyrand.model.records import Factuality

_RANK: tuple[Factuality, ...] = ("refused", "negated", "called-for", "possible", "planned", "actual")
"""What wins when several words speak: a refusal says more than a plain "not", a demand more than a possibility."""
_NEGATIVE = frozenset({"negated", "refused"})
_OPEN = frozenset({"possible", "planned"})
_PERFECT = frozenset({"have", "has", "had", "'ve"})
_DEEPEST = 12
"""Governors passed through at most; no sentence that people read has more."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The factuality of an event and the word that decided it; `by` is None for what is plainly reported."""

    factuality: Factuality
    by: Node | None = None


ACTUAL = Judgement("actual")


def factuality(node: Node, words: Modality) -> Factuality:
    """Return the factuality of the event headed by `node`."""
    return factuality_of(node, words).factuality


def factuality_of(node: Node, words: Modality) -> Judgement:
    """Return the factuality of the event headed by `node` and the word that decided it.

    The words of its own clause speak first, then what governs it (`plans to`, `refused to`, `the risk of`).
    """
    return _judge(node, words, 0)


def commitment(node: Node, words: Modality) -> Judgement:
    """Return what the text commits to about the clause at `node` as a whole: what governs it, not its own words."""
    return _governed(node, words, 0)


def _judge(node: Node, words: Modality, depth: int) -> Judgement:
    own = own_judgement(node, words)
    if depth >= _DEEPEST or (own.factuality == "negated" and denied_noun(node, words)):
        return own
    return _together(own, _governed(node, words, depth))


def own_judgement(node: Node, words: Modality) -> Judgement:
    """What the clause's own auxiliaries, adverbs and negations give."""
    found = [Judgement(f, by) for f, by in own_reasons(node, words)]
    return min(found, key=lambda j: _RANK.index(j.factuality), default=ACTUAL)


def _together(own: Judgement, above: Judgement) -> Judgement:
    """Two negations cancel out; else the stronger word wins."""
    if own.factuality in _NEGATIVE and above.factuality in _NEGATIVE:
        return Judgement("actual", own.by)
    return min(own, above, key=lambda j: (_RANK.index(j.factuality), j.by is None))


def _governed(node: Node, words: Modality, depth: int) -> Judgement:
    """What the word above says of the event."""
    head = node.head
    if node.relation == "conj":
        return _coordinated(node, words, depth)
    if _performed(node, words):
        return ACTUAL
    if _among_the_first(node, words):
        return _judge(head, words, depth + 1) if head is not node else ACTUAL
    signature = signature_of(node, words)
    if signature is None:
        return Judgement("possible", node) if is_purpose(node) else _of_subject(node, words)
    if head is node:
        return Judgement(signature.positive, node.kid("nsubj"))
    return _composed(signature, _judge(head, words, depth + 1), head)


def _of_subject(node: Node, words: Modality) -> Judgement:
    """`An attack would be a disaster`: an event that nobody knows of yet shares the doubt of its clause."""
    if node.pos != "NOUN" or node.relation != "nsubj" or not is_indefinite(node):
        return ACTUAL
    if any(k.lower in _PERFECT for k in node.head.kids("aux")):
        return ACTUAL
    said = own_judgement(node.head, words)
    return Judgement("possible", said.by) if said.factuality in _OPEN else ACTUAL


def _composed(signature: Signature, head: Judgement, by: Node) -> Judgement:
    """What a governor of this signature makes of its complement, given what the governor itself is."""
    if signature.factive:
        return ACTUAL
    if head.factuality in _NEGATIVE:
        return Judgement(signature.negative, head.by)
    if head.factuality == "actual":
        return Judgement(signature.positive, by if signature.positive != "actual" else head.by)
    if signature.positive == "actual":
        return head
    if signature.positive in _NEGATIVE:
        return Judgement("possible", head.by)
    return Judgement(signature.positive, by) if head.factuality == "planned" else _stronger(head, signature, by)


def _stronger(head: Judgement, signature: Signature, by: Node) -> Judgement:
    return min(head, Judgement(signature.positive, by), key=lambda j: _RANK.index(j.factuality))


def _coordinated(node: Node, words: Modality, depth: int) -> Judgement:
    """A coordinated verb without subject or auxiliary of its own shares those of the first; any shares its governor."""
    head = node.head
    if node.tag in FINITE and head.tag == "VB" and head.relation in {"xcomp", "advcl", "acl"}:
        return _governed(head.head, words, depth + 1)  # `failed to pay and went away`: beside the verb above
    above = _governed(head, words, depth + 1)
    if not _shares_auxiliaries(node, head) or own_judgement(node, words).factuality in _NEGATIVE:
        return above
    own = own_judgement(head, words)
    if own.factuality in _NEGATIVE and (coordinated_with_but(node) or _is_of_object(own.by)):
        return above
    return _together(own, above)


def _is_of_object(negator: Node | None) -> bool:
    """`expressed no regret and mentioned the war`: what is denied of an object is not denied of the next verb."""
    return negator is not None and negator.relation == "obj"


def _shares_auxiliaries(node: Node, head: Node) -> bool:
    if node.pos == "NOUN" and node.kid("cop") is None:
        return False
    if node.kid("nsubj", "nsubj:pass", "aux", "cop") is not None:
        return False
    return node.tag not in FINITE or head.kid("aux") is None


def _performed(node: Node, words: Modality) -> bool:
    """`I want to thank the people`: saying that one wants to say it is saying it."""
    head = node.head
    return (
        node.relation == "xcomp"
        and head.lemma in words.wishes
        and node.lemma in words.performed
        and (head.kid("obj", "iobj") is None)
    )


def _among_the_first(node: Node, words: Modality) -> bool:
    """`the first state to recognise it`."""
    return (
        node.relation == "acl"
        and is_purpose(node)
        and any(k.lower.rpartition("-")[2] in words.ordinals for k in node.head.kids("amod"))
    )
