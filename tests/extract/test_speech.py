"""Words that no cue introduces: an author's, a labelled speaker's."""

from __future__ import annotations

from typing import Any

from readings import names, said

from talleyrand.model.actors import Actor

PREMIER = Actor("person:a-premier", "A Premier", "person", "NZL", "Prime Minister")
ADDRESS = "We condemn the invasion of Ukraine by Russia. I welcome you all. We will stand with our friends in Kyiv."
BRIEFING = (
    "MS. OKAFOR: We urge all sides in Sudan to stop the fighting now.\n\n"
    "Q: Has Egypt attacked the dam that Ethiopia built on the Nile?\n\n"
    "MS. OKAFOR: We support the talks that the African Union has opened."
)


def test_the_first_person_of_an_official_text_is_its_author(drafts_of: Any) -> None:
    speech = [d for d in drafts_of(ADDRESS, PREMIER) if d.method.startswith("statement.speech")]
    assert [d.actors[0].kind for d in speech] == ["author", "author"]
    assert speech[0].payload.content[0].text == "We condemn the invasion of Ukraine by Russia."


def test_acts_of_the_first_person_are_the_authors(drafts_of: Any) -> None:
    (accusation,) = [d for d in drafts_of(ADDRESS, PREMIER) if d.method.startswith("accuse")]
    assert accusation.actors[0].kind == "author"


def test_without_an_author_the_first_person_is_nobody(drafts_of: Any) -> None:
    assert not any(m.kind == "author" for d in drafts_of(ADDRESS) for m in d.actors)


def test_labels_say_who_speaks_a_turn(drafts_of: Any) -> None:
    speech = [d for d in drafts_of(BRIEFING) if d.method.startswith("statement.speech")]
    assert {names(d.actors) for d in speech} == {("MS. OKAFOR",)}


def test_a_reporters_question_is_not_coded(drafts_of: Any) -> None:
    drafts = drafts_of(BRIEFING)
    assert drafts
    assert not any("Egypt" in d.evidence.text for d in drafts)


def test_first_person_in_a_quotation_is_who_is_quoted(drafts_of: Any) -> None:
    drafts = drafts_of("“We condemn the shelling of Goma by Rwanda,” the Congolese minister said.")
    (accusation,) = [d for d in drafts if d.method.startswith("accuse")]
    assert names(accusation.actors) == ("the Congolese minister",)


TRAPS = [
    "If Madrid said the border was closed, nobody heard it.",
    "The term “friendship without limits” was new.",
]


def test_hypothetical_speech_and_quoted_terms_are_no_statements(drafts_of: Any) -> None:
    assert [said(drafts_of(text)) for text in TRAPS] == [[], []]


def test_opinions_of_one_we_that_hold_each_other_are_not_asked_in_a_circle(drafts_of: Any) -> None:
    text = '"We believe alike, we think alike and we defend our values." We condemn the invasion of Ukraine by Russia.'
    said = {d.evidence.text: d.actors[0].kind for d in drafts_of(text, PREMIER)}
    assert said == {"We condemn the invasion of Ukraine by Russia.": "author"}
