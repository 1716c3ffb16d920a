"""Who voted how, in which body, on what."""

from __future__ import annotations

from typing import Any

import pytest
from readings import votes

from talleyrand.model.records import Vote


def test_voters_listed_for_a_count_are_its_actors(drafts_of: Any) -> None:
    text = "The General Assembly adopted the resolution. Thirty-five states abstained, among them China and India."
    assert votes(drafts_of(text)) == [(("China", "India"), "abstain", False)]


def test_so_did_takes_over_the_vote_before_it(drafts_of: Any) -> None:
    found = votes(drafts_of("Brazil voted for the draft resolution. So did Serbia and Hungary."))
    assert found == [(("Brazil",), "yes", False), (("Serbia", "Hungary"), "yes", False)]


def test_a_veto_is_a_vote_against(drafts_of: Any) -> None:
    ((voters, choice, veto),) = votes(drafts_of("Russia vetoed the Security Council resolution."))
    assert (voters, choice, veto) == (("Russia",), "no", True)


def test_the_body_is_found_in_a_sentence_nearby(drafts_of: Any) -> None:
    text = "The Human Rights Council met in Geneva. Eritrea voted against the text."
    (vote,) = [d.payload for d in drafts_of(text) if isinstance(d.payload, Vote)]
    assert vote.body is not None
    assert (vote.body.id, vote.choice, vote.subject) == ("igo:UNHRC", "no", "the text")


def test_the_body_of_an_aside_is_not_that_of_the_vote(drafts_of: Any) -> None:
    text = (
        "The General Assembly adopted the resolution on Tuesday. "
        "Gabon, which had abstained in the Security Council, voted yes this time."
    )
    found = {d.payload.choice: d.payload.body for d in drafts_of(text) if isinstance(d.payload, Vote)}
    assert found["yes"] is not None
    assert found["yes"].id == "igo:UNGA"


def test_votes_not_cast_are_absences(drafts_of: Any) -> None:
    ((voters, choice, _),) = votes(drafts_of("Morocco skipped the vote in the General Assembly."))
    assert (voters, choice) == (("Morocco",), "absent")


def test_a_body_that_adopts_a_text_casts_no_vote(drafts_of: Any) -> None:
    assert votes(drafts_of("The General Assembly adopted the resolution on Wednesday.")) == []


def test_abstaining_from_something_else_is_no_vote(drafts_of: Any) -> None:
    assert votes(drafts_of("The champion abstained from alcohol.")) == []


def test_a_planned_vote_is_not_cast(drafts_of: Any) -> None:
    (draft,) = drafts_of("India will abstain on the resolution.")
    assert draft.factuality == "planned"


CAST = [
    ("The Security Council met. Nine of its members voted for the text.", [((), "yes", False)]),
    ("The Security Council adopted the text by 12 votes to none.", [(("The Security Council",), "yes", False)]),
    ("The resolution was rejected in the General Assembly by 60 votes to 58.", [((), "no", False)]),
    ("Peru’s congress approved the treaty with Chile by 80 votes to 30.", [(("Peru’s congress",), "yes", False)]),
    ("Botswana was among the 90 states that voted against the resolution.", [(("Botswana",), "no", False)]),
    ("Ghana joined Kenya in voting against the resolution.", [(("Ghana", "Kenya"), "no", False)]),
    ("Fiji cast the only dissenting vote in the General Assembly.", [(("Fiji",), "no", False)]),
    ("Mali and Chad did not take part in the vote in the General Assembly.", [(("Mali", "Chad"), "absent", False)]),
    ("Peru was absent from the vote in the General Assembly.", [(("Peru",), "absent", False)]),
    ("The minister regretted India’s abstention in the Security Council.", [(("India",), "abstain", False)]),
]


@pytest.mark.parametrize(("text", "found"), CAST, ids=[t for t, _ in CAST])
def test_votes_are_told_in_many_ways(text: str, found: list[Any], drafts_of: Any) -> None:
    assert votes(drafts_of(text)) == found


def test_as_did_takes_over_the_vote_of_the_same_sentence(drafts_of: Any) -> None:
    found = votes(drafts_of("The Security Council met. Chad abstained on the text, as did Peru."))
    assert found == [(("Chad",), "abstain", False), (("Peru",), "abstain", False)]


def test_votes_are_told_beside_that_of_the_body(drafts_of: Any) -> None:
    text = "The General Assembly adopted the text by 90 votes to two, with Latvia and Peru against and Georgia absent."
    assert votes(drafts_of(text))[1:] == [(("Latvia", "Peru"), "no", False), (("Georgia",), "absent", False)]


NO_VOTES = [
    "Britons voted in a referendum to leave the union.",
    "Millions voted for the president.",
    "The permanent members guard their right of veto in the Security Council.",
    "The committee adopted the resolution.",
]


@pytest.mark.parametrize("text", NO_VOTES)
def test_elections_rights_and_bare_decisions_are_no_votes(text: str, drafts_of: Any) -> None:
    assert votes(drafts_of(text)) == []


def test_the_legislature_of_a_state_is_a_body(drafts_of: Any) -> None:
    (vote,) = [d.payload for d in drafts_of("Latvia’s parliament voted for the treaty.") if isinstance(d.payload, Vote)]
    assert vote.body is not None
    assert vote.body.name == "Latvia’s parliament"


def test_a_vote_that_is_asked_for_is_not_cast(drafts_of: Any) -> None:
    drafts = drafts_of("Berlin urged Brazil to vote for the resolution.")
    assert [d.factuality for d in drafts if isinstance(d.payload, Vote)] == ["called-for"]


@pytest.mark.parametrize("text", [
    "Within the Security Council we met; the two presidents adopted a joint plan of action for 2022-2024.",
    "The General Assembly adopted a resolution proclaiming 2016-2025 as the decade of industry.",
])  # fmt: skip
def test_a_span_of_years_counts_no_votes(drafts_of: Any, text: str) -> None:
    assert votes(drafts_of(text)) == []


def test_a_count_of_votes_beside_a_span_of_years_is_one(drafts_of: Any) -> None:
    text = "The General Assembly adopted the plan for 2022-2024 by 120 votes to 12."
    assert [choice for _, choice, _ in votes(drafts_of(text))] == ["yes"]


def test_refraining_from_a_deed_is_no_vote(drafts_of: Any) -> None:
    text = "The Security Council called on France to abstain from using force."
    assert votes(drafts_of(text)) == []
    text = "In the Security Council, France abstained from voting on the resolution."
    assert [choice for _, choice, _ in votes(drafts_of(text))] == ["abstain"]
