"""Did it happen? The factuality of the event that a verb or noun stands for, from the words around it."""

from __future__ import annotations

from talleyrand.codebook.modality import Modality
from talleyrand.extract.syntax import case_of
from talleyrand.extract.tree import Node
from talleyrand.model.records import Factuality

# What wins when several words speak: a refusal says more than a plain "not", a demand more than a possibility.
_RANK: tuple[Factuality, ...] = ("refused", "negated", "called-for", "possible", "planned", "actual")
GOVERNING = frozenset(
    "call urge ask set go refuse decline fail plan intend prepare decide agree pledge promise vow threaten expect order invite schedule".split()
)
"""Verbs whose infinitive is a complement even where the parser hangs it on them as an adverbial."""
_NEGATIVE = frozenset({"negated", "refused"})


def factuality(node: Node, words: Modality, *, within: tuple[int, int] | None = None) -> Factuality:
    """Return the factuality of the event headed by `node`.

    The words of its own clause speak first, then what governs it (`plans to`, `refused to`, `if`). `within` are code
    points that bound the search upwards: what stands outside reported content does not reach into it.
    """
    own = own_factuality(node, words)
    above = _governed(node, words, within)
    if own in _NEGATIVE and above in _NEGATIVE:
        return "actual"
    return min(own, above, key=_RANK.index)


def own_factuality(node: Node, words: Modality) -> Factuality:
    """The factuality that the clause's own auxiliaries, adverbs and negations give."""
    found: list[Factuality] = ["actual"]
    negated = is_negated(node, words)
    for kid in node.children:
        if kid.relation in {"aux", "cop"}:
            modal = words.auxiliaries.get(kid.lower)
            if modal is not None and not (kid.lower == "'d" and node.tag == "VBN"):
                found.append(_negative_modal(kid, node) if negated else modal)
        elif kid.relation == "advmod" and kid.lower in words.adverbs:
            found.append(words.adverbs[kid.lower])
        elif (
            kid.relation == "mark"
            and kid.lower in words.conditions
            and node.relation in {"advcl", "ccomp", "acl", "csubj"}
        ):
            found.append("possible")
    if negated:
        found.append("negated")
    if _imperative(node):
        found.append("called-for")
    if _purpose(node):
        found.append("possible")
    return min(found, key=_RANK.index)


def is_negated(node: Node, words: Modality) -> bool:
    """Whether the clause is negated: by a particle, by `no` on its subject or object, by `has yet to`, by `without`."""
    count = 0
    for kid in node.children:
        if kid.lower in words.negations and kid.relation in {
            "advmod",
            "cc",
            "det",
            "mark",
            "aux",
            "case",
            "nsubj",
            "obj",
        }:
            count += 1
        elif kid.relation in {"nsubj", "obj"} and any(
            k.lower in {"no", "neither", "none"} and k.relation in {"det", "advmod", "cc"} for k in kid.children
        ):
            count += 1
    if _yet_to(node):
        count += 1
    return count % 2 == 1


def _yet_to(node: Node) -> bool:
    head = node.head
    if node.relation not in {"xcomp", "ccomp", "advcl", "acl"} or head.lemma not in {"have", "be", "remain"}:
        return (
            any(k.lower == "yet" for k in node.children)
            and any(k.lower == "to" for k in node.children)
            and any(k.lemma in {"have", "be"} for k in node.children)
        )
    return any(k.lower == "yet" for k in [*head.children, *node.children])


def _negative_modal(modal: Node, verb: Node) -> Factuality:
    """`will not say` is a refusal when someone could; `may not` remains a possibility."""
    if modal.lower in {"will", "wo", "would"}:
        return "refused"
    return "negated" if modal.lower not in {"may", "might"} else "possible"


def _imperative(node: Node) -> bool:
    return node.is_root and node.tag == "VB" and node.kid("nsubj", "aux", "mark") is None and node.pos == "VERB"


def _purpose(node: Node) -> bool:
    """`to stop the war`, `in order to`, `aimed at stopping`: an aim is not an event."""
    if node.relation in {"advcl", "acl"} and node.tag == "VB" and any(k.lower == "to" for k in node.kids("mark")):
        return node.relation == "advcl" or True
    return False


def _governed(node: Node, words: Modality, within: tuple[int, int] | None) -> Factuality:
    """Climb through complements and coordination; stop at a finite report of its own."""
    found: list[Factuality] = ["actual"]
    current = node
    for head in node.ancestors():
        if within is not None and not within[0] <= head.start < within[1]:
            break
        step = _step(current, head, words)
        if step is None:
            break
        found.append(step)
        current = head
    return min(found, key=_RANK.index)


def _step(node: Node, head: Node, words: Modality) -> Factuality | None:
    """What `head` says of `node` below it; None where the climb ends."""
    if node.relation == "conj":
        return own_factuality(head, words) if _shares_auxiliaries(node) else "actual"
    if node.relation in {"xcomp", "ccomp", "csubj"}:
        return _by_governor(node, head, words)
    if node.relation == "advcl" and _is_complement(node, head):
        return _by_governor(node, head, words)
    if node.relation == "acl" and head.pos == "NOUN" and node.dep != "acl:relcl":
        return words.nouns.get(head.lemma, "actual") if node.tag in {"VB", "VBZ", "VBP", "VBD", "VBG"} else "actual"
    if node.relation in {"obl", "nmod", "obj"} and node.pos == "NOUN":
        return _nominal_step(node, head, words)
    return None


def _by_governor(node: Node, head: Node, words: Modality) -> Factuality:
    if node.relation == "ccomp" and not _irrealis_complement(node) and head.lemma not in {"deny", "doubt"}:
        return "actual"
    if head.lemma in words.wishes and node.lemma in words.performed and head.kid("obj", "iobj") is None:
        return "actual"
    found: list[Factuality] = [words.governors.get(head.lemma, "actual")]
    if head.lemma in words.future and node.tag == "VB" and head.kid("cop", "aux", "aux:pass"):
        found.append("planned")
    own = own_factuality(head, words)
    if own in _NEGATIVE and found[0] in _NEGATIVE:
        return "actual"
    found.append(own)
    return min(found, key=_RANK.index)


def _irrealis_complement(node: Node) -> bool:
    """`demanded that Russia withdraw`, `urged X to withdraw` parsed as a clause."""
    return node.tag == "VB" and node.kid("aux") is None


def _is_complement(node: Node, head: Node) -> bool:
    """Infinitives and `from doing` that the parser hangs on a verb as adverbials (`refrained from voting`)."""
    return (
        node.tag in {"VB", "VBG"}
        and case_of(node) in {"from", "to", "of", "on", "against", "into"}
        and head.relation != "punct"
        and (case_of(node) != "to" or (head.kid("xcomp") is None and head.lemma in GOVERNING))
    )


def _nominal_step(node: Node, head: Node, words: Modality) -> Factuality | None:
    """`called for a ceasefire`, `the threat of an attack`, `dismissed the likelihood of an invasion`."""
    if head.pos == "NOUN" and head.lemma in words.nouns and case_of(node) in {"of", "for", "to", "on"}:
        return words.nouns[head.lemma]
    if head.pos == "VERB" and (
        node.relation == "obj" or case_of(node) in {"for", "from", "on", "about", "of", "against"}
    ):
        governed = words.governors.get(head.lemma, "actual")
        return min(governed, own_factuality(head, words), key=_RANK.index)
    return None


def _shares_auxiliaries(node: Node) -> bool:
    """A coordinated verb without subject or auxiliary of its own shares those of the first."""
    return node.kid("nsubj", "nsubj:pass", "aux") is None and node.pos in {"VERB", "AUX", "ADJ"}
