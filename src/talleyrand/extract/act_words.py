"""Whether the words around a verb are those that a rule for acts asks for."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.codebook.acts import ActRule
from talleyrand.extract.roles import patient
from talleyrand.extract.syntax import case_of, conjuncts
from talleyrand.extract.tree import Node

_WITHIN = "object."


def words_fit(rule: ActRule, verb: Node, doer: Node) -> bool:
    """Whether subject, object, complement and companions of the verb are the rule's."""
    thing = patient(verb)
    if rule.subjects and doer.lemma not in rule.subjects:
        return False
    if thing is not None and thing.lemma in rule.not_objects:
        return False
    if any(_has(verb, thing, place) for place in rule.not_with):
        return False
    if rule.complement and not any(c.lemma in rule.complement for c in complements(verb)):
        return False
    if rule.objects_any and not _any_below(verb, rule.objects_any):
        return False
    return not rule.objects or _object_fits(rule, verb, thing)


def complements(verb: Node) -> Iterator[Node]:
    """The heads of the clauses that complete a verb, coordinated ones and those below them included."""
    for clause in verb.kids("xcomp", "ccomp", "advcl"):
        yield from conjuncts(clause)
        yield from clause.kids("xcomp")


def _object_fits(rule: ActRule, verb: Node, thing: Node | None) -> bool:
    things = conjuncts(thing) if thing is not None else verb.kids("obl")
    match = next((t for t in things if t.lemma in rule.objects), None)
    if match is None:
        return False
    around = {k.lemma for k in [*match.children, *verb.children]} | {match.lemma}
    if rule.object_modifiers and not rule.object_modifiers & around:
        return False
    needed = rule.objects_need.get(match.lemma)
    if needed and not needed & (around | {verb.lemma}):
        return False
    return not rule.objects_with or _any_below(verb, rule.objects_with)


def _any_below(verb: Node, lemmas: frozenset[str]) -> bool:
    return any(n.lemma in lemmas for n in verb.subtree())


def _has(verb: Node, thing: Node | None, place: str) -> bool:
    """Whether the verb has a relation, a preposition or a particle of that name, or such a word beside its object."""
    if place.startswith(_WITHIN):
        return thing is not None and any(c.lemma == place.removeprefix(_WITHIN) for c in verb.children)
    return (
        verb.kid(place) is not None
        or any(case_of(o) == place for o in verb.kids("obl"))
        or any(p.lower == place for p in verb.kids("compound:prt"))
    )
