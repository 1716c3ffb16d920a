"""The mode of an act: how a conversation was held, what was asked for or threatened, what force was used."""

from __future__ import annotations

from collections.abc import Iterator

from talleyrand.codebook.act_modes import load_act_modes
from talleyrand.codebook.acts import ActRule, NounRule
from talleyrand.extract.act_words import complements
from talleyrand.extract.syntax import case_of
from talleyrand.extract.tree import Node

_NEAR = ("obj", "obl", "advmod", "xcomp", "nmod", "compound", "amod", "nsubj:pass")
_BESIDE = ("compound", "amod", "obj", "nmod")
_REQUESTED = "change"
"""The mode of a REQUEST for anything else."""
_MEANS = frozenset({"with", "by", "in", "from", "using", "through", "as"})
"""Prepositions of what force is used with; what others lead to is where or whom it meets."""


def mode_of(rule: ActRule | NounRule, verb: Node) -> str | None:
    """Return the mode that the rule gives, or that the words around the verb give; None where the type has none."""
    modes = load_act_modes().get(rule.type, ())
    if modes and (rule.mode is None or any(mode.narrows for mode in modes)):
        beside, doers = set(_beside(rule, verb)), _doers(verb)
        for mode in modes:
            if (mode.narrows or rule.mode is None) and mode.holds(verb.lemma, beside, doers):
                return mode.mode
    return rule.mode or (_REQUESTED if rule.type == "REQUEST" else None)


def _beside(rule: ActRule | NounRule, verb: Node) -> Iterator[str]:
    """Lemmas of what stands with the verb; of an assault not of its victim: who attacks a tank does it with another."""
    if verb.pos == "NOUN":
        yield verb.lemma
    parts = verb.kids(*_NEAR)
    if rule.type == "ASSAULT":
        parts = [part for part in parts if _is_means(rule, part)]
    else:
        parts += [n for c in complements(verb) for n in [c, *c.kids("obj", "obl")]]
    for part in parts:
        yield from (n.lemma for n in [part, *part.kids(*_BESIDE)])


def _is_means(rule: ActRule | NounRule, part: Node) -> bool:
    if part.relation in {"obj", "nsubj"}:
        return "object" not in rule.recipient
    return part.relation in {"compound", "amod", "advmod"} or case_of(part) in _MEANS


def _doers(verb: Node) -> set[str]:
    subjects = [s for s in verb.kids("nsubj") if s.dep != "nsubj:pass"]
    return {n.lemma for s in subjects for n in [s, *s.kids("compound", "amod")]}
