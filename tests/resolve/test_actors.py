"""A noun phrase alone, with a day, names the right actor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.resolve.actors import resolve_actor

DAY = "2022-03-01"

NAMED = [
    ("the Chinese leader", "person:xi-jinping"),
    ("China's leader Xi Jinping", "person:xi-jinping"),
    ("Mr. Xi", "person:xi-jinping"),
    ("Russian President Vladimir Putin", "person:vladimir-putin"),
    ("President of Russia Vladimir Putin", "person:vladimir-putin"),
    ("President Joseph R. Biden, Jr.", "person:joe-biden"),
    ("Ukraine's foreign minister", "person:dmytro-kuleba"),
    ("Secretary of State Antony Blinken", "person:antony-blinken"),
    ("White House press secretary Jen Psaki", "person:jen-psaki"),
    ("State Department spokesman Ned Price", "person:ned-price"),
    ("president of the European Council", "person:charles-michel"),
    ("NATO Secretary General", "person:jens-stoltenberg"),
    ("Beijing", "country:CHN"),
    ("the U.S.", "country:USA"),
    ("US", "country:USA"),
    ("the former Union of Soviet Socialist Republics", "country:RUS"),
    ("the Ukrainian side", "country:UKR"),
    ("the Biden administration", "country:USA"),
    ("the Kremlin", "organ:RUS-kremlin"),
    ("Russian troops", "organ:RUS-military"),
    ("China's Foreign Ministry", "organ:CHN-foreign-ministry"),
    ("China’s Embassy in Kyiv", "organ:CHN-embassy-UKR"),
    ("the European Union", "igo:EU"),
    ("the U.N. Security Council", "igo:UN-security-council"),
    ("the U.S.-led coalition", "bloc:us-led-coalition"),
    ("China’s state media", "org:state-media-chn"),
    ("Boko Haram gunmen", "armed:boko-haram"),
    ("the NATO bloc", "igo:NATO"),
    ("the delegations of Cyprus", "organ:CYP-delegation"),
    ("Thames Valley Police", "unknown:thames-valley-police"),
    ("Pope Francis", "person:pope-francis"),
    ("President of France Emmanuel Macron Macron EmmanuelPresident of France", "person:emmanuel-macron"),
    ("Mr. Dennis Francis", "person:dennis-francis"),
    ("spokesman Peskov", "person:dmitry-peskov"),
    ("Senator Smith", "person:smith"),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_phrase_names_its_actor(text: str, expected: str) -> None:
    actor = resolve_actor(text, on=DAY)
    assert actor is not None
    assert actor.id == expected


def test_an_office_is_held_by_whoever_holds_it_on_the_day() -> None:
    days = ("2020-06-01", "2022-06-01")
    assert [resolve_actor("the U.S. president", on=day).name for day in days] == ["Donald Trump", "Joe Biden"]


def test_an_office_without_a_day_stays_an_office() -> None:
    actor = resolve_actor("the Mongolian President")
    assert (actor.type, actor.country, actor.sector) == ("office", "MNG", "GOV")


@pytest.mark.parametrize("spelling", ["Zelensky", "Zelenskyy", "Zelenskiy", "President Zelensky"])
def test_transliterations_are_one_person(spelling: str) -> None:
    assert resolve_actor(spelling, on=DAY).id == "person:volodymyr-zelenskyy"


@pytest.mark.parametrize("spelling", ["Erdogan", "Erdoğan", "Recep Tayyip Erdogan"])
def test_diacritics_are_folded(spelling: str) -> None:
    assert resolve_actor(spelling, on=DAY).country == "TUR"


def test_a_former_president_is_of_the_elite() -> None:
    assert resolve_actor("Donald Trump", on="2022-04-01").sector == "ELI"
    assert resolve_actor("Donald Trump", on="2019-04-01").sector == "GOV"


def test_a_surname_that_no_one_in_high_office_bears_names_nobody_known() -> None:
    assert resolve_actor("Mr. Smithson", on=DAY).id == "person:smithson"


def test_the_comma_of_a_number_ends_no_phrase() -> None:
    assert resolve_actor("2,855 people", on=DAY).name == "2,855 people"


def test_a_group_keeps_its_words_state_and_sector() -> None:
    actor = resolve_actor("Chinese officials", on=DAY)
    assert (actor.id, actor.type, actor.country, actor.sector) == ("unknown:chinese-officials", "group", "CHN", "GOV")


def test_an_ambassador_acts_for_the_state_that_sends_him() -> None:
    assert resolve_actor("Russia’s ambassador to Poland", on=DAY).country == "RUS"


def test_a_foreign_ministry_is_named_in_both_usual_ways() -> None:
    name = resolve_actor("China's Foreign Ministry").name
    assert "Foreign Affairs" in name
    assert "Foreign Ministry" in name


def test_us_in_small_letters_is_no_state() -> None:
    assert resolve_actor("us", on=DAY) is None


@pytest.mark.parametrize(
    "text", ["Member States", "The participating States", "the States of the Union", "those States", "THE STATES"]
)
def test_states_without_united_are_no_state(text: str) -> None:
    actor = resolve_actor(text, on=DAY)
    assert actor is None or actor.country is None


def test_an_organ_of_another_state_is_not_the_best_known_one() -> None:
    assert resolve_actor("Chile's Defense Department").id == "organ:CHL-defense-ministry"


@given(st.text(max_size=60))
def test_any_text_is_answered_without_an_error(text: str) -> None:
    actor = resolve_actor(text, on=DAY)
    assert actor is None or actor.id
