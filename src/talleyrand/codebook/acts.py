"""Rules by which a text's verbs and nouns are coded as PLOVER acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from talleyrand.codebook.tables import read_toml, require, words
from talleyrand.errors import CodebookError

ACT_FILES = (
    "acts_verbal_cooperation.toml",
    "acts_material_cooperation.toml",
    "acts_verbal_conflict.toml",
    "acts_material_conflict.toml",
)
"""One file per quad class; the order decides between rules that ask for equally much."""
_WORDS = "act_words.toml"
_CLASS = "@"
_SETS = (
    "objects",
    "objects_with",
    "objects_any",
    "object_modifiers",
    "not_objects",
    "not_with",
    "subjects",
    "not_subjects",
    "complement",
    "not_complement",
    "hosting",
)


@dataclass(frozen=True, slots=True)
class ActRule:
    """One `[[act]]` of the files of acts; the head of `act_words.toml` says what each field means."""

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
    not_subjects: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    not_complement: frozenset[str] = frozenset()
    recipient: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    mutual: bool = False
    needs: str = ""
    context: tuple[str, ...] = ()
    hosting: frozenset[str] = frozenset()
    crosswalk: str = ""
    whole: bool = False
    infinitive: bool = False

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


@dataclass(frozen=True, slots=True)
class NounRule:
    """One `[[noun]]` of the files of acts: nouns for an event, with the places of its parties."""

    id: str
    type: str
    mode: str | None
    nouns: frozenset[str]
    modifiers: frozenset[str]
    not_modifiers: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    needs: str
    mutual: bool
    context: tuple[str, ...]
    crosswalk: str


@cache
def act_entries(kind: str) -> tuple[dict[str, Any], ...]:
    """Return the entries `act` or `noun` of all files of acts, in their order; CodebookError for an incomplete one."""
    lists = "verbs" if kind == "act" else "nouns"
    entries = [(file, entry) for file in ACT_FILES for entry in read_toml(file).get(kind, ())]
    for file, entry in entries:
        require(entry, "id", "type", lists, "why", "examples", where=file)
    return tuple(entry for _, entry in entries)


@cache
def load_act_rules() -> dict[str, tuple[ActRule, ...]]:
    """Read the files of acts: rules by verb key, the most specific first, then in the order of the files."""
    by_verb: dict[str, list[ActRule]] = {}
    for entry in act_entries("act"):
        rule = _rule(entry)
        for verb in dict.fromkeys(rule.verbs):
            by_verb.setdefault(verb, []).append(rule)
    return {verb: tuple(sorted(rules, key=lambda r: -r.specificity)) for verb, rules in by_verb.items()}


@cache
def load_noun_rules() -> dict[str, tuple[NounRule, ...]]:
    """Read the files of acts: rules by noun, those that ask for a modifier first."""
    by_noun: dict[str, list[NounRule]] = {}
    for entry in act_entries("noun"):
        rule = _noun_rule(entry)
        for noun in sorted(rule.nouns):
            by_noun.setdefault(noun, []).append(rule)
    return {noun: tuple(sorted(rules, key=lambda r: not r.modifiers)) for noun, rules in by_noun.items()}


def act_verbs() -> frozenset[str]:
    """Return the first words of all verb keys."""
    return frozenset(key.split()[0] for key in load_act_rules())


def _rule(entry: dict[str, Any]) -> ActRule:
    return ActRule(
        id=entry["id"],
        type=entry["type"],
        mode=entry.get("mode"),
        verbs=tuple(_expanded(entry["verbs"], "verbs")),
        objects_need={noun: words(needed) for noun, needed in entry.get("objects_need", {}).items()},
        recipient=tuple(entry.get("recipient", "").split()),
        actor=tuple(entry.get("actor", "").split()),
        mutual=entry.get("mutual", False),
        needs=entry.get("needs", ""),
        context=tuple(entry.get("context", ())),
        crosswalk=entry.get("crosswalk", ""),
        whole=entry.get("whole", False),
        infinitive=entry.get("infinitive", False),
        **{name: _set(entry, name) for name in _SETS},
    )


def _noun_rule(entry: dict[str, Any]) -> NounRule:
    return NounRule(
        id=entry["id"],
        type=entry["type"],
        mode=entry.get("mode"),
        nouns=_set(entry, "nouns"),
        modifiers=_set(entry, "modifiers"),
        not_modifiers=_set(entry, "not_modifiers"),
        actor=tuple(entry.get("actor", "").split()),
        recipient=tuple(entry.get("recipient", "").split()),
        needs=entry.get("needs", "both"),
        mutual=entry.get("mutual", False),
        context=tuple(entry.get("context", ())),
        crosswalk=entry.get("crosswalk", ""),
    )


def _set(entry: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(_expanded(entry.get(name, ""), "nouns"))


def _expanded(listed: str, kind: str) -> Iterator[str]:
    """The terms of a list, each `@class` replaced by its words: verbs part at commas, other words at spaces."""
    for term in filter(None, map(str.strip, listed.split(",") if kind == "verbs" else listed.split())):
        if term.startswith(_CLASS):
            yield from _expanded(_class(kind, term.removeprefix(_CLASS)), kind)
        else:
            yield " ".join(term.split())


def _class(kind: str, name: str) -> str:
    try:
        return str(read_words()[kind][name]["words"])
    except KeyError:
        raise CodebookError(f"no class {name} among {kind}", where=_WORDS, hint="name one that the file has") from None


@cache
def read_words() -> dict[str, Any]:
    """Return the content of `act_words.toml`."""
    return read_toml(_WORDS)


@dataclass(frozen=True, slots=True)
class ActWords:
    """Lists of `act_words.toml` that the mechanism reads."""

    conversations: frozenset[str]
    conversation_cases: frozenset[str]
    hearing: frozenset[str]
    occurring: frozenset[str]
    leading: frozenset[str]
    doers: frozenset[str]
    measures: frozenset[str]
    targets: frozenset[str]
    asking: frozenset[str]
    blamed: frozenset[str]
    anybody: frozenset[str]
    anything: frozenset[str]
    generic: frozenset[str]
    indefinite: frozenset[str]
    papers: frozenset[str]
    others: frozenset[str]
    done: frozenset[str]
    platforms: frozenset[str]
    opposing: frozenset[str]
    countering: frozenset[str]
    answerable: frozenset[str]


@cache
def load_act_words() -> ActWords:
    """Read the lists that the mechanism reads."""
    return ActWords(**{name: words(entry["words"]) for name, entry in read_words()["words"].items()})
