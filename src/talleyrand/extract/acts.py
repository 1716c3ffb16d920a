"""Acts: who did what to whom, coded in PLOVER (Halterman et al. 2023) by verbs, nouns and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from talleyrand.codebook.acts import ActRule, NounRule, load_act_rules, load_act_words
from talleyrand.codebook.plover import contexts_of, load_event_types
from talleyrand.extract.act_modes import mode_of
from talleyrand.extract.act_words import complements, rules_of, words_fit
from talleyrand.extract.context import Context
from talleyrand.extract.conversations import Conversation, find_conversation
from talleyrand.extract.modality import factuality
from talleyrand.extract.nominals import Nominal, find_nominal
from talleyrand.extract.parties import can_act, find_recipients, hosts, implied_agent, sides_of
from talleyrand.extract.roles import agent, patient, subject
from talleyrand.extract.said import NON_ASSERTIONS
from talleyrand.extract.syntax import case_of, clause_span, conjuncts
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.records import Act, Factuality
from talleyrand.model.spans import Quote

_ANSWERS = frozenset({"AGREE", "REJECT"})
_ASKS = frozenset({"REQUEST", "AGREE", "THREATEN"})
_TALKS = "CONSULT"
_SOON = 2
"""Sentences over which `the talks` are those just told of."""
_PLURALS = frozenset({"they", "we", "both"})
_TOPIC_CASES = frozenset({"of", "about", "to", "for", "on", "out"})
_AUTHORS = frozenset({"by", "from"})
_ASKED = "?"
"""What is asked is not reported."""
_SUPPOSING = frozenset({"suppose", "imagine", "assume", "say"})
"""Imperatives that begin a mere hypothesis."""
_JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Types whose object may be a word or a deed that the clause does not name (`Moscow denied it`)."""
_EACH_OTHER = (frozenset({"each", "other"}), frozenset({"the", "other"}), frozenset({"one", "another"}))
"""`each accused the other`: both sides are actors."""
_DENIAL = "denial"
"""What a rule needs whose act is that something is not done (`has not ruled out sanctions`)."""
_CONVERSATION = "consult.hold"
"""The rule under which conversations mentioned in passing are coded."""


@dataclass(frozen=True, slots=True)
class Found:
    """An act as found, with the tokens of its parties."""

    rule: ActRule | NounRule
    verb: Node
    actors: tuple[Node, ...]
    recipients: tuple[Node, ...]
    payload: Act
    factuality: Factuality
    sentence: Sentence


def find_acts(context: Context) -> Iterator[Found]:
    """Yield the acts of a document in text order, non-events among them with their factuality."""
    talks: Found | None = None
    before: list[Found] = []
    for sentence in context.coded():
        if sentence.nodes[-1].text == _ASKED or _is_supposed(sentence):
            continue
        matched = [found for node in sentence.nodes if is_predicate(node) for found in _match(node, sentence, context)]
        verbs = _without_echoes(_without_parts(matched))
        named = {thing.i for found in verbs if found.rule.type not in _JUDGING for thing in _named_by(found)}
        nouns = [
            found
            for node in sentence.nodes
            if node.pos == "NOUN" and node.i not in named
            for found in _mentioned(node, sentence, context)
        ]
        held = sorted([*verbs, *nouns], key=lambda found: found.verb.i)
        talks = next((f for f in held if f.rule.type == _TALKS), talks)
        told = [*before, *held]
        yield from (_addressed(f, told) for f in held)
        before = [f for f in told if sentence.index - f.sentence.index < _SOON]
        if talks is not None and sentence.index - talks.sentence.index <= _SOON:
            yield from _resumed(talks, sentence, {f.verb.i for f in held} | named, context)


def _is_supposed(sentence: Sentence) -> bool:
    """`Suppose Ankara said no`: nobody says that it did."""
    first = sentence.nodes[0]
    return first.lower in _SUPPOSING and first.tag in {"VB", "VBP"} and subject(first) is None


def _addressed(found: Found, told: list[Found]) -> Found:
    """`Peru asked Oslo for ships. Oslo refused`: an answer goes to who asked or offered just before."""
    if found.recipients or found.rule.type not in _ANSWERS or found.rule.mutual or len(found.actors) != 1:
        return found
    who = found.actors[0].lower
    asking = (f for f in told if f.verb.i < found.verb.i and f.rule.type in _ASKS and not f.rule.mutual)
    asked = [f for f in asking if _is_to(f, who)]
    return replace(found, recipients=asked[-1].actors) if asked else found


def _is_to(found: Found, who: str) -> bool:
    doers = {n.lower for n in found.actors}
    return who not in doers and (not found.recipients or who in {n.lower for n in found.recipients})


def _resumed(talks: Found, sentence: Sentence, coded: set[int], context: Context) -> Iterator[Found]:
    """`the talks would continue in Oslo`, `a further meeting is to follow`: planned by those who have just talked."""
    words = load_act_words()
    for noun in sentence.nodes:
        if noun.lemma not in words.conversations or noun.relation != "nsubj" or noun.i in coded:
            continue
        known = factuality(noun.head, context.modality)
        if noun.head.lemma in words.occurring and noun.head.i not in coded and known == "planned":
            rule = next(r for r in load_act_rules()["hold"] if r.id == _CONVERSATION)
            payload = _payload(rule, noun, sentence)
            yield Found(rule, noun, talks.actors, talks.recipients, payload, known, sentence)


def _without_parts(found: list[Found]) -> list[Found]:
    """Leave out acts that are part of another: `stopped buying` is no trade, `refused to sign` one rejection.

    What is refused and is no cooperation (`refused to condemn`) says more than the refusal.
    """
    wholes = [f for f in found if isinstance(f.rule, ActRule) and f.rule.whole]
    parts = {c.i: f for f in wholes for c in complements(f.verb)}
    nested = {f.verb.i: f for f in found if f.verb.i in parts}
    hostile = {
        id(parts[i]) for i, f in nested.items() if parts[i].rule.type == "REJECT" and "conflict" in f.payload.quad
    }
    kept = {i for i in nested if id(parts[i]) in hostile}
    return [f for f in found if id(f) not in hostile and (f.verb.i not in nested or f.verb.i in kept)]


def _without_echoes(found: list[Found]) -> list[Found]:
    """`We condemn it and we shall go on condemning it` is one act."""
    return list({_said_as(f): f for f in reversed(found)}.values())[::-1]


def _said_as(found: Found) -> tuple[object, ...]:
    parties = [tuple(n.lower for n in nodes) for nodes in (found.actors, found.recipients)]
    return found.rule.id, found.verb.lemma, found.factuality, *parties


def is_predicate(node: Node) -> bool:
    """Whether rules for verbs apply: a verb, or an adjective or a noun with a copula."""
    if node.pos in {"VERB", "AUX"} or (node.tag.startswith("VB") and node.relation != "amod"):
        return True
    return node.pos in {"ADJ", "NOUN"} and node.kid("cop") is not None


def _named_by(found: Found) -> list[Node]:
    """Nouns whose event a verb has coded already (`launched an attack`)."""
    thing = patient(found.verb)
    listed = found.rule.objects | found.rule.objects_any if isinstance(found.rule, ActRule) else frozenset()
    things = [*(conjuncts(thing) if thing is not None else ()), *found.verb.kids("obl")]
    return [n for n in things if n.lemma in listed]


def _match(verb: Node, sentence: Sentence, context: Context) -> Iterator[Found]:
    """Apply the rules of the verb, the most specific key first; the first that fits codes it."""
    for rule in rules_of(verb):
        found = _apply(rule, verb, sentence, context)
        if found is not None:
            yield found
            return


def _apply(rule: ActRule, verb: Node, sentence: Sentence, context: Context) -> Found | None:
    doer = agent(verb) or implied_agent(verb, rule, context)
    if doer is None or not words_fit(rule, verb, doer):
        return None
    actors = tuple(n for d in conjuncts(doer) for n in _sides(d, context) if can_act(n, context))
    recipients = tuple(r for r in find_recipients(verb, rule, context) if not _is_of(r, actors))
    if rule.type == "AGREE" and rule.mutual and len(actors) > 1 and _is_among_themselves(verb):
        recipients = ()
    known = factuality(verb, context.modality)
    enough = _parties_fit(rule, actors, recipients) or (bool(actors) and _is_open(verb, rule, known))
    if not enough or not _polarity_fits(rule, verb, known):
        return None
    if hosts(rule, verb):
        actors, recipients = recipients or actors, actors if recipients else ()
    known = "actual" if rule.needs == _DENIAL else known
    return Found(rule, verb, actors, recipients, _payload(rule, verb, sentence), known, sentence)


def _is_of(node: Node, actors: tuple[Node, ...]) -> bool:
    """`Observers from the African Union were stationed`: who is part of an actor's name is done nothing to."""
    return node in actors or (node.relation == "nmod" and node.head in actors)


def _is_among_themselves(verb: Node) -> bool:
    """`Peru and Chile agreed that Kenya will wait`: Kenya is no party; who agree to do something do it to somebody."""
    told = any(clause.tag != "VB" for clause in verb.kids("ccomp")) or _has_modal(verb)
    return told and not any(case_of(o) == "with" for o in verb.kids("obl"))


def _has_modal(verb: Node) -> bool:
    return any(aux.tag == "MD" for clause in verb.kids("ccomp") for aux in clause.kids("aux"))


def _is_open(verb: Node, rule: ActRule, known: Factuality) -> bool:
    """`has not expelled anyone`, `condemned it`: it is done, or not done, whoever it is done to."""
    thing = patient(verb)
    if thing is None or rule.needs != "recipient":
        return False
    listed = load_act_words()
    if rule.type in _JUDGING and not rule.objects_any and thing.lower in listed.anything:
        return True
    said = {thing.lower, *(k.lower for k in thing.kids("det", "fixed"))}
    if any(each <= said for each in _EACH_OTHER):
        return True
    return known in NON_ASSERTIONS and bool(said & listed.anybody)


def _sides(node: Node, context: Context) -> list[Node]:
    """`Russian and Ukrainian delegations` are two parties, each named by its adjective; a paper is its authors."""
    if node.lemma in load_act_words().papers and not can_act(node, context):
        return [n for k in node.kids("nmod") if case_of(k) in _AUTHORS for n in conjuncts(k)]
    return sides_of(node, context)


def _parties_fit(rule: ActRule, actors: tuple[Node, ...], recipients: tuple[Node, ...]) -> bool:
    """An act has an actor; a conversation has two parties, or a subject in the plural."""
    if not actors:
        return False
    if rule.needs == "plural-negated":
        return _plural(actors)
    if rule.needs == "recipient-person" and all(r.lower == "it" for r in recipients):
        return False
    if rule.needs in {"recipient", "recipient-person"}:
        return bool(recipients) or (rule.mutual and _plural(actors))
    return rule.type != "CONSULT" or rule.needs == "negated" or bool(recipients) or _plural(actors)


def _polarity_fits(rule: ActRule, verb: Node, known: Factuality) -> bool:
    """Whether it did not happen, for rules that tell only of what did not."""
    if rule.needs == "plural-negated":
        return _unspoken(verb, known)
    return rule.needs not in {"negated", _DENIAL} or known in NON_ASSERTIONS


def _plural(actors: tuple[Node, ...]) -> bool:
    return len(actors) > 1 or any(a.tag in {"NNS", "NNPS"} or a.lower in _PLURALS for a in actors)


def _unspoken(verb: Node, known: Factuality) -> bool:
    """`had not spoken`: with each other, not about something or to somebody else."""
    if known not in NON_ASSERTIONS or verb.kid("ccomp", "obj") is not None:
        return False
    return not any(case_of(o) in _TOPIC_CASES for o in verb.kids("obl"))


def _mentioned(noun: Node, sentence: Sentence, context: Context) -> Iterator[Found]:
    """`told him in a phone call`, `the attack on Kyiv`: an event that the clause presupposes."""
    talks: Conversation | None = find_conversation(noun, context)
    named: Nominal | None = find_nominal(noun, context) if talks is None else None
    if talks is not None:
        rule = next(r for r in load_act_rules()["hold"] if r.id == _CONVERSATION)
        known = factuality(noun.head if noun.head.pos in {"VERB", "AUX"} else noun, context.modality)
        yield Found(rule, noun, talks.actors, talks.recipients, _payload(rule, noun, sentence), known, sentence)
    elif named is not None:
        known = factuality(noun, context.modality)
        payload = _payload(named.rule, noun, sentence)
        yield Found(named.rule, noun, named.actors, named.recipients, payload, known, sentence)


def _payload(rule: ActRule | NounRule, verb: Node, sentence: Sentence) -> Act:
    kind = load_event_types()[rule.type]
    mode = mode_of(rule, verb)
    span = clause_span(verb)
    lemmas = [n.lemma for n in sentence.nodes if span.start <= n.start < span.end]
    implied = (*rule.context, *(("diplomatic",) if rule.type == "CONSULT" else ()))
    trigger = Quote(verb.start, verb.end, verb.text)
    return Act(rule.type, mode, contexts_of(lemmas, implied), kind.quad, kind.intensity(mode), trigger)
