"""Authors of official texts."""

from __future__ import annotations

from talleyrand.archive.authors import find_author


def test_a_speaker_is_a_person_with_country_and_post() -> None:
    author = find_author("Jane Doe", "usa", "Minister for Foreign Affairs")
    assert author is not None
    assert (author.id, author.type, author.country) == ("person:jane-doe", "person", "USA")
    assert author.role == "Minister for Foreign Affairs"


def test_a_press_outlet_is_no_author() -> None:
    assert find_author(institution="The Example Journal", title="Talks end") is None


def test_an_official_outlet_is_the_author_of_what_it_issues() -> None:
    author = find_author(institution="The White House", title="Statement on the talks")
    assert author is not None
    assert author.country == "USA"


def test_a_readout_is_the_account_of_whoever_issues_it() -> None:
    author = find_author(institution="Ministry of Fisheries of Freedonia", title="Readout of the call with Sylvania")
    assert author is not None
    assert author.type == "organ"
    assert author.name == "Ministry of Fisheries of Freedonia"


def test_an_unknown_country_code_is_left_out() -> None:
    author = find_author("Jane Doe", "Freedonia")
    assert author is not None
    assert author.country is None
