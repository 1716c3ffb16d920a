"""Which records are one independent report."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from recording import act, forecast, framing, statement, vote
from talleyrand.analyse.clusters import clusters_of

WORDS = "We will defend every inch of our land"


def clusters(*records):
    """The clusters of the records, in their order."""
    found = clusters_of(records)
    return [found[record.id] for record in records]


def test_reports_of_one_event_are_one_cluster() -> None:
    first, second, other = clusters(
        act("CHN", "RUS", "CONSULT", "2022-02-25", document="a"),
        act("RUS", "CHN", "CONSULT", "2022-02-25", document="b"),
        act("CHN", "RUS", "CONSULT", "2022-03-08", document="c"),
    )
    assert first == second != other


def test_votes_of_one_event_are_one_cluster() -> None:
    first, second = clusters(
        vote("CHN", "abstain", "2022-02-25", document="a"), vote("CHN", "abstain", "2022-02-25", document="b")
    )
    assert first == second


def test_all_that_one_actor_says_in_one_document_is_one_occasion() -> None:
    said = clusters(
        statement("CHN", "We oppose sanctions.", "2022-02-26"),
        statement("CHN", "We call for calm.", "2022-02-26", form="indirect"),
        framing("CHN", "crisis", "2022-02-26"),
        forecast("CHN", "Talks will begin.", "2022-02-26"),
    )
    assert len(set(said)) == 1


def test_what_another_says_there_or_it_says_elsewhere_is_another_occasion() -> None:
    said = clusters(
        statement("CHN", "We oppose sanctions.", "2022-02-26"),
        statement("RUS", "We oppose sanctions.", "2022-02-26"),
        statement("CHN", "We call for calm.", "2022-02-26", document="b"),
    )
    assert len(set(said)) == 3


def test_the_same_words_quoted_elsewhere_are_the_same_occasion() -> None:
    first, second = clusters(
        statement("CHN", WORDS + ".", "2022-02-26"), statement("CHN", WORDS + "!", "2022-02-27", document="b")
    )
    assert first == second


def test_short_words_and_indirect_speech_are_said_often() -> None:
    assert len(set(clusters(*(statement("CHN", "We oppose it.", "2022-02-26", document=d) for d in "ab")))) == 2
    assert len(set(clusters(*(statement("CHN", WORDS, "2022-02-26", form="indirect", document=d) for d in "ab")))) == 2


def test_the_same_words_from_another_are_not_a_copy() -> None:
    assert (
        len(set(clusters(statement("CHN", WORDS, "2022-02-26"), statement("RUS", WORDS, "2022-02-26", document="b"))))
        == 2
    )


def test_copies_of_a_story_are_one_report() -> None:
    call, copy = (statement("CHN", f"We oppose it, {d}.", "2022-02-26", document=d) for d in "ab")
    assert len(set(clusters(call, copy))) == 2
    assert len(set(clusters(call, replace(copy, story=call.document_id)))) == 1


def test_what_has_no_speaker_has_a_cluster_too() -> None:
    (alone,) = clusters(statement("", "It was said.", "2022-02-26"))
    assert alone


@given(st.permutations(range(5)))
def test_the_order_of_records_does_not_matter_for_who_is_together(order) -> None:
    made = [
        act("CHN", "RUS", "CONSULT", "2022-02-25", document="a"),
        act("RUS", "CHN", "CONSULT", "2022-02-25", document="b"),
        statement("CHN", WORDS, "2022-02-26", document="a"),
        statement("CHN", WORDS, "2022-02-26", document="b"),
        vote("CHN", "abstain", "2022-02-25"),
    ]
    found = clusters_of(made[at] for at in order)
    names = [found[record.id] for record in made]
    assert names[0] == names[1] and names[2] == names[3] and len(set(names)) == 3
