"""The mode of an act: how a conversation was held, what was asked for."""

from __future__ import annotations

from talleyrand.codebook.acts import ActRule, NounRule, load_act_words
from talleyrand.extract.act_words import complements
from talleyrand.extract.tree import Node

_NEAR = frozenset({"obj", "obl", "advmod", "xcomp", "nmod"})
_REQUESTED = "change"
"""The mode of a REQUEST for anything else."""


def mode_of(rule: ActRule | NounRule, verb: Node) -> str | None:
    """Return the mode that the rule gives, or that the words around the verb give; None where the type has none."""
    if rule.mode is not None:
        return rule.mode
    if rule.type == "CONSULT":
        return _of_conversation(_near(verb))
    if rule.type in {"REQUEST", "REJECT"}:
        wanted = {n.lemma for c in complements(verb) for n in [c, *c.kids("obj", "obl")]}
        return _of_request(_near(verb) | wanted) or (_REQUESTED if rule.type == "REQUEST" else None)
    return None


def _near(verb: Node) -> set[str]:
    parts = [c for c in verb.children if c.relation in _NEAR]
    return {n.lemma for c in parts for n in [c, *c.kids("compound", "amod", "obj")]}


def _of_conversation(lemmas: set[str]) -> str | None:
    words = load_act_words()
    if lemmas & words.phone:
        return "phone"
    return "multilateral" if lemmas & words.multilateral else None


def _of_request(lemmas: set[str]) -> str | None:
    return next((mode for mode, cues in load_act_words().modes.items() if lemmas & cues), None)
