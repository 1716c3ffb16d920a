"""Cues of attribution."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from talleyrand.codebook.tables import read_toml, require, words


@dataclass(frozen=True, slots=True)
class Cue:
    """A family of reporting verbs and where its content and hearer stand."""

    id: str
    content: tuple[tuple[str, ...], ...]
    addressee: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    statives: bool = False
    not_objects: frozenset[str] = frozenset()
    not_subjects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """`cues.toml`: verbs to their families (in the order of the file), nouns, phrases, silences, attitudes, stances."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: frozenset[str]
    phrase_nouns: frozenset[str]
    phrase_content: tuple[str, ...]
    source_cases: frozenset[str]
    silence: frozenset[str]
    silence_objects: frozenset[str]
    light: frozenset[str]
    omissions: frozenset[str]
    omission_objects: frozenset[str]
    attitudes: frozenset[str]
    stance: frozenset[str]


@cache
def load_cues() -> Cues:
    """Read `cues.toml`."""
    data = read_toml("cues.toml")
    families: dict[str, list[Cue]] = {}
    for entry in data["cue"]:
        require(entry, "id", "verbs", "content", "why", "example", where="cues.toml")
        cue = _cue(entry)
        for verb in dict.fromkeys(entry["verbs"]):
            families.setdefault(verb, []).append(cue)
    noun, silence, omission = data["noun_cue"][0], data["silence"][0], data["omission"][0]
    return Cues(
        verbs={verb: tuple(cues) for verb, cues in families.items()},
        nouns=frozenset(noun["nouns"]),
        phrase_nouns=frozenset(noun["phrases"]),
        phrase_content=tuple(noun["phrase_content"]),
        source_cases=frozenset(data["source_phrase"][0]["cases"]),
        silence=frozenset(silence["verbs"]),
        silence_objects=frozenset(silence["objects"]),
        light=frozenset(silence["light"]),
        omissions=frozenset(omission["verbs"]),
        omission_objects=frozenset(omission["of_objects"]),
        attitudes=words(data["attitudes"]["words"]),
        stance=words(data["stance"]["words"]),
    )


def _cue(entry: dict[str, Any]) -> Cue:
    return Cue(
        id=entry["id"],
        content=tuple(tuple(slot.split("+")) for slot in entry["content"]),
        addressee=tuple(entry.get("addressee", ())),
        needs=frozenset(entry.get("needs", ())),
        objects=frozenset(entry.get("objects", ())),
        statives=entry.get("statives", False),
        not_objects=frozenset(entry.get("not_objects", ())),
        not_subjects=frozenset(entry.get("not_subjects", ())),
    )
