"""Acts: who did what to whom, coded in PLOVER (Halterman et al. 2023) by verb, object and complement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from talleyrand.codebook.acts import ActRule, load_act_rules
from talleyrand.codebook.plover import contexts_of, load_event_types
from talleyrand.extract.context import Context
from talleyrand.extract.mentions import is_agent
from talleyrand.extract.modality import factuality
from talleyrand.extract.parties import find_recipients, hosts
from talleyrand.extract.statements import verb_keys
from talleyrand.extract.syntax import agent, case_of, clause_span, conjuncts, patient, subject
from talleyrand.extract.tree import Node, Sentence
from talleyrand.model.records import Act, Factuality
from talleyrand.model.spans import Quote

_PHONE = frozenset(
    {"phone", "telephone", "call", "teleconference", "videoconference", "video", "videocall", "telephonic"}
)
_MULTILATERAL = frozenset({"summit", "conference", "session", "council", "assembly"})
_MODES = {
    "meet": frozenset("negotiate talk meet negotiation dialogue meeting summit sit".split()),
    "assist": frozenset(
        "help assist support aid weapon assistance provide send supply money vaccine arm defend mediate".split()
    ),
    "yield": frozenset(
        "withdraw stop end halt cease release surrender ceasefire truce free retreat pull refrain abandon de-escalate stand back".split()
    ),
}
_PARTS_OF_SPEECH = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Found:
    """An act as found, with the tokens of its parties."""

    rule: ActRule
    verb: Node
    actors: tuple[Node, ...]
    recipients: tuple[Node, ...]
    payload: Act
    factuality: Factuality
    sentence: Sentence


def find_acts(context: Context) -> Iterator[Found]:
    """Yield the acts of a document in text order, non-events among them with their factuality."""
    rules = load_act_rules()
    for sentence in context.coded():
        for verb in sentence.nodes:
            if verb.pos in _PARTS_OF_SPEECH or (verb.tag.startswith("VB") and verb.relation != "amod"):
                yield from _match(verb, sentence, context, rules)
            elif verb.pos == "NOUN" and verb.lemma in _NOMINAL_CALLS:
                yield from _nominal(verb, sentence, context)


def _match(verb: Node, sentence: Sentence, context: Context, rules: dict[str, tuple[ActRule, ...]]) -> Iterator[Found]:
    for key in verb_keys(verb):
        for rule in rules.get(key, ()):
            found = _apply(rule, verb, sentence, context)
            if found is not None:
                yield found
                return


def _apply(rule: ActRule, verb: Node, sentence: Sentence, context: Context) -> Found | None:
    doer = agent(verb)
    if not _words_fit(rule, verb, doer):
        return None
    actors = _agents(doer, context)
    recipients = tuple(r for r in find_recipients(verb, rule, context) if r not in actors)
    known = factuality(verb, context.modality)
    if not _parties_fit(rule, actors, recipients) or (
        rule.needs == "plural-negated" and not _unspoken(verb, actors, known)
    ):
        return None
    if hosts(rule, verb):
        actors, recipients = recipients or actors, actors if recipients else ()
    return Found(rule, verb, actors, recipients, _payload(rule, verb, sentence, context), known, sentence)


def _unspoken(verb: Node, actors: tuple[Node, ...], known: Factuality) -> bool:
    return (
        known in {"negated", "refused"}
        and _plural(actors)
        and verb.kid("ccomp", "obj") is None
        and not any(case_of(o) in {"of", "about", "to", "for", "on", "out"} for o in verb.kids("obl"))
    )


def _words_fit(rule: ActRule, verb: Node, doer: Node | None) -> bool:
    thing = patient(verb)
    if rule.subjects and (doer is None or doer.lemma not in rule.subjects):
        return False
    if thing is not None and thing.lemma in rule.not_objects:
        return False
    if any(_has(verb, thing, place) for place in rule.not_with):
        return False
    if rule.complement and not any(c.lemma in rule.complement for c in _complements(verb)):
        return False
    if rule.objects_any and not any(o.lemma in rule.objects_any for o in verb.subtree()):
        return False
    return not rule.objects or _object_fits(rule, verb, thing)


def _object_fits(rule: ActRule, verb: Node, thing: Node | None) -> bool:
    things = conjuncts(thing) if thing is not None else []
    things += [o for o in verb.kids("obl") if thing is None]
    match = next((t for t in things if t.lemma in rule.objects), None)
    if match is None:
        return False
    around = {k.lemma for k in [*match.children, *verb.children]} | {match.lemma}
    if rule.object_modifiers and not rule.object_modifiers & around:
        return False
    needed = rule.objects_need.get(match.lemma)
    if needed and not needed & (around | {verb.lemma}):
        return False
    if rule.objects_with and not any(n.lemma in rule.objects_with for n in verb.subtree()):
        return False
    return not (rule.objects_for and verb.lemma != "boycott" and match.lemma not in rule.objects_for)


def _has(verb: Node, thing: Node | None, place: str) -> bool:
    if place.startswith("object."):
        return thing is not None and any(c.lemma == place[7:] for c in verb.children)
    return (
        verb.kid(place) is not None
        or any(case_of(o) == place for o in verb.kids("obl"))
        or any(p.lower == place for p in verb.kids("compound:prt"))
    )


def _complements(verb: Node) -> Iterator[Node]:
    for clause in verb.kids("xcomp", "ccomp", "advcl"):
        yield from conjuncts(clause)
        yield from clause.kids("xcomp")


def _agents(doer: Node | None, context: Context) -> tuple[Node, ...]:
    if doer is None:
        return ()
    return tuple(n for d in conjuncts(doer) for n in _sides(d, context) if is_agent(n, context.nouns))


def _sides(node: Node, context: Context) -> list[Node]:
    """`Russian and Ukrainian delegations` are two parties, each named by its adjective."""
    first = next((k for k in node.kids("amod") if context.nouns.is_demonym(k.lower)), None)
    sides = [n for n in conjuncts(first) if context.nouns.is_demonym(n.lower)] if first is not None else []
    return sides if len(sides) > 1 and node.tag in {"NNS", "NN"} else [node]


def _parties_fit(rule: ActRule, actors: tuple[Node, ...], recipients: tuple[Node, ...]) -> bool:
    """An act has an actor; a conversation has two parties, or a subject in the plural."""
    if not actors:
        return False
    if rule.needs in {"recipient", "recipient-person", "recipient-foreign"}:
        if recipients:
            return True
        return rule.mutual and _plural(actors)
    if rule.type == "CONSULT":
        return bool(recipients) or _plural(actors)
    return True


def _plural(actors: tuple[Node, ...]) -> bool:
    return len(actors) > 1 or any(a.tag in {"NNS", "NNPS"} or a.lower in {"they", "we", "both"} for a in actors)


def _payload(rule: ActRule, verb: Node, sentence: Sentence, context: Context) -> Act:
    kind = load_event_types()[rule.type]
    mode = _mode(rule, verb)
    span = clause_span(verb)
    lemmas = [n.lemma for n in sentence.nodes if span.start <= n.start < span.end]
    implied = (*rule.context, *(("diplomatic",) if rule.type == "CONSULT" else ()))
    trigger = Quote(verb.start, verb.end, verb.text)
    return Act(rule.type, mode, contexts_of(lemmas, implied), kind.quad, kind.intensity(mode), trigger)


def _mode(rule: ActRule, verb: Node) -> str | None:
    if rule.mode is not None:
        return rule.mode
    near = {
        n.lemma
        for c in verb.children
        if c.relation in {"obj", "obl", "advmod", "xcomp", "nmod"}
        for n in [c, *c.kids("compound", "amod", "obj")]
    }
    if rule.type == "CONSULT":
        return "phone" if near & _PHONE else "multilateral" if near & _MULTILATERAL else None
    if rule.type in {"REQUEST", "REJECT"}:
        near |= {n.lemma for c in _complements(verb) for n in [c, *c.kids("obj", "obl")]}
        found = next((mode for mode, cues in _MODES.items() if near & cues), None)
        return found or ("change" if rule.type == "REQUEST" else None)
    return None


_NOMINAL_CALLS = frozenset(
    {
        "phone",
        "telephone",
        "call",
        "conversation",
        "meeting",
        "talk",
        "teleconference",
        "summit",
        "videoconference",
        "negotiation",
    }
)
_NOMINAL_CASES = frozenset({"in", "during", "on", "over", "by", "at", "after", "before", "following", "via"})


def _nominal(noun: Node, sentence: Sentence, context: Context) -> Iterator[Found]:
    """`told him in a phone call`, `in a meeting with`, `the call between`: a conversation that the clause presupposes."""
    rule = next(r for r in load_act_rules()["hold"] if r.id == "consult.hold")
    verb = noun.head
    if (
        noun.relation not in {"obl", "advcl", "nmod"}
        or case_of(noun) not in _NOMINAL_CASES
        or (noun.lemma == "call" and _is_demand(noun))
    ):
        return
    doer = subject(verb) if verb.pos in _PARTS_OF_SPEECH else None
    between = [m for n in noun.kids("nmod") if case_of(n) == "between" for m in conjuncts(n)]
    partners = [m for n in [*noun.kids("nmod", "obl")] if case_of(n) in {"with", "from"} for m in conjuncts(n)]
    owner = noun.kid("nmod:poss")
    hearer = [h for h in verb.kids("obj", "iobj") if verb.lemma in _TELLING]
    if between:
        actors, recipients = between, []
    elif partners:
        actors, recipients = ([owner] if owner is not None else [doer] if doer is not None else []), partners
    else:
        actors, recipients = ([doer] if doer is not None else []), hearer
    both = [tuple(n for x in side for n in conjuncts(x) if is_agent(n, context.nouns)) for side in (actors, recipients)]
    if not both[0] or not (both[1] or len(both[0]) > 1 or both[0][0].lower == "their"):
        return
    known = (
        factuality(noun, context.modality) if verb.pos not in _PARTS_OF_SPEECH else factuality(verb, context.modality)
    )
    yield Found(rule, noun, both[0], both[1], _payload(rule, noun, sentence, context), known, sentence)


_TELLING = frozenset({"tell", "inform", "assure", "brief", "warn", "ask", "urge", "remind", "thank"})


def _is_demand(noun: Node) -> bool:
    return any(case_of(n) == "for" for n in noun.kids("nmod")) or noun.kid("acl") is not None
