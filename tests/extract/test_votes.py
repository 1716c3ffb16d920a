"""Who voted how, in which body, on what."""

from __future__ import annotations

from typing import Any

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
