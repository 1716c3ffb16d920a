"""The tables of actors are whole: ids resolve, dates are dates, no name is empty."""

import re

import pytest

from talleyrand.codebook.actors import actor_of, load_actor_index, official_outlet, official_speaker
from talleyrand.codebook.actors_keys import fold, key_of, skeleton, words
from talleyrand.codebook.tables import read_rows, read_toml, split_list
from talleyrand.errors import CodebookError

INDEX = load_actor_index()
PLOVER_SECTORS = {
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS"),
    *("CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
}


def test_every_term_is_of_a_known_person_office_and_state() -> None:
    for term in (term for terms in INDEX.people.terms.values() for term in terms):
        assert term.person in INDEX.people.persons
        assert term.office in INDEX.offices
        assert term.country in INDEX.countries or term.country in INDEX.entities, term


def test_every_date_is_an_iso_date() -> None:
    terms = [term for terms in INDEX.people.terms.values() for term in terms]
    dates = {date for term in terms for date in (term.start, term.end)} - {""}
    assert not [date for date in dates if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date)]


def test_every_sector_is_plovers() -> None:
    entities = {row.sector for rows in INDEX.entities.values() for row in rows if row.sector}
    offices = {office.sector for office in INDEX.offices.values()}
    nouns = {name.ref for names in INDEX.names.values() for name in names if name.kind == "sector"}
    assert entities | offices | nouns <= PLOVER_SECTORS


def test_every_metonym_and_official_outlet_names_an_actor() -> None:
    targets = [target for _, target in read_rows("metonyms.csv", ("name", "target"))]
    targets += [target for _, target in read_rows("outlets_official.csv", ("outlet", "actor"))]
    assert not [target for target in targets if actor_of(target, INDEX) is None]


def test_every_country_has_a_name_and_a_code_of_three_letters() -> None:
    assert all(re.fullmatch("[A-Z]{3}", code) and country.name for code, country in INDEX.countries.items())


def test_the_person_index_has_one_president_of_the_united_states_a_day() -> None:
    held = [term for term in INDEX.people.offices["USA", "president"] if term.held("2022-02-24")]
    assert [term.person for term in held] == ["person:joe-biden"]


@pytest.mark.parametrize(
    ("outlet", "actor"),
    [
        ("Kremlin (President of Russia)", "organ:RUS-kremlin"),
        ("The White House", "organ:USA-white-house"),
        ("Office of the President of Ukraine", "organ:UKR-presidency"),
        ("Ministry of Foreign Affairs of the People's Republic of China", "organ:CHN-foreign-ministry"),
    ],
)
def test_official_outlets_have_an_author(outlet: str, actor: str) -> None:
    assert official_outlet(outlet).id == actor


def test_the_press_has_no_author() -> None:
    assert official_outlet("The Wall Street Journal") is None


def test_a_speaker_is_a_person_with_state_and_post() -> None:
    speaker = official_speaker("Zarar Ahmad Osmani", "AFG", "Minister for Foreign Affairs ")
    assert (speaker.id, speaker.country, speaker.role) == (
        "person:zarar-ahmad-osmani",
        "AFG",
        "Minister for Foreign Affairs",
    )


def test_keys_fold_case_diacritics_and_apostrophes() -> None:
    assert key_of("People’s Daily") == key_of("people's daily")
    assert fold("Çavuşoğlu") == "cavusoglu"


def test_words_keep_their_place_in_the_text() -> None:
    text = "the U.S.-led coalition’s aims"
    assert [text[word.start : word.end] for word in words(text)] == ["the", "U.S.", "led", "coalition", "’s", "aims"]


def test_skeletons_join_spellings_and_part_names() -> None:
    assert skeleton("lukashenko") == skeleton("lukashenka")
    assert skeleton("putin") != skeleton("lavrov")


def test_a_wrong_header_names_the_file() -> None:
    with pytest.raises(CodebookError, match=r"metonyms\.csv"):
        list(read_rows("metonyms.csv", ("name", "referent")))


def test_a_missing_table_names_the_file() -> None:
    with pytest.raises(CodebookError, match=r"nothing\.toml"):
        read_toml("nothing.toml")


def test_an_empty_cell_is_an_empty_list() -> None:
    assert split_list("") == ()
