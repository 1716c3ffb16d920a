"""Acts that a noun names: `the Russian attack on Kyiv`, `talks between Chile and Peru`, `the arrest of X by Y`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from talleyrand.codebook.acts import NounRule, load_act_words, load_noun_rules
from talleyrand.extract.context import Context
from talleyrand.extract.mentions import NAMED
from talleyrand.extract.parties import can_act, named_in, sides_of
from talleyrand.extract.roles import subject
from talleyrand.extract.syntax import case_of, conjuncts
from talleyrand.extract.tree import Node

_BY = "by"
_OWN = "of"
"""`congratulations to the president of Chile` are not Chile's."""
_HURT = frozenset({"die", "perish", "kill", "wound", "injure", "hurt", "fall", "slay"})
"""Verbs whose subject is the victim of the attack they name (`Six soldiers died in an ambush`)."""
_EXPLAINING = frozenset({"despite", "after", "following", "at", "upon"})
"""Prepositions by which a clause tells what it answers (`Despite a request from Rome, Tripoli`)."""


@dataclass(frozen=True, slots=True)
class Nominal:
    """An act named by a noun, with the heads of its parties."""

    rule: NounRule
    actors: tuple[Node, ...]
    recipients: tuple[Node, ...]


def find_nominal(noun: Node, context: Context) -> Nominal | None:
    """Return the act that the noun names with the parties around it; None if it names none, or lacks a party."""
    for rule in load_noun_rules().get(noun.lemma, ()):
        if modifiers_fit(rule, noun) and _enough(found := _parties(rule, noun, context)):
            return found
    return None


def modifiers_fit(rule: NounRule, noun: Node) -> bool:
    """Whether the words beside the noun are those that the rule asks for."""
    beside = {k.lemma for k in noun.children} | {k.lemma for c in noun.kids("nmod", "compound") for k in c.children}
    return not beside & rule.not_modifiers and (not rule.modifiers or bool(beside & rule.modifiers))


def _parties(rule: NounRule, noun: Node, context: Context) -> Nominal:
    actors = _first(rule.actor, noun, context, ())
    recipients = _first(rule.recipient, noun, context, actors)
    return Nominal(rule, actors, recipients)


def _enough(found: Nominal) -> bool:
    several = found.rule.mutual and len(found.actors) > 1
    wanted = {"both": found.actors and (found.recipients or several), "actor": found.actors}
    return bool(wanted.get(found.rule.needs))


def _first(places: Iterable[str], noun: Node, context: Context, taken: tuple[Node, ...]) -> tuple[Node, ...]:
    """The agents at the first place that holds any; a name within a phrase stands for it."""
    for place in places:
        here = [side for n in _at(noun, place, context) if n not in taken for side in sides_of(n, context)]
        found = [n for n in here if can_act(n, context) and n.lower not in context.nouns.quantifiers]
        found = found or [n for h in here for n in named_in(h, context)]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _at(noun: Node, place: str, context: Context) -> Iterator[Node]:
    if place == "owner":
        yield from (n for k in noun.kids("nmod:poss") for n in conjuncts(k))
    elif place == "modifier":
        yield from (n for k in _beside(noun) for n in conjuncts(k) if _names_somebody(n, context))
    elif place == "clause":
        above = subject(noun.head) if noun.relation == "obl" and case_of(noun) in _EXPLAINING else None
        yield from conjuncts(above) if above is not None else ()
    elif place == "victim":
        harmed = subject(noun.head) if _hurts(noun) else None
        yield from conjuncts(harmed) if harmed is not None else ()
    elif place == "leading":
        leading = load_act_words().leading
        yield from (
            n for k in noun.kids("amod") if k.lemma in leading for n in k.kids("compound", "obl", "nsubj", "obj")
        )
    else:
        yield from (n for k in _phrases(noun) if case_of(k) == place for n in conjuncts(k))


def _phrases(noun: Node) -> Iterator[Node]:
    """Phrases of the noun, those that a parser hangs on the first of them (`the arrest of X by Y`), and those of a verb
    of occurring whose subject it is (`talks took place between`).
    """
    for phrase in noun.kids("nmod", "obl"):
        yield phrase
        yield from (below for below in phrase.kids("nmod") if case_of(below) != _OWN)
    if noun.relation == "nsubj" and noun.head.lemma in load_act_words().occurring:
        yield from noun.head.kids("obl")
    if _hurts(noun):
        yield from (phrase for phrase in noun.head.kids("obl") if case_of(phrase) == _BY)


def _hurts(noun: Node) -> bool:
    return noun.relation == "obl" and noun.head.lemma in _HURT


def _beside(noun: Node) -> Iterator[Node]:
    """Adjectives and compounds, and those of a compound (`the Russian troop buildup`)."""
    for kid in noun.kids("amod", "compound"):
        yield kid
        yield from kid.kids("amod", "compound")


def _names_somebody(node: Node, context: Context) -> bool:
    return context.nouns.is_demonym(node.lower) or node.ent in NAMED
