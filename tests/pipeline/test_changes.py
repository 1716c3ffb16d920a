"""What changed between two days, from records made by hand and the measures as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from tests.recording import act, statement, vote

from talleyrand.errors import DateError, OptionError
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.results import Result
from talleyrand.pipeline.changes.change import sure_by_reports
from talleyrand.pipeline.changes.measure import changes
from talleyrand.pipeline.measures import MEASURES

XI = Actor("person:xi-jinping", "Xi Jinping", "person", "CHN", "President", "GOV")
PUTIN = Actor("person:vladimir-putin", "Vladimir Putin", "person", "RUS", "President", "GOV")
AIDE = Actor("person:an-aide", "An Aide", "person", "CHN", "Spokesperson", "GOV")
FIRMS = Actor("unknown:chinese-firms", "Chinese firms", "group", "CHN")


def asked(records: Sequence[Record], **options: Any) -> Result[Any]:
    documents = {
        record.document_id: Document(record.document_id, "", None, published=record.date.end) for record in records
    }

    def ask(name: str, **parameters: Any) -> Result[Any]:
        given = {option: value for option, value in parameters.items() if value is not None}
        if MEASURES[name].documents:
            given["documents"] = documents
        return MEASURES[name].function(records, **given)

    return changes(records, documents=documents, ask=ask, **options)


def told(result: Result[Any], kind: str) -> list[str]:
    return [row.sentence for row in result if row.kind == kind]


def test_a_contact_after_a_long_silence_is_told_with_its_length() -> None:
    days = ("2022-01-03", "2022-01-10", "2022-03-20", "2022-03-22")
    records = [act(XI, PUTIN, "CONSULT", day, mode="phone", document=day) for day in days]
    result = asked(records, actor="CHN", since="2022-03-01", until="2022-03-31")
    (sentence,) = told(result, "contact")
    assert sentence.startswith("China and Russia spoke by telephone on 20 March 2022 (Xi Jinping and Vladimir Putin)")
    assert "since 10 January 2022, 69 days before" in sentence
    (row,) = (row for row in result if row.kind == "contact")
    assert {reason.record for reason in result.why(row)} == {records[2].id}


def test_a_silence_before_the_first_document_is_none() -> None:
    records = [act(XI, PUTIN, "CONSULT", day, mode="phone", document="one") for day in ("2021-06-01", "2022-03-20")]
    assert not told(asked(records, actor="CHN", since="2022-03-01", until="2022-03-31"), "contact")


def test_a_contact_that_was_denied_is_told_with_one_person_of_each_side() -> None:
    denied = act((XI, AIDE), PUTIN, "CONSULT", "2022-03-02", mode="phone", factuality="negated", document="denied")
    held = act(XI, PUTIN, "CONSULT", "2022-03-20", mode="phone", document="held")
    (sentence,) = told(asked([denied, held], actor="CHN", since="2022-03-01", until="2022-03-31"), "contact")
    assert "a contact between Xi Jinping and Vladimir Putin was said not to take place" in sentence


def test_the_firms_of_a_state_are_not_searched_as_that_state() -> None:
    records = [act("CHN", who, "COERCE", "2022-03-02", document="one") for who in (FIRMS, "RUS")]
    notes = asked(records, actor="CHN", since="2022-03-01", until="2022-03-31").notes
    assert "turns were searched toward Russia: words and deeds, means and numbers of reports" in notes


def test_a_turn_gives_both_means_its_chance_and_its_reports() -> None:
    warm = [act("CHN", "RUS", "SUPPORT", f"2022-01-{day:02d}", document=f"w{day}") for day in range(1, 29)]
    cold = [act("CHN", "RUS", "ACCUSE", f"2022-02-{day:02d}", document=f"c{day}") for day in range(1, 29)]
    result = asked([*warm, *cold], actor="CHN", since="2022-01-20", until="2022-02-28")
    sentence = next(words for words in told(result, "turn") if "turned colder" in words)
    assert sentence.startswith("China’s words toward Russia turned colder around 1 February 2022")
    assert "independent reports" in sentence
    first = result[0]
    assert (first.kind, first.sure, first.other) == ("turn", "firm", "RUS")
    assert first.figure.startswith("turning_points?actor=CHN&target=RUS")


@pytest.mark.parametrize(("more", "sure"), [(False, "slight"), (True, "firm")])
def test_a_turn_of_counts_that_more_documents_explain_is_slight(more: bool, sure: str) -> None:
    few = [act("CHN", "RUS", "ACCUSE", f"2022-01-{day:02d}", document=f"a{day}") for day in range(1, 31, 6)]
    many = [act("CHN", "RUS", "ACCUSE", f"2022-02-{day:02d}", document=f"b{day}") for day in range(1, 29)]
    others = [act("CHN", "FRA", "ACCUSE", f"2022-01-{day:02d}", document=f"c{day}") for day in range(1, 32)]
    result = asked([*few, *many, *(others if more else ())], actor="CHN", target="RUS", since="2022-01-20")
    (row,) = (row for row in result if row.subject == "words hostile RUS")
    assert row.sure == sure
    assert "documents with words of China went from" in row.sentence


def test_a_refusal_quotes_who_says_so_and_the_same_words_are_told_once() -> None:
    records = [
        act(
            "RUS",
            "UKR",
            "RETREAT",
            day,
            factuality="refused",
            confidence=0.8,
            document=day,
            text=f"would not go, {day}",
        )
        for day in ("2022-03-01", "2022-03-05")
    ]
    result = asked(records, actor="RUS", since="2022-02-20", until="2022-03-10")
    (row,) = (row for row in result if row.kind == "refusal")
    assert row.independent == 2
    assert row.sure == "fair"
    assert "would not go, 2022-03-05" in row.sentence


def test_a_vote_against_former_practice_says_so() -> None:
    records = [vote("CHN", "no", f"2022-01-{day:02d}", document=str(day)) for day in (3, 4, 5)]
    records.append(vote("CHN", "abstain", "2022-02-25", document="new"))
    (sentence,) = told(asked(records, actor="CHN", since="2022-02-01", until="2022-02-28"), "vote")
    assert "as in none of its 3 former votes there" in sentence


def test_more_of_a_kind_than_asked_for_are_counted_in_the_notes() -> None:
    records = [vote("CHN", "no", f"2022-02-{day:02d}", document=str(day)) for day in range(1, 9)]
    result = asked(records, actor="CHN", since="2022-02-01", until="2022-02-28", most=2)
    assert len(told(result, "vote")) == 2
    assert "not told: 6 of vote" in result.notes


def test_nothing_found_is_said_not_to_be_nothing_changed() -> None:
    result = asked([statement("CHN", "We met.", "2022-02-01")], actor="CHN", since="2022-02-01", until="2022-02-28")
    assert not result.rows
    assert any("not to say" in note for note in result.notes)


def test_without_a_day_there_is_no_period() -> None:
    assert asked([], actor="CHN").notes == ("no document has a day: there is no period to compare",)


def test_options_that_are_none_are_refused() -> None:
    with pytest.raises(OptionError):
        asked([], actor="CHN", most=0)
    with pytest.raises(DateError):
        asked([], actor="CHN", since="2022-03-01", until="2022-02-01")


def test_reports_make_sure() -> None:
    assert [sure_by_reports(n) for n in (1, 2, 3)] == ["slight", "fair", "firm"]
    assert sure_by_reports(1, reviewed=True) == "firm"
