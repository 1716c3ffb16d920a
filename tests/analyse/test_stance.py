"""What words say of those they name: who stands where beside the words that judge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.stance.reading import judged


def scores(text: str, day: str | None = "2022-05-01") -> dict[str, float]:
    """What a text says of each, by country or id."""
    return {one.actor.country or one.actor.id: one.score for one in judged(text, day)}


@pytest.mark.parametrize(
    "text",
    [
        "Russia's aggression",
        "Russian aggression",
        "the aggression by Russia",
        "Moscow has violated the Charter",
        "Russia, a permanent member of the Security Council, has violated the Charter",
        "Russia launched an unprovoked war",
        "a war unleashed by Russia",
        "the Russian army attacked Ukraine",
        "Putin's war of aggression",
        "the threat posed by Russia",
        "we condemn Russia",
        "sanctions on Russia",
        "We stand with Ukraine against Russia",
        "Russia must withdraw its troops",
        "Russia must be held accountable for its crimes",
        "Russia is the aggressor",
        "the territory occupied by Russia",
        "Russia must stop its aggression",
    ],
)
def test_words_against_one(text: str) -> None:
    assert scores(text)["RUS"] < 0


@pytest.mark.parametrize(
    "text",
    [
        "our solidarity with Ukraine",
        "we support the people of Ukraine",
        "our partner Ukraine",
        "Ukraine is our friend",
        "the aggression against Ukraine",
        "thanks to the bravery of the Ukrainian people",
        "Ukraine has been invaded",
        "the sovereignty and territorial integrity of Ukraine",
    ],
)
def test_words_for_one(text: str) -> None:
    assert scores(text)["UKR"] > 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Germany's support for Ukraine", "UKR"),
        ("France condemned Russia", "RUS"),
        ("the Russia-Ukraine war", "RUS"),
        ("the conflict between Russia and Ukraine", "RUS"),
        ("a threat to Poland", "RUS"),
        ("Russia is a country", "RUS"),
    ],
)
def test_others_feelings_and_plain_facts_say_nothing(text: str, code: str) -> None:
    assert code not in scores(text)


def test_what_is_denied_is_turned_round_at_half() -> None:
    """A threat is -0.5 as a name for somebody; denied, -0.5 of that."""
    assert scores("Iran is a threat to us") == {"IRN": -0.5}
    assert scores("Iran is not a threat to us") == {"IRN": 0.25}


def test_what_is_supposed_counts_half() -> None:
    assert scores("if Russia invades Poland")["RUS"] == -0.25


def test_force_without_a_doer_is_laid_at_the_known_door_in_its_time() -> None:
    """Ukraine's case against Russia begins in 2014; nobody is meant before."""
    assert scores("the war of aggression against Ukraine")["RUS"] == -0.5
    assert "RUS" not in scores("the war of aggression against Ukraine", "2010-01-01")


def test_lifting_sanctions_is_kind() -> None:
    assert scores("We demand the lifting of the sanctions against Zimbabwe")["ZWE"] > 0


def test_of_several_judgements_the_strongest_of_each_direction_count() -> None:
    """Aggression (-0.5) and lies (-0.3) make -0.5."""
    assert scores("Russia's aggression and Russia's lies") == {"RUS": -0.5}


@pytest.mark.parametrize("text", ["", "Russia", "aggression", "...", "’s", "The aggression by", "by Russia’s"])
def test_pieces_say_nothing(text: str) -> None:
    assert scores(text) == {}


@given(st.lists(st.sampled_from("Russia Ukraine 's the of aggression , . not by support for against our must".split())))
def test_any_order_of_words_is_read_within_the_scale(words: list[str]) -> None:
    assert all(-1 <= score <= 1 for score in scores(" ".join(words)).values())
