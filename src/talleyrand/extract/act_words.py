"""Whether a verb, and the words around it, are those that a rule for acts asks for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from talleyrand.codebook.acts import ActRule, load_act_rules, load_act_words
from talleyrand.extract.roles import patient
from talleyrand.extract.syntax import case_of, conjuncts, is_time, particle, verb_keys
from talleyrand.extract.tree import Node

_DUTIES = frozenset({"must", "should"})
"""Auxiliaries by which a clause that is told demands something; rules list them beside complements."""
_WHETHER = frozenset({"if", "whether"})
"""What begins a question asked of somebody (`asked if it would help`), a request with `would`."""
_WITHIN = "object."


def predicate_keys(node: Node) -> Iterator[str]:
    """The verb as the rules list it; an adjective or a noun with a copula as `be ready for`, `be ready`."""
    if node.kid("cop") is None or node.pos == "VERB":
        yield from verb_keys(node)
        return
    cases = [case_of(o) for o in node.kids("obl", "nmod", "advcl", "ccomp")]
    yield from (f"be {node.lemma} {case}" for case in cases if case)
    yield f"be {node.lemma}"


def rules_of(node: Node) -> tuple[ActRule, ...]:
    """The rules that list the verb: those that ask for most first, then those with the longer key."""
    return _ranked(tuple(predicate_keys(node)))


@lru_cache(maxsize=16384)
def _ranked(keys: tuple[str, ...]) -> tuple[ActRule, ...]:
    keyed = [rule for key in keys for rule in load_act_rules().get(key, ())]
    return tuple(sorted(keyed, key=lambda rule: -rule.specificity))


def words_fit(rule: ActRule, verb: Node, doer: Node | None) -> bool:
    """Whether subject, object, complement and companions of the verb are the rule's; without a doer any subject is."""
    thing = object_of(verb, rule)
    if doer is not None and ((rule.subjects and doer.lemma not in rule.subjects) or _kinds(doer) & rule.not_subjects):
        return False
    if thing is not None and thing.lemma in rule.not_objects:
        return False
    if any(_has(verb, thing, place) for place in rule.not_with):
        return False
    if not _complement_fits(rule, verb):
        return False
    if rule.objects_any and not _any_below(verb, rule.objects_any):
        return False
    return not rule.objects or (thing is not None and _object_fits(rule, verb, thing))


def _kinds(doer: Node) -> set[str]:
    """What a subject is by its words: `Hurricane Lorenzo` is a hurricane."""
    return {doer.lemma, *(k.lower for k in doer.kids("compound", "flat", "nmod:desc"))}


def object_of(verb: Node, rule: ActRule) -> Node | None:
    """The object; without one, the phrase behind a preposition that the rule lists (`withdrew from the treaty`)."""
    thing = patient(verb)
    if thing is not None:
        things = [counted(t) for t in conjuncts(thing)]
        return next((t for t in things if t.lemma in rule.objects), things[0])
    listed = rule.objects | rule.not_objects
    return next((o for o in verb.kids("obl") if o.i > verb.i and o.lemma in listed and _leads_to(verb, o, rule)), None)


def _leads_to(verb: Node, phrase: Node, rule: ActRule) -> bool:
    """Whether a key by which the rule lists the verb ends in the preposition of the phrase."""
    case = case_of(phrase)
    if not case and not is_time(phrase):
        return bool(particle(verb))  # `voted down the treaty`, read as an adverbial
    return any(key in rule.verbs and key.rpartition(" ")[2] == case for key in predicate_keys(verb))


def counted(thing: Node) -> Node:
    """What a noun of number or measure counts: `dozens of prisoners` are prisoners."""
    if thing.lemma not in load_act_words().measures:
        return thing
    whole = next((n for n in thing.kids("nmod", "obl") if case_of(n) == "of"), None)
    return thing if whole is None else counted(whole)


def _complement_fits(rule: ActRule, verb: Node) -> bool:
    if not rule.complement and not rule.not_complement:
        return True
    heads = {c.lemma for c in complements(verb) if not rule.infinitive or _asked_for(c, verb)}
    heads |= {a.lower for c in verb.kids("ccomp") for a in c.kids("aux")} & _DUTIES
    if rule.not_complement:
        return bool(heads) and not heads & rule.not_complement
    return bool(heads & rule.complement)


def _asked_for(deed: Node, verb: Node) -> bool:
    """Whether a deed stands in the infinitive under a verb: `told to leave`, not `told that it would leave`."""
    clause = deed
    while clause.i not in (verb.i, clause.head.i):
        if clause.tag.startswith("V") and (_foretells(clause) or not _is_bare(clause)):
            return False
        clause = clause.head
    return _is_bare(deed)


def _is_bare(deed: Node) -> bool:
    """An infinitive, or a bare form under one subject (`insisted that Pakistan extradite the men`)."""
    doer = deed.kid("nsubj")
    subjunctive = deed.tag == "VBP" and doer is not None and doer.tag in {"NNP", "NN"} and doer.kid("conj") is None
    return deed.tag == "VB" or subjunctive


def _foretells(clause: Node) -> bool:
    modal = any(aux.tag == "MD" and aux.lower not in _DUTIES for aux in clause.kids("aux"))
    return modal and not any(mark.lower in _WHETHER for mark in clause.kids("mark"))


def complements(verb: Node) -> Iterator[Node]:
    """The heads of the clauses that complete a verb or its object, coordinated ones and those below them included."""
    thing = verb.kid("obj")
    own = thing.kids("acl") if thing is not None else []
    for clause in [*verb.kids("xcomp", "ccomp", "advcl"), *(c for c in own if c.dep != "acl:relcl")]:
        yield from conjuncts(clause)
        yield from clause.kids("xcomp")


def _object_fits(rule: ActRule, verb: Node, thing: Node) -> bool:
    if thing.lemma not in rule.objects:
        return False
    around = {k.lemma for k in [*thing.children, *verb.children]} | {thing.lemma}
    if rule.object_modifiers and not rule.object_modifiers & around:
        return False
    needed = rule.objects_need.get(thing.lemma)
    if needed and not needed & (around | {verb.lemma}):
        return False
    return not rule.objects_with or _any_below(verb, rule.objects_with)


def _any_below(verb: Node, lemmas: frozenset[str]) -> bool:
    return any(n.lemma in lemmas for n in verb.subtree())


def _has(verb: Node, thing: Node | None, place: str) -> bool:
    """Whether the verb has a relation, preposition, particle or adverb of that name, or such a word at its object."""
    if place.startswith(_WITHIN):
        return thing is not None and any(c.lemma == place.removeprefix(_WITHIN) for c in verb.children)
    return (
        verb.kid(place) is not None
        or any(case_of(o) == place for o in verb.kids("obl"))
        or any(p.lower == place for p in verb.kids("compound:prt", "advmod"))
    )
