"""To whom an act is done: the places where a rule says its recipient stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from talleyrand.codebook.acts import ActRule, load_act_words
from talleyrand.extract.act_words import complements, counted, object_of, rules_of, words_fit
from talleyrand.extract.context import Context
from talleyrand.extract.mentions import NAMED, POSSESSIVE, is_agent
from talleyrand.extract.roles import agent, is_passive, patient
from talleyrand.extract.syntax import case_of, conjuncts, pruned
from talleyrand.extract.tree import Node

_PARTNERS = frozenset({"with", "to"})
"""Prepositions of whom a deed without an object of its own is done with (`refused to shake hands with the envoy`)."""
_PARTS_OF_NAMES = frozenset({"flat", "compound", "goeswith", "amod", "det", "nmod"})
_WHOLE = frozenset({"object", "inside", "iobj", "hearer", "in", "at"})
"""Places where only the phrase itself can be a party, not a name within it."""
_MEETING = _WHOLE | {"with", "to", "object.with", "object.to", "object.from"}
"""The same for conversations: one talks with a party, not with what belongs to it."""
_WHERE = frozenset({"in", "at", "for", "on"})
"""Prepositions that say where, beside an object."""
_WHEREABOUTS = frozenset({"in", "at", "near", "through", "along", "around", "outside", "inside", "off", "across"})
_GIVEN = frozenset({"to", "for"})
"""Places where a village, or what else violence hits, can be given help (`bread for the besieged town`)."""
_INTO = frozenset({"AID", "COOPERATE"})
"""Types that a thing of a state can receive for it (`invested in Egyptian ports`)."""
_PHYSICAL = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_DEEDS_TOO = frozenset({"ACCUSE", "SUPPORT", "REJECT", "COERCE"})
"""Types whose object may be a deed, a word or a thing: `it` is no party then."""
_FRIENDLY = frozenset({"AGREE", "SUPPORT", "COOPERATE", "AID"})
"""Types of what is done for a party or with it."""
_AGAINST = "against"
_AIMED_ABROAD = frozenset({"SANCTION", "MOBILIZE", "AID", "ACCUSE", "COERCE", "REQUEST"})
_ASIDES = frozenset({"acl:relcl", "appos", "parataxis"})
_HEARER = "hearer"
"""A place of who is spoken to, which a thing asked for is not (`requested observers`)."""
_DOER = "object.doer"
"""A place inside the object: who is to do what it names (`the withdrawal of Russian troops`)."""
_WITHIN = "object."
"""A place inside the object: `object.with` is a phrase with `with` that hangs on it."""


_AIMED = frozenset({"against", "on", "to", "from", "for", "with", "of", "toward", "towards", "into", "over", "about"})
"""Prepositions of phrases that can name a recipient; `at the request of` and `in` cannot."""


def find_recipients(verb: Node, rule: ActRule, context: Context) -> tuple[Node, ...]:
    """Return the agents at the first place of the rule that holds any; what violence hits need not be an agent."""
    for place in rule.recipient:
        if rule.type == "CONSULT" and place in _WHERE and verb.kid("obj") is not None:
            continue
        found = _nested(verb, context) if place == "deed" else _found_at(place, verb, rule, context)
        if rule.type in _FRIENDLY:
            found = [n for n in found if not _is_opposed(n, verb)]
        if found:
            return tuple(found)
    thing = object_of(verb, rule)
    hit = rule.type in _PHYSICAL and rule.needs == "recipient" and thing is not None and _is_target(thing)
    return (thing,) if hit and thing is not None else ()


def _is_opposed(node: Node, verb: Node) -> bool:
    """`agreed on sanctions against Iran`, `supports efforts to deter Iran`; who backs Iran's war backs Iran."""
    chain = [node, *node.ancestors()]
    steps = pairwise(chain[: chain.index(verb)] if verb in chain else chain[:1])
    return case_of(chain[0]) == _AGAINST or any(_opposes(above, below) for below, above in steps)


def _opposes(above: Node, below: Node) -> bool:
    """Whether a word turns against what hangs on it."""
    words = load_act_words()
    if case_of(above) == _AGAINST:
        return True
    if below.relation in {"obj", "nsubj:pass"}:
        return above.lemma in words.countering or any(k.lemma in words.answerable for k in above.children)
    if above.relation == "acl" and case_of(below) == "by":
        return above.head.lemma in words.opposing
    return above.lemma in words.opposing and below.dep != "nmod:poss" and below.relation in {"nmod", "acl"}


def implied_agent(verb: Node, rule: ActRule, context: Context) -> Node | None:
    """Who does what a passive tells without an agent: where the rule says (`was called to the Bengali ministry`)."""
    if not rule.actor or not is_passive(verb) or agent(verb) is not None:
        return None
    here = (n for place in rule.actor for n in _at(verb, place, object_of(verb, rule), context))
    return next((n for n in here if can_act(n, context)), None)


def _found_at(place: str, verb: Node, rule: ActRule, context: Context) -> list[Node]:
    doer = agent(verb)
    whole = _MEETING if rule.type == "CONSULT" else _WHOLE - ({"in"} if rule.type in _INTO else set())
    here = [n for n in _at(verb, place, object_of(verb, rule), context) if n is not doer]
    if place == _HEARER:
        here = [n for n in here if n.lemma not in rule.objects]
    agents = [n for n in here if can_act(n, context) and not _is_vague(n, rule, context)]
    agents = [n for n in agents if not _is_own(n, rule, context)]
    named = [n for h in here for n in (named_in(h, context) if place not in whole else ())]
    spots = rule.type == "ASSAULT" or (rule.type == "AID" and place in _GIVEN)
    return agents or named or [n for n in here if spots and _is_target(n)]


def _nested(verb: Node, context: Context) -> list[Node]:
    """`threatened to bar European airlines`: to whom is done what is threatened, promised or agreed."""
    for clause in complements(verb):
        rule = next((r for r in rules_of(clause) if words_fit(r, clause, None)), None)
        if rule is not None and (found := find_recipients(clause, rule, context)):
            return [n for n in found if n is not agent(verb)]
    clauses = tuple(complements(verb))
    things = [t for clause in clauses if (t := patient(clause)) is not None]
    partners = [o for clause in clauses for o in clause.kids("obl") if case_of(o) in _PARTNERS]
    parties = ([n for n in conjuncts(t) if can_act(n, context) and n is not agent(verb)] for t in things[:1] + partners)
    return next(filter(None, parties), [])


def _is_vague(node: Node, rule: ActRule, context: Context) -> bool:
    """`each`, `a country`, forces that are counted, and the `it` of what was said or done."""
    words = load_act_words()
    if node.lemma in words.generic and any(k.lower in words.indefinite for k in node.kids("det")):
        return node.kid("amod", "compound", "nmod") is None
    if rule.type == "COOPERATE" and node.kid("nummod") is not None and not named_in(node, context):
        return True
    fact = rule.type in _DEEDS_TOO and node.lower in words.anything
    return fact or node.lower in context.nouns.quantifiers


def sides_of(node: Node, context: Context) -> list[Node]:
    """`Russian and Ukrainian delegations` are two parties, each named by its adjective."""
    first = next((k for k in node.kids("amod") if context.nouns.is_demonym(k.lower)), None)
    sides = [n for n in conjuncts(first) if _is_demonym(n, context)] if first is not None else []
    return sides if len(sides) > 1 and node.tag in {"NNS", "NN"} else [node]


def _is_demonym(word: Node, context: Context) -> bool:
    """`Korean`, where `South` stands beside it too."""
    whole = " ".join([*(k.lower for k in word.kids("compound", "amod")), word.lower])
    return context.nouns.is_demonym(word.lower) or context.nouns.is_demonym(whole)


def _is_own(node: Node, rule: ActRule, context: Context) -> bool:
    """`recalled its ambassador`: what belongs to the subject is not whom the act is aimed at; its neighbours are."""
    owner = node.kid("nmod:poss")
    if rule.type not in _AIMED_ABROAD or owner is None or owner.lower not in POSSESSIVE:
        return False
    abroad = any(_is_name(k, context) for k in node.kids("amod", "compound"))
    return not abroad and node.lemma not in load_act_words().others


def _is_target(thing: Node) -> bool:
    return thing.lemma in load_act_words().targets


def named_in(head: Node, context: Context) -> list[Node]:
    """`support for the sovereignty of Ukraine`: the names within a phrase that is no party itself."""
    names = [n for n in sorted(_own_words(head), key=lambda n: n.i) if _is_name(n, context) and not _is_where(n, head)]
    return conjuncts(names[0]) if names else []


def can_act(node: Node, context: Context) -> bool:
    """Whether the phrase can be a party: an agent, or a noun for people and bodies that are seldom cited."""
    return is_agent(node, context.nouns) or (node.pos == "NOUN" and node.lemma in load_act_words().doers)


def _at(verb: Node, place: str, thing: Node | None, context: Context) -> Iterator[Node]:
    if place == "object":
        own = patient(verb)
        if own is not None and own is not agent(verb):
            yield from (counted(n) for n in conjuncts(own))
    elif place == "owner":
        beside = thing.kids("nmod:poss", "amod", "compound") if thing is not None else []
        yield from (n for k in beside for n in conjuncts(k) if _is_name(k, context))
    elif place == "answered":
        yield from _addressed(verb)
    elif place == "above":
        yield from _subjects_above(verb)
    elif place == "topic":
        told = (c for first in verb.kids("ccomp") for c in conjuncts(first))
        yield from (n for c in told for s in c.kids("nsubj") for n in conjuncts(s))
    elif place in {"iobj", _HEARER}:
        for node in verb.kids("iobj") if place == "iobj" else verb.kids("iobj", "obj"):
            yield from conjuncts(node)
    elif place == "inside":
        yield from _inside(verb, thing, context)
    elif place.startswith(_WITHIN):
        yield from _of_thing(thing, place) if thing is not None else ()
    else:
        yield from _phrases(verb, place)


def _of_thing(thing: Node, place: str) -> Iterator[Node]:
    if place != _DOER:
        yield from _phrases(thing, place.removeprefix(_WITHIN))
    elif thing.lemma in load_act_words().done:
        yield from _phrases(thing, "of")


def _addressed(verb: Node) -> Iterator[Node]:
    """`Oslo offered talks, and Kyiv accepted`: whom an answer answers, the subject of the clause before."""
    for above in verb.ancestors():
        doer = agent(above)
        if doer is not None and doer.i < verb.i and doer is not agent(verb) and above.lemma in load_act_words().asking:
            yield from conjuncts(doer)
            return


def _subjects_above(verb: Node) -> Iterator[Node]:
    """`Miners threw stones at the police, who answered with tear gas`: who did what is answered."""
    above = next((a for a in verb.ancestors() if a.pos == "VERB" and agent(a) is not None), None)
    doer = agent(above) if above is not None else None
    if doer is not None and doer is not agent(verb):
        yield from conjuncts(doer)


def _phrases(head: Node, case: str) -> Iterator[Node]:
    if is_passive(head) and case == "by":
        return
    for part in head.children:
        if part.relation in {"obl", "nmod", "advcl", "acl"} and case_of(part) == case:
            yield from (counted(n) for n in conjuncts(part))
        if part.relation == "nmod" and case != "of":
            yield from (n for k in part.kids("nmod") if case_of(k) == case for n in conjuncts(k))


def _inside(verb: Node, thing: Node | None, context: Context) -> Iterator[Node]:
    """Names within the object, the complement or an oblique: owners before the rest, text order."""
    first = patient(verb)
    if thing is not None and first is not None and thing in conjuncts(first):
        thing = first
    aimed = (o for o in verb.kids("obl", "advcl") if case_of(o) in _AIMED and not _is_start(o))
    phrases = [o for o in aimed if o.lower not in load_act_words().platforms]
    roots = [r for r in (thing, *verb.kids("xcomp", "ccomp"), *phrases) if r is not None and r is not agent(verb)]
    for root in roots:
        words = sorted(_own_words(root), key=lambda n: n.i)
        names = [n for n in words if _is_name(n, context) and not _is_place(n, verb) and not _is_where(n, root)]
        owners = [n for n in names if n.relation in {"nmod", "amod", "compound"} and n.head is root]
        names = names or [n for w in words for n in _holders(w) if can_act(n, context)]
        if names:
            yield from conjuncts((owners or names)[0])
            return


def _is_start(phrase: Node) -> bool:
    """`marched from Hyde Park to the embassy`: where a way began is no aim of it."""
    return case_of(phrase) == "from" and any(case_of(o) == "to" for o in phrase.head.kids("obl"))


def _holders(thing: Node) -> list[Node]:
    """`an airliner that belongs to a Kenyan company`: whose it is."""
    clauses = [c for c in thing.kids("acl") if c.lemma == "belong"]
    return [o for c in clauses for o in c.kids("obl") if case_of(o) == "to"]


def _own_words(root: Node) -> Iterator[Node]:
    """The subtree without relative clauses and appositions: what they tell is another story."""
    asides = (n for n in root.subtree() if n.dep in _ASIDES and n is not root)
    yield from pruned(root, tuple(asides))


def _is_name(node: Node, context: Context) -> bool:
    if node.ent in NAMED:
        return node.head.ent != node.ent or node.relation not in _PARTS_OF_NAMES
    return context.nouns.is_demonym(node.lower)


def _is_place(node: Node, verb: Node) -> bool:
    """A place where it happened (`in Geneva`) is not a party."""
    where = node.relation == "obl" and node.head is verb and case_of(node) in {"in", "at", "on"}
    return where and node.ent == "LOC" and verb.kid("obj") is not None and not node.children


def _is_where(node: Node, root: Node) -> bool:
    """`the highway to Tbilisi`, `a village near Basra`: a name that says where a thing is owns no part of it."""
    chain = [node, *node.ancestors()]
    inside = chain[: chain.index(root)] if root in chain else []
    return any(n.relation == "nmod" and (case_of(n) in _WHEREABOUTS or _leads(n)) for n in inside)


def _leads(node: Node) -> bool:
    """`the road to Kabul`, `a bridge from Narva`."""
    return case_of(node) in {"to", "from"} and _is_target(node.head)


def hosts(rule: ActRule, verb: Node) -> bool:
    """In a visit the visitor acts: `Putin received Scholz` has Scholz as actor and Putin as recipient."""
    return verb.lemma in rule.hosting
