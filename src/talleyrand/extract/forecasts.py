"""Forecasts: what somebody says will, may or won't come, and how likely the words make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.likelihood import Likelihood, load_likelihood
from talleyrand.extract.context import Context
from talleyrand.extract.said import NON_ASSERTIONS, Said
from talleyrand.extract.spans import size
from talleyrand.extract.syntax import subtree_span
from talleyrand.extract.tree import Node
from talleyrand.model.records import Forecast
from talleyrand.model.spans import Span

_FIRST = frozenset({"i", "we"})
_FUTURE = frozenset({"will", "'ll", "wo", "may", "might", "could", "shall"})
_MODALS = frozenset({"will", "may", "might", "could"})
_DEMANDS = frozenset({"directive", "demand", "commit", "ask-question", "support"})
"""Families of cues whose content is wanted or promised, not foretold."""
_PAST = frozenset({"VBD", "VBN", "NN", "NNS"})
"""Tags of cues behind which `would` is a future."""
_CLIMB = frozenset({"acl", "nmod", "xcomp", "advcl", "ccomp", "obj", "conj"})
_NARROW = 0.3
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class FoundForecast:
    """A forecast as found within what somebody said."""

    said: Said
    anchor: Node
    payload: Forecast


def find_forecasts(said: list[Said], context: Context) -> Iterator[FoundForecast]:
    """Yield the forecasts among the attributions: an expression of likelihood over a future event."""
    likelihood = load_likelihood()
    for one in said:
        if one.factuality in NON_ASSERTIONS or one.rule in _DEMANDS:
            continue
        for span in one.content:
            found = _in_content(one, span, context, likelihood)
            if found is not None and _is_innermost(one, found.anchor, said):
                yield found
                break


def _is_innermost(one: Said, event: Node, said: list[Said]) -> bool:
    """A forecast is whose words hold it most closely, not of those who report them."""
    others = (o for o in said if o is not one and o.sentence.index == one.sentence.index and o.covers(event.start))
    return all(size(o.content) >= size(one.content) for o in others)


def _in_content(said: Said, span: Span, context: Context, likelihood: Likelihood) -> FoundForecast | None:
    nodes = context.tree.between(span.start, span.end)
    event = next((n for n in nodes if _future_event(n, said, likelihood)), None)
    if event is None:
        return None
    start, end = _proposition(event, span)
    if end - start > _LONGEST:
        return None
    text = context.tree.text[start:end]
    expression = likelihood.find(text) or _from_cue(said, likelihood)
    if expression is None or (said.rule == "speech" and _is_vague(expression, likelihood)):
        return None  # what a speaker says will be is mostly the speaker's own plan
    payload = Forecast(context.tree.quote(start, end), expression[0], expression[1])
    return FoundForecast(said, event, payload)


def _future_event(node: Node, said: Said, likelihood: Likelihood) -> bool:
    """A verb or noun of war or politics that the words around it place in the future, of somebody else."""
    if node.pos == "VERB" and node.lemma not in likelihood.own_plans:
        known = node.lemma in likelihood.events or said.anchor.lemma in likelihood.verbs or _is_hedged(node, likelihood)
        return known and _future_verb(node, said, likelihood)
    if node.pos == "NOUN" and node.lemma in likelihood.events:
        if said.rule == "expect":
            return True
        return _likely_noun(node, likelihood)
    return False


def _future_verb(verb: Node, said: Said, likelihood: Likelihood) -> bool:
    subjects = verb.kids("nsubj", "nsubj:pass")
    if any(s.lower in _FIRST for s in subjects) or any(m.lower in {"if", "unless"} for m in verb.kids("mark")):
        return False
    modals = {a.lower for a in verb.kids("aux")}
    if modals & _FUTURE or ("would" in modals and "have" not in modals and said.anchor.tag in _PAST):
        return True
    if said.rule == "believe" and said.anchor.lemma in likelihood.expecting:
        return True
    return _under_likelihood(verb, likelihood)


def _is_hedged(node: Node, likelihood: Likelihood) -> bool:
    """`will probably try`: an adverb of likelihood makes a forecast of any verb."""
    adverbs = {a.lower for a in node.kids("advmod")}
    return bool(adverbs & likelihood.intervals.keys()) and not adverbs & likelihood.no_hedge


def _under_likelihood(node: Node, likelihood: Likelihood) -> bool:
    """`little chance of Russia declaring war`, `likely to attack`, `expected to fall`."""
    head = node.head
    for _ in range(2):
        if head.relation == "obj" and head.head.lemma in likelihood.belittling:
            return False
        if node.relation in {"xcomp", "advcl", "obl"} and any(o.lemma in likelihood.nouns for o in head.kids("obj")):
            return True
        if head.lemma in likelihood.nouns or head.lemma in likelihood.predicates:
            return node.tag in {"VB", "VBG"} or node.pos == "NOUN"
        if node.relation not in _CLIMB:
            return False
        node, head = head, head.head
    return False


def _likely_noun(noun: Node, likelihood: Likelihood) -> bool:
    if _under_likelihood(noun, likelihood):
        return True
    head = noun.head
    if noun.relation != "nsubj":
        return False
    return head.lemma in likelihood.chances or any(a.lower in _MODALS for a in head.kids("aux"))


def _proposition(event: Node, span: Span) -> tuple[int, int]:
    """The event's own clause where it is finite; else the clause above it, as far as it is content."""
    top = event
    while not _is_finite_clause(top) and top.head is not top:
        if not span.start <= top.head.start < span.end:
            break
        top = top.head
    clause = subtree_span(top)
    return max(clause.start, span.start), min(clause.end, span.end)


def _is_finite_clause(node: Node) -> bool:
    """A predicate with a subject of its own; a gerund (`chance of Russia declaring war`) is part of one."""
    if node.pos not in {"VERB", "AUX", "ADJ"} or node.kid("nsubj", "nsubj:pass") is None:
        return False
    return node.tag != "VBG" or node.kid("aux") is not None


def _from_cue(said: Said, likelihood: Likelihood) -> tuple[str, tuple[float, float]] | None:
    """The cue itself may carry the likelihood (`expects`, `doubted that`)."""
    if said.anchor.lemma == "doubt":
        return said.anchor.text, likelihood.intervals["doubt"]
    if said.anchor.lemma in likelihood.verbs or said.anchor.lemma in likelihood.nouns:
        return said.anchor.text, likelihood.intervals["likely"]
    return None


def _is_vague(expression: tuple[str, tuple[float, float]], likelihood: Likelihood) -> bool:
    """A plain future in a speech is mostly a plan of the speaker's own, `may` and `chance` mostly politeness."""
    low, high = expression[1]
    return expression[0].lower() in likelihood.plain or high - low > _NARROW
