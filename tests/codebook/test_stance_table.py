"""The words that judge, and what terms and roll calls say of states: every entry's examples are read as it says."""

from __future__ import annotations

from typing import Any

import pytest

from talleyrand.analyse.stance.reading import judged
from talleyrand.codebook.actors import actor_of, load_actor_index
from talleyrand.codebook.countries import load_countries
from talleyrand.codebook.frames import load_frames
from talleyrand.codebook.stakes import load_framing_stakes, load_vote_stakes, stake_of
from talleyrand.codebook.stance import forms, load_stance
from talleyrand.codebook.tables import read_toml

DATA = read_toml("stance.toml")
ENTRIES: list[dict[str, Any]] = [*DATA["entry"], *DATA["demand"]]
EXAMPLES = [(entry["id"], example) for entry in ENTRIES for example in entry["examples"]]


@pytest.mark.parametrize(("ident", "example"), EXAMPLES)
def test_the_examples_are_judged_as_they_say(ident: str, example: str) -> None:
    text, _, told = example.rpartition(" -> ")
    code, sign = told.split()
    found = {one.actor.country: one.score for one in judged(text.replace("[", "").replace("]", ""), "2022-05-01")}
    assert code in found, ident
    assert (found[code] > 0) == (sign == "+"), ident


def test_entries_say_why_and_their_ids_are_unique() -> None:
    idents = [entry["id"] for entry in ENTRIES]
    assert len(idents) == len(set(idents))
    assert all(entry["why"].endswith(".") for entry in ENTRIES)


def test_scores_of_words_stay_under_those_of_deeds() -> None:
    """Nothing that is only said weighs more than the mildest force in PLOVER (-0.7) or than aid (1)."""
    assert all(-0.7 <= entry["score"] <= 0.5 for entry in ENTRIES)


def test_every_phrase_has_a_trigger_among_its_words() -> None:
    stance = load_stance()
    assert all(any(word in stance.triggers for word in phrase.split()) for phrase in stance.phrases)


def test_verbs_are_inflected() -> None:
    assert list(forms("deter", frozenset({"deter"}))) == ["deter", "deters", "deterred", "deterring"]


@pytest.mark.parametrize("name", ["vote_stakes", "framing_stakes"])
def test_stakes_name_known_parties_and_say_why(name: str) -> None:
    index = load_actor_index()
    for entry in read_toml(f"{name}.toml")["stake"]:
        assert entry["why"].endswith("."), entry["id"]
        for code, score in entry["toward"].items():
            known = code in load_countries() or actor_of(code, index) is not None
            assert known and -1 <= score <= 1 and score != 0, (entry["id"], code)


def test_terms_with_a_side_are_terms_of_their_frame() -> None:
    terms = {(frame.id, term) for term, frames in load_frames().by_term.items() for frame in frames}
    assert set(load_framing_stakes()) <= terms | {("tibet", "xizang"), ("china-india-border", "zangnan")}


@pytest.mark.parametrize("stake", load_vote_stakes(), ids=lambda stake: stake.id)
def test_the_example_of_a_roll_call_is_known(stake: Any) -> None:
    example = next(entry["example"] for entry in read_toml("vote_stakes.toml")["stake"] if entry["id"] == stake.id)
    assert stake_of(example, None, None) == stake or stake_of(None, example, None) == stake


def test_a_longer_number_is_another_resolution() -> None:
    assert stake_of("A/RES/ES-11/15", None, None) is None
    assert stake_of("A/RES/74/170", None, None) is None


def test_a_vote_without_symbol_is_known_by_its_day_and_a_word() -> None:
    found = stake_of(None, "a draft that deplores the invasion", "2022-02-25")
    assert found is not None and found.id == "ukraine-aggression"
    assert stake_of(None, "the budget", "2022-02-25") is None
