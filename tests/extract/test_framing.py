"""The words that a side uses, avoids or rejects."""

from __future__ import annotations

from typing import Any

import pytest
from readings import framings

from talleyrand.model.actors import Actor

MINISTRY = Actor("organ:UKR-mfa", "Ministry of Foreign Affairs", "organ", "UKR")
NAMED = [
    ("The Latvian minister called the attack on Ukraine a genocide.", "genocide", "used"),
    ("Pretoria has not called the attack on Ukraine an invasion.", "invasion", "avoided"),
    ("Moscow rejects the term “invasion” for what it does in Ukraine.", "invasion", "rejected"),
    ("Belgrade avoided the word aggression in its note on Ukraine.", "aggression", "avoided"),
    ("Minsk described the fighting in Ukraine as a special military operation.", "special military operation", "used"),
    ("Lima spoke of “a season of hardship” in the north.", "a season of hardship", "used"),
    ("Riga spoke of maintenance.", "maintenance", "used"),
    ("Washington has dropped the term “rogue state” for both.", "rogue state", "avoided"),
    ("The junta never uses the name Rohingya.", "Rohingya", "avoided"),
    (
        "Chinese television adopted the Kremlin’s term, “special military operation”.",
        "special military operation",
        "used",
    ),
    ("Ottawa does not accept the notion of a “state border” there.", "state border", "rejected"),
    ("The fleet sailed by what the Tunisian minister called a “safe lane”.", "safe lane", "used"),
    ("The Turkish president described the raid as a “police operation”.", "police operation", "used"),
    ("Ottawa prefers to call the camps “shelters”.", "shelters", "used"),
    ("The Rwandan minister denied that the fighters were mercenaries.", "mercenaries", "rejected"),
    ("Cairo “regretted” the flight.", "regretted", "used"),
    ("The word “siege” does not appear in the Iranian text.", "siege", "avoided"),
    ("Belgrade says the deaths in Srebrenica are not a genocide.", "genocide", "rejected"),
]


@pytest.mark.parametrize(("text", "term", "use"), NAMED, ids=[f"{u}:{t}" for _, t, u in NAMED])
def test_named_terms_are_used_avoided_or_rejected(text: str, term: str, use: str, drafts_of: Any) -> None:
    assert (term, use) in {(t, u) for _, t, u in framings(drafts_of(text))}


def test_a_refusal_to_use_a_word_is_not_its_use(drafts_of: Any) -> None:
    found = framings(drafts_of("Ankara said it would not use the word genocide."))
    assert {use for _, _, use in found} == {"avoided"}


def test_strong_terms_in_direct_speech_are_the_speakers(drafts_of: Any) -> None:
    found = framings(drafts_of("“This aggression against Ukraine must end,” the Maltese minister said."))
    assert (("the Maltese minister",), "aggression", "used") in found


def test_strong_terms_beside_a_quotation_are_the_reporters(drafts_of: Any) -> None:
    text = "Ankara said the invasion of Syria was “to keep the peace and to bring the refugees home before the winter”."
    assert framings(drafts_of(text)) == []


def test_plain_terms_in_passing_are_no_choice(drafts_of: Any) -> None:
    assert framings(drafts_of("“The war in Ukraine hurts our farmers,” the Kenyan minister said.")) == []


def test_strong_terms_of_an_official_text_are_its_authors(drafts_of: Any) -> None:
    drafts = drafts_of("The Russian invasion of Ukraine goes on. The invasion must stop.", MINISTRY)
    terms = [d for d in drafts if d.method == "framing.used@1"]
    assert [d.actors[0].kind for d in terms] == ["author"]


def test_that_term_points_back_to_the_one_last_named(drafts_of: Any) -> None:
    text = "Cairo calls the raid on Gaza a massacre. The Israeli government rejects that description."
    assert [(who, term, use) for who, term, use in framings(drafts_of(text))] == [
        (("Cairo",), "massacre", "used"),
        (("The Israeli government",), "massacre", "rejected"),
    ]


def test_each_side_has_its_own_word_where_the_verb_is_left_out(drafts_of: Any) -> None:
    found = framings(drafts_of("Pristina spoke of “parallel structures”, Belgrade of “institutions of our people”."))
    assert {term for _, term, _ in found} == {"parallel structures", "institutions of our people"}


NO_FRAMINGS = [
    "The minister spoke of the need for peace.",
    "She said “no” to the offer.",
    "Oslo called for a change of regime in Belarus.",
    "The scholar gave a lecture called “The Phantom War”.",
    "The Latvian minister used the word processor.",
]


@pytest.mark.parametrize("text", NO_FRAMINGS)
def test_topics_titles_and_speech_are_no_terms(text: str, drafts_of: Any) -> None:
    assert framings(drafts_of(text)) == []
