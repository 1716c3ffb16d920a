"""To whom an act is done: the places where a rule says its recipient stands."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.codebook.acts import ActRule
from talleyrand.extract.context import Context
from talleyrand.extract.mentions import NAMED, is_agent
from talleyrand.extract.syntax import agent, case_of, conjuncts, is_passive, patient, pruned
from talleyrand.extract.tree import Node

_PARTS_OF_NAMES = frozenset({"flat", "compound", "goeswith", "amod", "det", "nmod"})
_HOSTING = frozenset({"host", "receive", "welcome"})


def find_recipients(verb: Node, rule: ActRule, context: Context) -> tuple[Node, ...]:
    """Return the agents at the first place of the rule that holds any."""
    doer = agent(verb)
    for place in rule.recipient:
        here = [n for n in _at(verb, place, context) if n is not doer]
        found = [n for n in here if is_agent(n, context.nouns)] or [n for h in here for n in _named_in(h, place, context)]
        if found:
            return tuple(found)
    return ()


def _named_in(head: Node, place: str, context: Context) -> list[Node]:
    """`support for the sovereignty of Ukraine`: the names within a phrase that is no party itself."""
    if place in {"object", "inside", "iobj", "hearer", "in", "at"}:
        return []
    names = [n for n in sorted(_own_words(head), key=lambda n: n.i) if _is_name(n, context)]
    return _party(names[0]) if names else []


def _at(verb: Node, place: str, context: Context) -> Iterator[Node]:
    thing = patient(verb)
    if place == "object":
        if thing is not None and thing is not agent(verb):
            yield from conjuncts(thing)
    elif place == "iobj":
        for node in verb.kids("iobj"):
            yield from conjuncts(node)
    elif place == "hearer":
        for node in verb.kids("iobj", "obj"):
            yield from conjuncts(node)
    elif place == "inside":
        yield from _inside(verb, thing, context)
    elif place.startswith("object."):
        if thing is not None:
            yield from _phrases(thing, place[7:])
    else:
        yield from _phrases(verb, place)


def _phrases(head: Node, case: str) -> Iterator[Node]:
    for part in head.children:
        if (
            part.relation in {"obl", "nmod", "advcl", "acl"}
            and case_of(part) == case
            and not (is_passive(head) and case == "by")
        ):
            for node in conjuncts(part):
                yield node


def _inside(verb: Node, thing: Node | None, context: Context) -> Iterator[Node]:
    """Names within the object, the complement or an oblique: owners before the rest, text order."""
    roots = [r for r in (thing, *verb.kids("xcomp", "ccomp", "obl", "advcl")) if r is not None and r is not agent(verb)]
    for root in roots:
        names = [
            n for n in sorted(_own_words(root), key=lambda n: n.i) if _is_name(n, context) and not _adverbial(n, verb)
        ]
        owners = [n for n in names if n.relation in {"nmod", "amod", "compound"} and n.head is root]
        chosen = owners or names
        if chosen:
            yield from _party(chosen[0])
            return


def _own_words(root: Node) -> Iterator[Node]:
    """The subtree without relative clauses and appositions: what they tell is another story."""
    yield from pruned(
        root, tuple(n for n in root.subtree() if n.dep in {"acl:relcl", "appos", "parataxis"} and n is not root)
    )


def _party(node: Node) -> list[Node]:
    return [node, *(n for n in conjuncts(node) if n is not node)]


def _is_name(node: Node, context: Context) -> bool:
    if node.ent in NAMED:
        return node.head.ent != node.ent or node.relation not in _PARTS_OF_NAMES
    return context.nouns.is_demonym(node.lower)


def _adverbial(node: Node, verb: Node) -> bool:
    """A place where it happened (`in Geneva`) is not a party."""
    return (
        node.relation == "obl"
        and node.head is verb
        and case_of(node) in {"in", "at", "on"}
        and node.ent == "LOC"
        and verb.kid("obj") is not None
        and not node.children
    )


def hosts(rule: ActRule, verb: Node) -> bool:
    """In a visit the visitor acts: `Putin received Scholz` has Scholz as actor and Putin as recipient."""
    return rule.id == "consult.visit" and verb.lemma in _HOSTING
