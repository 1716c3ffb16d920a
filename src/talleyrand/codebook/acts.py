"""Rules by which a text's verbs are coded as PLOVER acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from talleyrand.codebook.tables import read_toml, require, words


@dataclass(frozen=True, slots=True)
class ActRule:
    """One entry of `acts.toml`; see the head of that file for the meaning of each field."""

    id: str
    type: str
    mode: str | None
    verbs: tuple[str, ...]
    objects: frozenset[str] = frozenset()
    objects_with: frozenset[str] = frozenset()
    objects_any: frozenset[str] = frozenset()
    objects_need: dict[str, frozenset[str]] = field(default_factory=dict)
    object_modifiers: frozenset[str] = frozenset()
    not_objects: frozenset[str] = frozenset()
    not_with: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    recipient: tuple[str, ...] = ()
    mutual: bool = False
    needs: str = ""
    context: tuple[str, ...] = ()
    hosting: frozenset[str] = frozenset()

    @property
    def specificity(self) -> int:
        """How much the rule asks for beyond the verb."""
        return (
            bool(self.objects)
            + bool(self.complement)
            + bool(self.subjects)
            + bool(self.object_modifiers)
            + bool(self.objects_any)
        )


_SETS = (
    "objects",
    "objects_with",
    "objects_any",
    "object_modifiers",
    "not_objects",
    "not_with",
    "subjects",
    "complement",
    "hosting",
)


@cache
def load_act_rules() -> dict[str, tuple[ActRule, ...]]:
    """Read `acts.toml`: rules by verb key, the most specific first, then in the order of the file."""
    by_verb: dict[str, list[ActRule]] = {}
    for entry in read_toml("acts.toml")["act"]:
        require(entry, "id", "type", "verbs", "why", "examples", where="acts.toml")
        rule = _rule(entry)
        for verb in dict.fromkeys(rule.verbs):
            by_verb.setdefault(verb, []).append(rule)
    return {verb: tuple(sorted(rules, key=lambda r: -r.specificity)) for verb, rules in by_verb.items()}


def _rule(entry: dict[str, Any]) -> ActRule:
    sets = {name: frozenset(entry.get(name, ())) for name in _SETS}
    needs = {**entry.get("objects_need", {}), **entry.get("object_modifiers_for", {})}
    return ActRule(
        id=entry["id"],
        type=entry["type"],
        mode=entry.get("mode"),
        verbs=tuple(entry["verbs"]),
        objects_need={noun: frozenset(mods) for noun, mods in needs.items()},
        recipient=tuple(entry.get("recipient", ())),
        mutual=entry.get("mutual", False),
        needs=entry.get("needs", ""),
        context=tuple(entry.get("context", ())),
        **sets,
    )


@dataclass(frozen=True, slots=True)
class ActWords:
    """The words of `acts.toml` that several rules share; `modes` are those of REQUEST and REJECT."""

    phone: frozenset[str]
    multilateral: frozenset[str]
    modes: dict[str, frozenset[str]]
    conversations: frozenset[str]
    conversation_cases: frozenset[str]
    hearing: frozenset[str]


@cache
def load_act_words() -> ActWords:
    """Read the word lists at the end of `acts.toml`."""
    data = {name: words(entry["words"]) for name, entry in read_toml("acts.toml")["words"].items()}
    modes = {name: data[name] for name in ("meet", "assist", "yield")}
    shared = {name: listed for name, listed in data.items() if name not in modes}
    return ActWords(modes=modes, **shared)
