"""What one marked party does to another: the act whose predicate lies nearest to both in the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from talleyrand.codebook.acts import ActRule, NounRule, load_noun_rules
from talleyrand.codebook.collapse import collapsed
from talleyrand.extract.act_modes import mode_of
from talleyrand.extract.act_words import rules_of, words_fit
from talleyrand.extract.acts import is_predicate
from talleyrand.extract.asking import ask
from talleyrand.extract.context import Context
from talleyrand.extract.modality import factuality
from talleyrand.extract.nominals import modifiers_fit
from talleyrand.extract.roles import agent, patient
from talleyrand.extract.syntax import conjuncts
from talleyrand.extract.tree import Node
from talleyrand.model.judging import NO_ACT, Opinion
from talleyrand.model.records import Factuality
from talleyrand.model.spans import Span

_PRONOUNS = frozenset({"it", "they", "he", "she", "who", "which", "that", "we", "i"})
_NAMING = frozenset({"nmod", "compound", "amod", "appos", "flat", "conj", "nummod", "obl"})
_SMALLEST = 1e-4
_GOVERNING = frozenset({"xcomp", "ccomp", "advcl", "acl", "conj", "parataxis"})


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign speaks for a predicate; read off general sense, not fitted."""

    agent: float = 3.0
    speaker: float = 1.5
    target_below: float = 1.5
    target_is_patient: float = 1.0
    wrong_agent: float = -2.0
    loose: float = -1.6
    noun: float = -0.5
    inside_party: float = -1.5
    general_type: float = -0.6
    distance: float = -0.15
    opinion: float = 0.3
    """Of the logarithm of a judge's probability."""
    unread: float = 1.0
    """The score of a type that no word around the parties speaks for, before the judge's opinion of it."""


@dataclass(frozen=True, slots=True)
class PairAct:
    """The act between two marked parties: type and factuality as the words say (`plain_...`), and collapsed."""

    event_type: str
    factuality: Factuality
    plain_type: str
    plain_factuality: Factuality
    mode: str | None
    predicate: Node
    score: float


@dataclass(frozen=True, slots=True)
class _Pair:
    context: Context
    source: Span
    target: Span
    source_head: Node
    target_head: Node


def find_pair_act(context: Context, source: Span, target: Span, weights: Weights = Weights()) -> PairAct | None:
    """Return the act of the party at `source` toward the one at `target`, None if no rule knows a word around them."""
    heads = _head(context, source), _head(context, target)
    if heads[0] is None or heads[1] is None:
        return None
    pair = _Pair(context, source, target, heads[0], heads[1])
    readings = list(_readings(pair, weights))
    read = max(readings, key=lambda r: (r.score, -r.predicate.i), default=None)
    opinion = _opinion(pair)
    return _weighed(pair, readings, opinion, weights) if opinion and (read or opinion.best_type != NO_ACT) else read


def _opinion(pair: _Pair) -> Opinion | None:
    """What the judge says of the parties; it looks for the event itself."""
    if pair.context.judge is None:
        return None
    numbers = sorted((pair.source_head.sentence, pair.target_head.sentence))
    sentences = pair.context.tree.sentences[numbers[0] : numbers[1] + 1]
    nodes = [node for sentence in sentences for node in sentence.nodes]
    return pair.context.judge.judge([ask(nodes, None, pair.source, pair.target)])[0]


def _weighed(pair: _Pair, readings: Sequence[PairAct], opinion: Opinion, weights: Weights) -> PairAct:
    """The type for which words and judge together speak most, as its best reading has it."""
    by_type = {r.event_type: r for r in sorted(readings, key=lambda r: (r.score, -r.predicate.i))}
    scores = {
        name: max(by_type[name].score if name in by_type else weights.unread, weights.unread)
        + weights.opinion * log(probability + _SMALLEST)
        for name, probability in opinion.types.items()
        if name != NO_ACT
    }
    best = max(scores, key=lambda name: scores[name])
    return by_type[best] if best in by_type else _unread(best, pair, scores[best])


def _unread(event_type: str, pair: _Pair, score: float) -> PairAct:
    """An act that the judge alone knows, at the predicate above the source."""
    heads = [pair.source_head, *pair.source_head.ancestors()]
    predicate = next((n for n in heads if is_predicate(n)), heads[-1])
    known = factuality(predicate, pair.context.modality)
    return PairAct(event_type, known, event_type, known, None, predicate, score)


def _head(context: Context, span: Span) -> Node | None:
    """The token of the span that hangs on something outside it."""
    inside = [n for n in context.tree.nodes if n.start < span.end and n.end > span.start]
    return next((n for n in inside if n.is_root or n.head not in inside), None)


def _readings(pair: _Pair, weights: Weights) -> Iterator[PairAct]:
    numbers = dict.fromkeys((pair.source_head.sentence, pair.target_head.sentence))
    for node in (n for number in numbers for n in pair.context.tree.sentences[number].nodes):
        for rule, loose in _rules_of(node):
            yield _reading(rule, node, pair, loose, weights)


def _rules_of(node: Node) -> Iterator[tuple[ActRule | NounRule, bool]]:
    """The rule that the words around the node fit, or, loosely, the first that knows its verb at all."""
    if is_predicate(node):
        keyed = rules_of(node)
        fitting = next((rule for rule in keyed if words_fit(rule, node, agent(node))), None)
        if fitting is not None or keyed:
            yield (fitting or keyed[-1], fitting is None)
            return
    if node.pos == "NOUN":
        named = next((rule for rule in load_noun_rules().get(node.lemma, ()) if modifiers_fit(rule, node)), None)
        if named is not None:
            yield (named, False)


def _reading(rule: ActRule | NounRule, node: Node, pair: _Pair, loose: bool, weights: Weights) -> PairAct:
    by_noun = isinstance(rule, NounRule)
    known = factuality(node, pair.context.modality)
    pair_type = rule.crosswalk or rule.type
    code = collapsed(pair_type, known, _governing(node))
    score = _score(node, pair, weights) + (weights.loose if loose else 0) + (weights.noun if by_noun else 0)
    score += weights.general_type if rule.type == "CONSULT" else 0
    folded: Factuality = known if code == pair_type else "actual"
    return PairAct(code, folded, rule.type, known, mode_of(rule, node), node, score)


def _governing(node: Node) -> set[str]:
    """The auxiliaries of the clause and the predicates that govern it."""
    found = {k.lower for k in node.kids("aux")}
    current = node
    for head in node.ancestors():
        if current.relation not in _GOVERNING and current.pos != "NOUN":
            break
        found |= {head.lemma, *(k.lower for k in head.kids("aux"))}
        current = head
    return found


def _score(node: Node, pair: _Pair, weights: Weights) -> float:
    doers = _doers(node)
    score = weights.distance * (_distance(node, pair.source_head) + _distance(node, pair.target_head))
    if _names(doers, pair.source, node):
        score += weights.agent
    elif _speaks(node, pair):
        score += weights.speaker
    elif _names(doers, pair.target, node):
        score += weights.wrong_agent
    if node is pair.target_head or node in pair.target_head.ancestors():
        score += weights.target_below
    thing = patient(node) if is_predicate(node) else None
    if thing is not None and any(n is pair.target_head for n in conjuncts(thing)):
        score += weights.target_is_patient
    inside = any(s.start <= node.start < s.end for s in (pair.source, pair.target))
    return score + (weights.inside_party if inside and node is not pair.source_head else 0)


def _doers(node: Node) -> list[Node]:
    """Who does it: the agent of a verb; the owner, author or maker of an event that a noun names."""
    if is_predicate(node):
        doer = agent(node)
        return conjuncts(doer) if doer is not None else []
    owners = node.kids("nmod:poss", "compound", "amod")
    return [n for o in [*owners, *node.kids("nmod")] for n in conjuncts(o)]


def _names(nodes: Sequence[Node], span: Span, predicate: Node) -> bool:
    """Whether one of the nodes stands in the span, has it among its modifiers, or is a pronoun for what does."""
    for node in nodes:
        if span.start <= node.start < span.end or any(span.start <= n.start < span.end for n in _modifiers(node)):
            return True
        if node.lower in _PRONOUNS and any(_names(_outer(v), span, v) for v in predicate.ancestors()):
            return True
    return False


def _outer(verb: Node) -> list[Node]:
    doer = agent(verb) if is_predicate(verb) else None
    return [n for n in conjuncts(doer) if n.lower not in _PRONOUNS] if doer is not None else []


def _modifiers(node: Node) -> Iterator[Node]:
    for kid in node.children:
        if kid.relation in _NAMING:
            yield kid
            yield from _modifiers(kid)


def _speaks(node: Node, pair: _Pair) -> bool:
    """Whether the source is the subject of something that governs the predicate (`said that X must`)."""
    return any(_names(_outer(verb), pair.source, verb) for verb in node.ancestors() if is_predicate(verb))


def _distance(one: Node, other: Node) -> int:
    """The edges between two tokens; many if they stand in different sentences."""
    path = {n.i: steps for steps, n in enumerate([one, *one.ancestors()])}
    for steps, node in enumerate([other, *other.ancestors()]):
        if node.i in path:
            return steps + path[node.i]
    return 20
