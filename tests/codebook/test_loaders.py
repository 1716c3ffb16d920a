"""The data files of the codebook are whole, and their faults are named."""

from __future__ import annotations

import re
from importlib import resources
from typing import Any

import pytest

from talleyrand.codebook.acts import ACT_FILES, load_act_rules, load_act_words, load_noun_rules, read_words
from talleyrand.codebook.cues import load_cues
from talleyrand.codebook.frames import load_frames
from talleyrand.codebook.grammar import load_grammar
from talleyrand.codebook.likelihood import load_likelihood
from talleyrand.codebook.modality import load_modality
from talleyrand.codebook.nouns import load_agent_nouns, load_party_plurals
from talleyrand.codebook.plover import contexts_of, load_event_types
from talleyrand.codebook.tables import data_file, read_toml, require, words
from talleyrand.codebook.verbs import known_verbs
from talleyrand.codebook.votes import load_votes
from talleyrand.errors import CodebookError
from talleyrand.model.records import FACTUALITIES

ACT_RULES = [file.removesuffix(".toml") for file in ACT_FILES]
RULE_FILES = [*ACT_RULES, "cues", "cues_wide", "frames", "likelihood", "modality", "votes", "vote_files"]
LIST_FILES = ["grammar", "nouns"]


def entries(name: str) -> list[dict[str, Any]]:
    """The rules of a file."""
    return [entry for value in read_toml(f"{name}.toml").values() if isinstance(value, list) for entry in value]


@pytest.mark.parametrize("name", RULE_FILES)
def test_ids_are_unique_within_a_file(name: str) -> None:
    ids = [entry["id"] for entry in entries(name)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", RULE_FILES)
def test_every_rule_says_why(name: str) -> None:
    assert all(entry["why"].endswith(".") for entry in entries(name))


@pytest.mark.parametrize("name", [*RULE_FILES, *LIST_FILES])
def test_every_word_list_says_why(name: str) -> None:
    lists = [v for v in read_toml(f"{name}.toml").values() if isinstance(v, dict) and "words" in v]
    assert all(table["why"] for table in lists if not isinstance(table["words"], dict))


def test_every_rule_has_a_plover_type_and_mode() -> None:
    types = load_event_types()
    for rule in [r for table in (load_act_rules(), load_noun_rules()) for rules in table.values() for r in rules]:
        assert rule.type in types
        assert rule.mode is None or rule.mode in types[rule.type].modes, rule.id
        assert rule.crosswalk == "" or rule.crosswalk in types, rule.id


def test_each_file_of_acts_holds_one_quad_class() -> None:
    for file in ACT_FILES:
        quad = file.removeprefix("acts_").removesuffix(".toml").replace("_", " ")
        rules = [rule for kind in ("act", "noun") for rule in read_toml(file).get(kind, ())]
        assert {load_event_types()[rule["type"]].quad for rule in rules} == {quad}


def test_acts_are_listed_by_thousands_of_frames() -> None:
    frames = {(verb, thing) for verb, rules in load_act_rules().items() for r in rules for thing in r.objects or {""}}
    assert len(load_act_rules()) > 1000
    assert len(frames) > 10_000


def test_every_class_of_words_says_why() -> None:
    assert all(entry["why"].endswith(".") for part in read_words().values() for entry in part.values())


def test_every_class_of_words_is_used() -> None:
    listed = "\n".join(data_file(file).read_text(encoding="utf-8") for file in (*ACT_FILES, "act_words.toml"))
    used = set(re.findall(r"@([\w-]+)", listed))
    assert {name for kind in ("verbs", "nouns") for name in read_words()[kind]} <= used


def test_a_class_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"id": "x", "type": "AID", "verbs": "@no-such-class", "why": "Test.", "examples": ["Test."]}
    monkeypatch.setattr("talleyrand.codebook.acts.act_entries", lambda _kind: (entry,))
    with pytest.raises(CodebookError, match="no-such-class"):
        load_act_rules.__wrapped__()


def test_there_are_sixteen_event_types_with_signed_intensities() -> None:
    types = load_event_types()
    assert len(types) == 16
    for kind in types.values():
        assert -10 <= kind.score <= 10
        assert kind.score <= 0 if "conflict" in kind.quad else kind.score > 0, kind.name


def test_an_unknown_mode_has_the_intensity_of_its_type() -> None:
    kind = load_event_types()["CONSULT"]
    assert kind.intensity(None) == kind.intensity("no such mode") == kind.score


def test_the_most_specific_rule_of_a_verb_comes_first() -> None:
    for rules in load_act_rules().values():
        assert [r.specificity for r in rules] == sorted((r.specificity for r in rules), reverse=True)


def test_contexts_are_at_most_three_and_implied_ones_come_first() -> None:
    found = contexts_of(["tank", "bank", "vaccine", "election", "court"], ("diplomatic",))
    assert found[0] == "diplomatic"
    assert len(found) <= 3


def test_cues_are_found_by_their_verbs() -> None:
    cues = load_cues()
    assert [c.id for c in cues.verbs["urge"] if not c.wide] == ["directive"]
    assert {c.id for c in cues.verbs["hope"] if c.wide} >= {"want"}
    assert "warning" in cues.nouns.words
    assert "reluctance" in cues.wide_nouns.words - cues.nouns.words


def test_probabilities_are_intervals_between_zero_and_one() -> None:
    for low, high in load_likelihood().intervals.values():
        assert 0 <= low < high <= 1


@pytest.mark.parametrize(
    ("text", "expression"),
    [("It will probably rain.", "probably"), ("It won’t happen.", "won’t happen"), ("It rains.", None)],
)
def test_the_most_committed_words_of_likelihood_win(text: str, expression: str | None) -> None:
    found = load_likelihood().find(text)
    assert (found[0] if found else None) == expression


def test_a_term_belongs_to_the_frame_of_its_matter() -> None:
    frames = load_frames()
    crimea = frames.frame_of("annexation", frozenset({"crimea"}))
    assert crimea is not None
    assert crimea.id == "crimea"
    assert frames.frame_of("reunification", frozenset({"weather"})) is None


def test_modal_words_have_known_factualities() -> None:
    modality = load_modality()
    for table in (modality.modifiers, modality.auxiliaries, modality.adverbs):
        assert set(table.values()) <= set(FACTUALITIES)
    signatures = modality.embedding.values()
    assert {s.positive for s in signatures} | {s.negative for s in signatures} <= set(FACTUALITIES)


def test_longer_names_of_bodies_are_tried_first() -> None:
    lengths = [len(name) for name, _ in load_votes().bodies]
    assert lengths == sorted(lengths, reverse=True)


def test_word_lists_are_not_empty() -> None:
    assert all(getattr(load_grammar(), name) for name in load_grammar().__slots__)
    assert all(getattr(load_act_words(), name) for name in load_act_words().__slots__)
    assert {"leaders", "heads of state"} <= load_party_plurals()


def test_agents_demonyms_and_documents_are_told_apart() -> None:
    nouns = load_agent_nouns()
    assert nouns.is_agent("spokesman")
    assert nouns.is_demonym("chinese")
    assert not nouns.is_agent("letter")
    assert "letter" in nouns.documents


def test_all_verbs_of_the_rules_are_known_base_forms() -> None:
    assert {"telephone", "abstain", "urge"} <= known_verbs()


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CodebookError, match=r"codebook/data/no_such\.toml"):
        read_toml("no_such.toml")


def test_a_rule_without_a_reason_is_refused() -> None:
    with pytest.raises(CodebookError, match="entry x has no why"):
        require({"id": "x"}, "id", "why", where="a.toml")


def test_words_are_parted_at_white_space() -> None:
    assert words(" one two\nthree ") == frozenset({"one", "two", "three"})


def test_every_data_file_parses() -> None:
    folder = resources.files("talleyrand.codebook") / "data"
    names = [f.name for f in folder.iterdir() if f.name.endswith(".toml")]
    assert all(read_toml(name) for name in names)
