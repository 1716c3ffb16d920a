"""What governs an event: the word whose complement it is, and what that word makes of it."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.codebook.modality import Modality, Signature, WordClass
from talleyrand.extract.roles import is_passive
from talleyrand.extract.syntax import case_of, particle
from talleyrand.extract.tree import Node

VERACIOUS = Signature("default", "actual", "actual")
_SAME = Signature("same", "actual", "negated")
_OPEN = Signature("open", "possible", "possible")
_OPPOSED = Signature("opposed", "negated", "possible")
_TO_COME = Signature("to-come", "planned", "negated")
_DUTY = Signature("duty", "called-for", "negated")
_CLAUSES = frozenset({"xcomp", "ccomp", "csubj", "acl", "advcl", "parataxis"})
_NOMINALS = frozenset({"obj", "nsubj", "obl", "nmod", "compound"})
_NOUN_CASES = frozenset(
    {"of", "for", "to", "on", "against", "from", "at", "over", "in", "about", "into", "toward", "towards"}
)
_GERUND_CASES = frozenset({"", "of", "from", "to", "on", "against", "into", "in", "for", "at", "about"})
_NAMES = frozenset({"NOUN", "PROPN"})
_PREDICATES = frozenset({"VERB", "AUX"})


def signature_of(node: Node, words: Modality) -> Signature | None:
    """Return the signature of the word above `node` for the kind of complement that `node` is; None for none."""
    head = node.head
    if head is node:
        return _predicated(node, words)
    if node.relation in _CLAUSES and not _is_nominal(node):
        return _clausal(node, head, words)
    if node.relation in _NOMINALS:
        return _nominal(node, head, words)
    return _clausal(node, head, words) if node.relation in _CLAUSES else None


def has_to(node: Node) -> bool:
    """Whether a verb or an event's noun stands behind `to`: `to go`, `to be ready`, `the road to war`."""
    return any(k.lower == "to" and k.relation in {"mark", "case"} for k in node.children)


def is_wanted(node: Node) -> bool:
    """`demanded that Russia withdraw`, `urged X withdraw`: a clause in the bare form."""
    return node.tag == "VB" and node.kid("aux") is None and node.relation in {"ccomp", "xcomp", "acl"}


def is_gerund(node: Node) -> bool:
    """A verb in -ing without an auxiliary."""
    return node.tag == "VBG" and node.kid("aux") is None


def _is_nominal(node: Node) -> bool:
    return node.pos in _NAMES and node.kid("cop", "aux", "mark", "nsubj") is None


def _clausal(node: Node, head: Node, words: Modality) -> Signature | None:
    if node.dep == "acl:relcl":
        return _misread_relative(node, head, words)
    if node.relation == "acl" and node.tag == "VBN":
        return None
    if node.relation in {"advcl", "parataxis"}:
        return _adverbial(node, head, words)
    if node.relation == "acl" and head.pos == "PROPN" and head.relation in {"nmod", "obl"}:
        head = head.head  # `the risk of Moscow invading`: the gerund hangs on its subject
    return _look_up(node, head, words) or _default(node, head)


def _misread_relative(node: Node, head: Node, words: Modality) -> Signature | None:
    """`no evidence that the army fired`, parsed as if it had fired evidence; `the claim that X made` is a relative."""
    that = next((k for k in node.children if k.lower == "that" and k.i == head.i + 1), None)
    if that is None or that.relation == "nsubj" or node.kid("nsubj", "nsubj:pass") is None:
        return None
    found = words.embedding.get(("noun", head.lemma, "that"))
    return found if found is not None and (found.negative == "negated" or found.positive == "possible") else None


def _adverbial(node: Node, head: Node, words: Modality) -> Signature | None:
    """A complement that the parser hangs on its verb as an adverbial; a participle that shares the verb's fate."""
    if has_to(node) or is_wanted(node):
        return _look_up(node, head, words) if head.kid("xcomp") is None else None
    if is_gerund(node):
        case = case_of(node)
        found = _look_up(node, head, words) if case in _GERUND_CASES - {""} or node.kid("mark") is None else None
        return found if found is not None and case else _companion(case)
    return None


def _companion(case: str) -> Signature | None:
    """`will strike, killing hundreds`: what accompanies an event is as sure as the event, but not denied with it."""
    if case == "against":
        return _OPPOSED
    return VERACIOUS if case in {"", "by", "while", "when", "in"} else None


def _look_up(node: Node, head: Node, words: Modality) -> Signature | None:
    kinds = tuple(_kinds(node, head))
    for kind in kinds:
        for cls, key in _keys(head, node):
            found = words.embedding.get((cls, key, kind))
            if found is not None:
                return found
    return None


def _kinds(node: Node, head: Node) -> Iterator[str]:
    """The kinds of complement that a clause may count as, the most specific first."""
    if is_gerund(node):
        yield "ing"
    elif has_to(node) or (is_wanted(node) and node.kid("mark") is None) or node.relation == "xcomp":
        if head.pos in _PREDICATES and is_passive(head):
            yield "to-passive"
        if head.kid("obj", "iobj") is not None or node.kid("nsubj", "nsubj:pass") is not None:
            yield "to-other"
        yield "to"
        if node.relation != "xcomp":
            yield "that-wanted"
    elif is_wanted(node):
        yield from ("that-wanted", "to", "that")
    else:
        yield "that"


def _keys(head: Node, node: Node) -> Iterator[tuple[WordClass, str]]:
    """The governor as the codebook may list it: with particle and preposition, with either, bare."""
    case = case_of(node)
    lemma, part = head.lemma, particle(head)
    stems = [f"{lemma} {part}", lemma] if part else [lemma]
    for cls in _classes(head):
        for stem in stems:
            if case and case not in {"to", "that"}:
                yield cls, f"{stem} {case}"
            yield cls, stem
        if case == "to":
            yield cls, f"{lemma} to"
    if head.pos == "ADJ" and head.lower != lemma:
        yield "adjective", head.lower


def _classes(head: Node) -> tuple[WordClass, ...]:
    if head.pos == "NOUN":
        return ("noun",)
    if head.pos == "ADJ" or (head.pos == "ADV" and head.kid("cop") is not None):
        return ("adjective", "verb") if head.tag.startswith("VB") else ("adjective",)
    return ("verb", "adjective") if head.pos in _PREDICATES else ()


def _default(node: Node, head: Node) -> Signature | None:
    """Where the codebook does not know the governor."""
    if has_to(node) and head.lemma in {"have", "get", "be"} and head.pos in _PREDICATES:
        return _TO_COME if head.lemma == "be" else _SAME if head.tag == "VBD" else _DUTY
    if head.pos == "NOUN":
        return None
    if has_to(node) and (node.relation == "csubj" or head.pos in _PREDICATES):
        return _OPEN
    return _SAME if node.relation == "xcomp" else VERACIOUS


def _nominal(node: Node, head: Node, words: Modality) -> Signature | None:
    """`launched an attack`, `called for a truce`, `the threat of an attack`, `the attack failed`, `invasion fears`."""
    if node.relation == "nsubj" and node.dep != "nsubj:pass":
        return _of_subject(head, words)
    case = case_of(node)
    if head.pos == "NOUN":
        if node.relation in {"nmod", "compound"} and (case in _NOUN_CASES or node.relation == "compound"):
            return _first([("noun", f"{head.lemma} {case}"), ("noun", head.lemma)], "noun", words)
        return None
    if head.pos not in _PREDICATES:
        return None
    if node.relation == "obj" or node.dep == "nsubj:pass":
        return _of_object(node, head, words)
    part = particle(head)
    keys = [f"{head.lemma} {part} {case}", f"{head.lemma} {case}"] if part else [f"{head.lemma} {case}"]
    taking = [f"{head.lemma} {o.lemma} {case}" for o in head.kids("obj")]
    return _first([("verb", key) for key in [*taking, *keys]], "noun", words)


def _of_object(node: Node, head: Node, words: Modality) -> Signature | None:
    """What a verb makes of its object; an offer that is refused has been made."""
    found = _first([k for k in _keys(head, node) if k[0] == "verb"], "noun", words)
    made = ("noun", node.lemma, "to") in words.embedding
    return None if found is not None and made and found.positive == "refused" else found


def _of_subject(head: Node, words: Modality) -> Signature | None:
    """`the attack failed`, `an attack is likely`, `there was no attack`."""
    if head.pos == "ADJ":
        return _first([("adjective", head.lemma), ("adjective", head.lower)], "noun", words) or _first(
            [("adjective", head.lemma)], "that", words
        )
    if head.kid("expl") is not None and head.lemma in {"be", "exist"}:
        return _SAME
    keys: list[tuple[WordClass, str]] = [("verb", f"{head.lemma} {o.lemma}") for o in head.kids("obj")]
    part = particle(head)
    keys += [("verb", f"{head.lemma} {part}")] if part else []
    keys += [("verb", head.lemma)] if head.kid("obj", "xcomp", "ccomp") is None else []
    return _first(keys, "subject", words)


def _predicated(node: Node, words: Modality) -> Signature | None:
    """`The goal is to seize the port`: the subject noun governs its predicate."""
    own = node.kid("nsubj")
    if own is None or own.pos != "NOUN" or not has_to(node):
        return None
    return words.embedding.get(("noun", own.lemma, "to"))


def _first(keys: list[tuple[WordClass, str]], kind: str, words: Modality) -> Signature | None:
    return next((s for cls, key in keys if (s := words.embedding.get((cls, key, kind))) is not None), None)
