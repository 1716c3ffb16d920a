"""Cues of attribution."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from talleyrand.codebook.tables import read_toml, require, words
from talleyrand.model.records import Factuality

WIDE_CUES = "cues_wide.toml"
"""Families that the ledger leaves out."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A family of reporting verbs and where its content and hearer stand.

    `agentless`: a passive without an agent is an attribution whose source nobody tells (`is expected to`); `passive`:
    passives alone; `sourceless`: nobody is its source (`seems to`). `speakers_only`: the subject can speak, also
    outside a ledger (where `40 percent` may be it). `wide`: an attitude or a mention, which a ledger does not enter.
    `minds`: what somebody holds or wants, not words.
    `speech`: a quotation beside the verb is its content. `factuality`: what the verb itself says of the content.
    """

    id: str
    content: tuple[tuple[str, ...], ...]
    addressee: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    statives: bool = False
    not_objects: frozenset[str] = frozenset()
    not_subjects: frozenset[str] = frozenset()
    agentless: bool = False
    passive: bool = False
    speakers_only: bool = False
    sourceless: bool = False
    wide: bool = False
    minds: bool = False
    speech: bool = False
    factuality: Factuality | None = None


@dataclass(frozen=True, slots=True)
class NounCues:
    """Nouns of saying; those that take a phrase for their content, and the prepositions of such phrases."""

    words: frozenset[str]
    with_phrases: frozenset[str]
    prepositions: frozenset[str]

    def __or__(self, other: NounCues) -> NounCues:
        """Both together."""
        return NounCues(
            self.words | other.words, self.with_phrases | other.with_phrases, self.prepositions | other.prepositions
        )


@dataclass(frozen=True, slots=True)
class Cues:
    """`cues.toml`: verbs to their families (in the order of the file), nouns, phrases, silences, attitudes, stances."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: NounCues
    wide_nouns: NounCues
    carriers: frozenset[str]
    owned: frozenset[str]
    receivers: frozenset[str]
    adjectives: frozenset[str]
    phrase_adjectives: frozenset[str]
    adjective_cases: frozenset[str]
    source_cases: frozenset[str]
    ledger_cases: frozenset[str]
    standards: frozenset[str]
    ways: frozenset[str]
    silence: frozenset[str]
    silence_objects: frozenset[str]
    light: frozenset[str]
    omissions: frozenset[str]
    omission_objects: frozenset[str]
    attitudes: frozenset[str]
    stance: frozenset[str]
    minds: frozenset[str]


@cache
def load_cues() -> Cues:
    """Read `cues.toml` and `cues_wide.toml`."""
    data = read_toml("cues.toml")
    families: dict[str, list[Cue]] = {}
    for file in ("cues.toml", WIDE_CUES):
        for entry in read_toml(file)["cue"]:
            require(entry, "id", "verbs", "content", "why", "example", where=file)
            cue = _cue(entry, wide=file == WIDE_CUES)
            for verb in dict.fromkeys(entry["verbs"]):
                families.setdefault(verb, []).append(cue)
    wider = read_toml(WIDE_CUES)
    adjective, nouns = wider["adjective_cue"][0], _nouns(data)
    silence, omission = data["silence"][0], data["omission"][0]
    return Cues(
        verbs={verb: tuple(cues) for verb, cues in families.items()},
        nouns=nouns,
        wide_nouns=nouns | _nouns(wider),
        carriers=words(data["carriers"]["words"]),
        receivers=words(wider["receivers"]["words"]),
        owned=words(wider["owned"]["words"]),
        adjectives=words(adjective["words"]),
        phrase_adjectives=words(adjective["words"]) - frozenset(adjective["not_phrases"]),
        adjective_cases=frozenset(adjective["cases"]),
        source_cases=frozenset(data["source_phrase"][0]["cases"]),
        ledger_cases=frozenset(data["source_phrase"][0]["ledger_cases"]),
        standards=words(data["source_phrase"][0]["standards"]),
        ways=words(data["source_phrase"][0]["ways"]),
        silence=frozenset(silence["verbs"]),
        silence_objects=frozenset(silence["objects"]),
        light=frozenset(silence["light"]),
        omissions=frozenset(omission["verbs"]),
        omission_objects=frozenset(omission["of_objects"]),
        attitudes=words(data["attitudes"]["words"]),
        stance=words(data["stance"]["words"]),
        minds=frozenset(cue.id for cues in families.values() for cue in cues if cue.minds),
    )


def _nouns(data: dict[str, Any]) -> NounCues:
    entry = data["noun_cue"][0]
    return NounCues(frozenset(entry["nouns"]), frozenset(entry["phrases"]), frozenset(entry["phrase_content"]))


def _cue(entry: dict[str, Any], *, wide: bool) -> Cue:
    return Cue(
        id=entry["id"],
        content=tuple(tuple(slot.split("+")) for slot in entry["content"]),
        addressee=tuple(entry.get("addressee", ())),
        needs=frozenset(entry.get("needs", ())),
        objects=frozenset(entry.get("objects", ())),
        statives=entry.get("statives", False),
        not_objects=frozenset(entry.get("not_objects", ())),
        not_subjects=frozenset(entry.get("not_subjects", ())),
        agentless=entry.get("agentless", False),
        passive=entry.get("passive", False),
        sourceless=entry.get("sourceless", False),
        speakers_only=entry.get("speakers_only", False),
        wide=wide,
        minds=entry.get("minds", False),
        speech=entry.get("speech", ["quote"] in [places.split("+") for places in entry["content"]]),
        factuality=entry.get("factuality"),
    )
