"""Words of likelihood and what they are said of: the expression as written, its interval, the event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.likelihood import Likelihood
from talleyrand.extract.syntax import case_of, is_infinitive
from talleyrand.extract.tree import Node, Tree

_THAN_NOT = re.compile(r" than not\b")
_AROUND = frozenset({"advmod", "amod", "det", "nummod", "compound", "fixed", "cc:preconj", "nmod", "case", "obl"})
_MODALS = frozenset({"may", "might", "could"})
_FUTURE = frozenset({"will", "'ll", "wo", "shall", "would", "'d"})
_NOT = frozenset({"not", "n't", "never"})
_COMING = frozenset({"go", "set", "about", "due", "bind", "expect", "likely", "unlikely", "sure", "certain"})
_PERFECT = frozenset({"have", "'ve"})


@dataclass(frozen=True, slots=True)
class Hedge:
    """An expression of likelihood: the word it hangs on, the event, how it is written, the probability of the event."""

    word: Node
    event: Node
    text: str
    interval: tuple[float, float]

    @property
    def width(self) -> float:
        """How little it commits to."""
        return self.interval[1] - self.interval[0]


def hedges(node: Node, tree: Tree, likelihood: Likelihood) -> Iterator[Hedge]:
    """Yield the expression of likelihood that the word is the head of; none for a word that is no such head."""
    event = _event(node, likelihood)
    if event is None:
        return
    found = _spelt(node, tree, likelihood)
    if found is not None:
        text, interval = found
        yield Hedge(node, event, text, _event_odds(node, event, text, interval))


def is_future(verb: Node) -> bool:
    """`will attack`, `is going to attack`, `would attack` (as seen from a report in the past)."""
    auxiliaries = {a.lower for a in verb.kids("aux")}
    if auxiliaries & _PERFECT and verb.tag == "VBN" and "will" not in auxiliaries:
        return False
    return bool(auxiliaries & _FUTURE) or (verb.relation in {"xcomp", "advcl"} and verb.head.lemma in _COMING)


def is_negated_future(verb: Node) -> bool:
    """`will not attack`."""
    return any(k.lower in _NOT for k in verb.children)


def _event(node: Node, likelihood: Likelihood) -> Node | None:
    """The event whose likelihood the word tells."""
    if node.relation == "advmod" and node.lower in likelihood.adverbs:
        if node.head.lemma == "be" and node.lower in likelihood.chances:
            return node.head.kid("nsubj")
        return node.head if _to_come(node.head) else None
    if node.pos == "ADJ" or (node.tag in {"VBN", "VBG"} and node.lemma in likelihood.predicates):
        return _of_adjective(node, likelihood)
    if node.pos == "NOUN" and node.lemma in likelihood.nouns:
        return _of_noun(node, likelihood)
    if node.pos == "AUX" and node.lower in _MODALS and node.relation == "aux":
        return _of_modal(node, likelihood)
    return None


def _to_come(verb: Node) -> bool:
    """A predicate in the future, or one beside a noun that takes its verb from it (`next to none`)."""
    return is_future(verb) or (verb.head.relation == "conj" and is_future(verb.head))


def _of_adjective(word: Node, likelihood: Likelihood) -> Node | None:
    """`X is unlikely to attack`, `it is likely that`, `a truce is probable`; `expected to attack`."""
    if word.lemma not in likelihood.predicates and word.lower not in likelihood.predicates:
        return None
    infinitive = next((k for k in word.kids("xcomp", "advcl", "ccomp", "csubj") if is_infinitive(k)), None)
    if infinitive is not None:
        perfect = any(k.lower in _PERFECT for k in infinitive.kids("aux"))
        return None if perfect or word.relation in {"amod", "advmod"} else infinitive
    clause = word.kid("ccomp", "csubj")
    if clause is not None:
        return clause if _to_come(clause) else None
    own = word.kid("nsubj")
    if own is None or word.lemma not in likelihood.chances:
        return None
    return own if own.pos in {"NOUN", "PROPN"} and word.kid("cop") is not None else None


def _of_noun(word: Node, likelihood: Likelihood) -> Node | None:
    """`little chance that X will`, `the odds of a war`, `no prospect of peace`."""
    if word.relation == "obj" and word.head.lemma in likelihood.belittling:
        return None
    if not _is_measured(word, likelihood):
        return None
    clause = next((k for k in word.kids("acl", "ccomp") if k.dep != "acl:relcl" or k.kid("mark") is not None), None)
    if clause is not None:
        return None if is_infinitive(clause) else clause
    near = [*word.kids("nmod"), *(word.head.kids("obl") if word.head.lemma in likelihood.estimating else [])]
    things = (k for k in near if k.i > word.i and case_of(k) in {"of", "for", "against"} and k.pos in {"NOUN", "PROPN"})
    return next(things, None) or _behind_a_cue(word)


def _behind_a_cue(word: Node) -> Node | None:
    """`There is every chance, the minister thinks, that X will`: the clause, hung on the cue between the commas."""
    if word.head.kid("expl") is None:
        return None
    return next((c for p in word.head.kids("parataxis") for c in p.kids("ccomp") if is_future(c)), None)


def _is_measured(word: Node, likelihood: Likelihood) -> bool:
    """Whether the noun says how great the chance is: `little chance`, `there is a risk`, `put the odds at`."""
    if word.head.lemma in likelihood.estimating and word.relation in {"obj", "obl"}:
        return True
    if _is_rated(word, likelihood):
        return True
    if word.relation == "nsubj" and (word.head.kid("expl") is not None or word.head.lemma in {"be", "remain"}):
        return True
    return any(k.lower in likelihood.measures for k in word.kids("amod", "det", "advmod"))


def _is_rated(word: Node, likelihood: Likelihood) -> bool:
    """`Chances of a truce are slim`."""
    return word.relation == "nsubj" and word.head.pos == "ADJ" and word.head.lower in likelihood.measures


def _of_modal(modal: Node, likelihood: Likelihood) -> Node | None:
    """`could collapse`, `may attack`: an event of war or politics, neither past nor denied."""
    verb = modal.head
    about = {verb.lemma, *(o.lemma for o in verb.kids("obj"))}
    if not about & likelihood.events or any(k.lower in _PERFECT for k in verb.kids("aux")):
        return None
    denied = any(k.lower in _NOT for k in verb.children)
    return None if denied and modal.lower == "could" else verb


def _spelt(node: Node, tree: Tree, likelihood: Likelihood) -> tuple[str, tuple[float, float]] | None:
    """The expression as written: the word with what stands close around it."""
    if _is_rated(node, likelihood):
        rated = likelihood.find(f"{node.head.lower} chance")
        return (f"{node.text} {node.head.text}", rated[1]) if rated is not None else None
    near = [node, *(k for k in node.children if k.relation in _AROUND and abs(k.i - node.i) <= 3)]
    near += [g for k in near[1:] for g in k.children if abs(g.i - node.i) <= 4 and g.relation in {"advmod", "nummod"}]
    near += [k for k in node.head.children if k.relation == "advmod" and abs(k.i - node.i) == 1]
    start, end = min(n.start for n in near), max(n.end for n in near)
    than = _THAN_NOT.match(tree.text, node.end)
    return likelihood.find(tree.text[start : max(end, than.end()) if than else end])


def _event_odds(word: Node, event: Node, text: str, interval: tuple[float, float]) -> tuple[float, float]:
    """The probability of the event itself: `will probably not` turns the likelihood round."""
    verb = event if word.relation in {"advmod", "aux"} else word
    denied = any(k.lower in _NOT or k.lower == "no" for k in verb.children)
    if not denied or any(w in text.lower() for w in ("not", "n't", "no ", "never")):
        return interval
    return (round(1 - interval[1], 2), round(1 - interval[0], 2))
