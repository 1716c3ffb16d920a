"""What a clause's own words say of its event: modals, negations, conditions, questions, adjectives of the noun."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from talleyrand.codebook.modality import Modality
from talleyrand.extract.embedding import has_to
from talleyrand.extract.roles import is_passive
from talleyrand.extract.syntax import case_of
from talleyrand.extract.tree import Node
from talleyrand.model.records import Factuality

Reason = tuple[Factuality, Node]
"""A factuality and the word that gives it."""
_NEGATED_BY = frozenset({"advmod", "cc", "det", "mark", "aux", "case", "nsubj", "obj"})
_CONDITIONAL = frozenset({"advcl", "ccomp", "acl", "csubj", "xcomp"})
_VOLITION = frozenset({"will", "wo", "would", "'ll"})
_UNCERTAIN = frozenset({"may", "might"})
_ABLE = frozenset({"can", "could"})
_REMOTE = frozenset({"would", "could", "might", "'d"})
_WOULD = frozenset({"would", "'d"})
_PRESENT = frozenset({"VBZ", "VBP"})
_TOWARD = frozenset({"to", "against"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PEOPLE = frozenset({"i", "we", "he", "she", "they", "you", "who"})
_NAMED = frozenset({"PER", "ORG", "LOC"})


def own_reasons(node: Node, words: Modality) -> Iterator[Reason]:
    """Yield what each word of the clause (of the noun phrase) says, in no order."""
    if node.pos in {"NOUN", "PROPN"} and node.kid("cop", "nsubj") is None:
        yield from _by_modifiers(node, words)
        return
    negator = negator_of(node, words)
    for kid in node.children:
        said = _by_word(kid, node, words, negated=negator is not None)
        if said is not None:
            yield said, kid
    if negator is not None:
        yield "negated", negator
    yield from _by_clause(node, words)


def _by_modifiers(noun: Node, words: Modality) -> Iterator[Reason]:
    """`the planned visit`, `the alleged attack`, `no attack`."""
    for kid in noun.children:
        if kid.relation in {"amod", "compound"} and (known := words.modifiers.get(kid.lower)) is not None:
            yield known, kid
        elif _unsettles(kid, noun, words):
            yield "possible", kid
        elif kid.lower in {"det": words.determiners, "case": words.exclusions}.get(kid.relation, frozenset()):
            yield "negated", kid


def _unsettles(kid: Node, noun: Node, words: Modality) -> bool:
    """`any attack`, `in case of an attack`, `respond to a further attack`."""
    if kid.relation == "case":
        return _joined(kid) in words.contingencies
    if kid.relation == "det":
        return kid.lower in words.unsettling
    return kid.lower in words.further and _has_yet_to_come(noun)


def _has_yet_to_come(noun: Node) -> bool:
    """`respond to a further attack`, `the risk posed by further aggression`: what one gets ready for, not what was."""
    if noun.tag != "NN" or not is_indefinite(noun):
        return False
    case = case_of(noun)
    return case in _TOWARD or (case == "by" and noun.head.relation == "acl")


def is_indefinite(noun: Node) -> bool:
    """`an attack`, `any attack`, `further aggression`: no event that is known already."""
    return noun.kid("nmod:poss") is None and not any(k.lower in _DEFINITE for k in noun.kids("det"))


def denied_noun(node: Node, words: Modality) -> bool:
    """`no attack`: negated once, however often the clause around it says so."""
    return node.pos == "NOUN" and any(k.relation == "det" and k.lower in words.determiners for k in node.children)


def _by_word(kid: Node, node: Node, words: Modality, *, negated: bool) -> Factuality | None:
    """What one word of the clause says: a modal, an adverb, a condition."""
    if kid.relation in {"aux", "cop"}:
        modal = words.auxiliaries.get(kid.lower)
        if modal is None or (kid.lower == "'d" and node.tag == "VBN"):
            return None
        if negated:
            return _negative_modal(kid, node)
        if kid.lower in _ABLE and node.lemma in words.sensing and node.kid("ccomp") is not None:
            return None  # `could see that`
        return "planned" if _future_in_past(kid, node) else _perfect(kid, node, modal)
    if kid.relation == "advmod":
        return words.adverbs.get(kid.lower) if not negated or kid.lower not in words.negations else None
    return None


def _future_in_past(modal: Node, node: Node) -> bool:
    """`said it would send more`: the future as seen from a report in the past, unless a condition stands beside it."""
    clause = node.head if node.relation == "conj" else node
    if modal.lower not in _WOULD or clause.relation != "ccomp" or clause.head.tag not in {"VBD", "VBN"}:
        return False
    return not any(k.lower in {"have", "'ve"} for k in node.kids("aux")) and not any(
        m.lower in {"if", "unless"} for k in node.kids("advcl") for m in k.kids("mark")
    )


def _perfect(modal: Node, node: Node, plain: Factuality) -> Factuality:
    """`should have left` did not; `would have left`, beside a condition contrary to fact, did not either."""
    if not any(k.lower in {"have", "'ve"} and k.relation == "aux" for k in node.children) or node.tag != "VBN":
        return plain
    if modal.lower in {"should", "ought"}:
        return "negated"
    if plain == "planned":
        return "planned"
    contrary = modal.lower in _REMOTE and any(_contrary(k) for k in node.kids("advcl"))
    return "negated" if contrary else "possible"


def _contrary(clause: Node) -> bool:
    """`if they had attacked`, `had they attacked`."""
    had = next((k for k in clause.kids("aux") if k.lower in {"had", "'d"}), None)
    return had is not None and (_inverted(clause) or any(m.lower == "if" for m in clause.kids("mark")))


def _inverted(clause: Node) -> bool:
    """`Had Russia attacked`, `should Russia attack`: a condition without a conjunction."""
    own = clause.kid("nsubj", "nsubj:pass")
    aux = next((k for k in clause.kids("aux", "cop") if k.lower in {"had", "should", "were"}), None)
    return clause.relation == "advcl" and own is not None and aux is not None and aux.i < own.i


def _negative_modal(modal: Node, node: Node) -> Factuality:
    """`will not say` is a refusal of somebody who could; `may not` remains a possibility."""
    if modal.lower in _VOLITION:
        return "refused" if _has_will(node) else "negated"
    return "possible" if modal.lower in _UNCERTAIN else "negated"


def _has_will(node: Node) -> bool:
    """Whether the subject may refuse: a person, a body, not a thing, and not of a passive."""
    own = node.kid("nsubj")
    if own is None:
        return not is_passive(node)
    return own.pos in {"NOUN", "PROPN"} or own.ent in _NAMED or own.lower in _PEOPLE or own.pos == "PRON"


def negator_of(node: Node, words: Modality) -> Node | None:
    """The word that negates the clause: a particle, `no` on its subject or object, `yet to`; None where none does."""
    found = [k for k in node.children if _negates(k, node, words)]
    yet = _yet_to(node)
    found += [yet] if yet is not None else []
    return found[0] if len(found) % 2 == 1 else None


def _negates(kid: Node, node: Node, words: Modality) -> bool:
    if kid.relation == "advmod" and kid.lower in {"longer", "more"} and any(k.lower == "no" for k in kid.children):
        return True
    if kid.lower in words.negations and kid.relation in _NEGATED_BY:
        return not _elsewhere(kid, node, words)
    if _is_manner(kid, node, words):
        return any(k.lower in words.negations and k.i == kid.i - 1 for k in kid.kids("advmod"))
    if kid.relation in {"mark", "case", "cc"} and _joined(kid) in words.exclusions:
        return kid.lower not in words.negations
    if kid.relation in {"nsubj", "obj"}:
        return kid.lower in words.determiners or any(_denies(k) and k.lower in words.determiners for k in kid.children)
    return False


def _is_manner(kid: Node, node: Node, words: Modality) -> bool:
    """`never directly pressured`: an adverb behind its subject; `not only` and `not surprisingly,` deny nothing."""
    between = kid.i < node.i and all(subject.i < kid.i for subject in node.kids("nsubj"))
    return kid.relation == "advmod" and between and kid.lower.endswith("ly") and kid.lower not in words.focus


def _denies(kid: Node) -> bool:
    if kid.lower == "few" and any(k.lower in {"a", "the"} for k in [*kid.children, *kid.head.children]):
        return False
    return kid.relation in {"det", "advmod", "cc", "amod", "cc:preconj"}


def _joined(kid: Node) -> str:
    return " ".join(w.lower for w in sorted([kid, *kid.kids("fixed")], key=lambda n: n.i))


def _elsewhere(negation: Node, node: Node, words: Modality) -> bool:
    """`not only`, `not until`, `not because`: the negation is meant for what follows it."""
    after = next((k for k in node.children if k.i == negation.i + 1), None)
    inner = [*negation.children, *([after] if after is not None else [])]
    return any(k.lower in words.focus and k.i > negation.i for k in inner)


def _yet_to(node: Node) -> Node | None:
    head = node.head
    if node.relation in {"xcomp", "ccomp", "advcl", "acl"} and head.lemma in {"have", "be", "remain"}:
        return next((k for k in [*head.children, *node.children] if k.lower == "yet"), None)
    around = {k.lower: k for k in node.children}
    if {"yet", "to"} <= around.keys() and any(k.lemma in {"have", "be"} for k in node.children):
        return around["yet"]
    return None


def _by_clause(node: Node, words: Modality) -> Iterator[Reason]:
    """What the form of the whole clause says."""
    if _is_imperative(node):
        yield "called-for", node
    if _is_question(node):
        yield "possible", node
    condition = _condition(node, words)
    if condition is not None:
        yield "possible", condition
    to = next((k for k in node.kids("mark") if k.lower == "to"), None)
    if to is not None and _is_announced(node):
        yield "planned", to
    temporal = _in_time_to_come(node, words)
    if temporal is not None:
        yield "planned", temporal


def _is_imperative(node: Node) -> bool:
    return node.is_root and node.tag == "VB" and node.kid("nsubj", "aux", "mark", "expl") is None and node.pos == "VERB"


def _is_question(node: Node) -> bool:
    """A question that can be answered with yes or no; `why did it attack?` takes the attack for granted."""
    if not node.is_root or not any(k.text == "?" for k in node.children) or any(k.tag == "WRB" for k in node.children):
        return False
    own, first = node.kid("nsubj", "nsubj:pass", "expl"), node.kid("aux", "cop")
    return own is not None and first is not None and first.i < own.i and own.tag not in {"WP", "WDT"}


def _condition(node: Node, words: Modality) -> Node | None:
    """The conjunction, or the inverted verb, that makes a condition of the clause."""
    if node.relation not in _CONDITIONAL:
        return None
    if _inverted(node):
        return node.kid("aux", "cop")
    marks = [k for k in node.kids("mark", "advmod") if k.i < node.i]
    found = next((k for k in marks if {k.lower, _joined(k)} & words.conditions), None)
    if found is not None:
        return found
    pairs = (f"{a.lower} {b.lower}" for a, b in pairwise(marks) if b.i == a.i + 1)
    return next((marks[0] for pair in pairs if pair in words.conditions), None)


def _is_announced(node: Node) -> bool:
    """`The two are to meet`, `was to have left`."""
    return node.relation not in {"advcl", "acl"} and any(
        k.lemma == "be" and k.relation in {"aux", "cop"} and k.tag in {"VBZ", "VBP", "VBD"} for k in node.children
    )


def _in_time_to_come(node: Node, words: Modality) -> Node | None:
    """`will end when the army leaves`, `meet tomorrow`: a present tense beside the future."""
    if not _is_present(node):
        return None
    tomorrow = next((k for k in node.kids("advmod", "obl") if _is_ahead(k, words)), None)
    if tomorrow is not None or node.relation != "advcl":
        return tomorrow
    mark = next((k for k in node.kids("mark", "advmod") if k.lower in words.temporal), None)
    above = [node.head, *node.head.kids("ccomp")]
    return mark if any(k.lower in words.auxiliaries for n in above for k in n.kids("aux")) else None


def _is_present(node: Node) -> bool:
    return node.tag in _PRESENT or any(k.tag in _PRESENT for k in node.kids("aux", "cop"))


def _is_ahead(phrase: Node, words: Modality) -> bool:
    return phrase.lower in words.ahead or any(k.lower == "next" for k in phrase.kids("amod"))


def is_purpose(node: Node) -> bool:
    """`to stop the war`, `in order to`: an aim is not an event."""
    return node.relation in {"advcl", "acl"} and has_to(node) and node.tag in {"VB", "NN", "JJ", "VBN"}


def coordinated_with_but(node: Node) -> bool:
    """`did not attack but withdrew`: a negation does not reach over `but`."""
    return any(k.relation == "cc" and k.lower in {"but", "yet", "instead"} for k in node.children)
