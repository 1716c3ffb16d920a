"""Conversations mentioned in passing: `told him in a phone call`, `in a meeting with`, `the call between`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from talleyrand.codebook.acts import ActWords, load_act_words
from talleyrand.extract.context import Context
from talleyrand.extract.mentions import is_agent
from talleyrand.extract.roles import subject
from talleyrand.extract.syntax import case_of, conjuncts
from talleyrand.extract.tree import Node

_ASIDE = frozenset({"obl", "advcl", "nmod"})


@dataclass(frozen=True, slots=True)
class Conversation:
    """The parties of a conversation."""

    actors: tuple[Node, ...]
    recipients: tuple[Node, ...]


def find_conversation(noun: Node, context: Context) -> Conversation | None:
    """Return the parties of the conversation that a noun stands for; None if it stands for none, or for nobody's."""
    words = load_act_words()
    if noun.lemma not in words.conversations or not _in_passing(noun, words):
        return None
    actors, recipients = _parties(noun, words)
    talks = Conversation(_agents(actors, context), _agents(recipients, context))
    if not talks.actors:
        return None
    enough = talks.recipients or len(talks.actors) > 1 or talks.actors[0].lower == "their"
    return talks if enough else None


def _in_passing(noun: Node, words: ActWords) -> bool:
    if noun.relation not in _ASIDE or case_of(noun) not in words.conversation_cases:
        return False
    return noun.lemma != "call" or not _is_demand(noun)


def _is_demand(noun: Node) -> bool:
    """`a call for`, `a call to`: nobody was called."""
    return any(case_of(n) == "for" for n in noun.kids("nmod")) or noun.kid("acl") is not None


def _parties(noun: Node, words: ActWords) -> tuple[list[Node], list[Node]]:
    """Those between whom it was; or its owner, or the subject, and those with whom; or the subject and the hearer."""
    between = _behind(noun.kids("nmod"), "between")
    if between:
        return between, []
    verb = noun.head
    doer = subject(verb) if verb.pos in {"VERB", "AUX"} else None
    partners = _behind(noun.kids("nmod", "obl"), "with", "from")
    if partners:
        first = noun.kid("nmod:poss") or doer
        return [first] if first is not None else [], partners
    hearers = verb.kids("obj", "iobj") if verb.lemma in words.hearing else []
    return [doer] if doer is not None else [], hearers


def _behind(phrases: Iterable[Node], *cases: str) -> list[Node]:
    return [m for phrase in phrases if case_of(phrase) in cases for m in conjuncts(phrase)]


def _agents(nodes: Iterable[Node], context: Context) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(n for node in nodes for n in conjuncts(node) if is_agent(n, context.nouns)))
